/// Floats of 32 bits, little-endian, in base64 as of RFC 4648.
enum Base64Floats {
    /// nil: it is not base64, or not of whole floats.
    static func decode(_ text: UnsafeRawBufferPointer) -> [Float]? {
        let digits = withoutPadding(text)
        // One digit alone in the last group is half a byte.
        guard digits.count % 4 != 1 else { return nil }
        let byteCount = digits.count * 3 / 4
        guard byteCount % floatBytes == 0 else { return nil }
        var isValid = true
        let floats = [Float](unsafeUninitializedCapacity: byteCount / floatBytes) { buffer, count in
            let output = UnsafeMutableRawBufferPointer(buffer)
            isValid = decode(digits, into: output)
            count = isValid ? byteCount / floatBytes : 0
        }
        guard isValid else { return nil }
        return isLittleEndian ? floats : floats.map(\.byteSwapped)
    }

    private static let floatBytes = MemoryLayout<Float>.size
    private static let isLittleEndian = 1.littleEndian == 1

    /// Up to two signs that fill the last group.
    private static func withoutPadding(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard text.count % 4 == 0 else { return text }
        var count = text.count
        for _ in 0..<2 where count > 0 && text[count - 1] == UInt8(ascii: "=") { count -= 1 }
        return UnsafeRawBufferPointer(rebasing: text[..<count])
    }

    private static func decode(
        _ digits: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        values.withUnsafeBufferPointer { values in
            // No digit's value has these bits: whatever has them is none.
            var seen: UInt8 = 0
            var (from, to) = (0, 0)
            while from + 4 <= digits.count {
                let (a, b) = (values[Int(digits[from])], values[Int(digits[from + 1])])
                let (c, d) = (values[Int(digits[from + 2])], values[Int(digits[from + 3])])
                seen |= a | b | c | d
                output[to] = a << 2 | b >> 4
                output[to + 1] = b << 4 | c >> 2
                output[to + 2] = c << 6 | d
                (from, to) = (from + 4, to + 3)
            }
            if from < digits.count {
                let (a, b) = (values[Int(digits[from])], values[Int(digits[from + 1])])
                let c = from + 2 < digits.count ? values[Int(digits[from + 2])] : 0
                seen |= a | b | c
                output[to] = a << 2 | b >> 4
                if from + 2 < digits.count { output[to + 1] = b << 4 | c >> 2 }
            }
            return seen < 64
        }
    }

    /// By a digit's byte, its value; 255: it is none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()
}

extension Float {
    fileprivate var byteSwapped: Float { Float(bitPattern: bitPattern.byteSwapped) }
}
