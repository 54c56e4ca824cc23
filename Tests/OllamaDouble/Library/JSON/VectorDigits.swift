extension JSONText {
    /// An array of numbers with eight decimals each; null is what is no number.
    mutating func vector(_ vector: [Float]) {
        raw(bytesMax: vector.count * VectorDigits.bytesPerNumberMax + 2) { buffer in
            var digits = VectorDigits(buffer: buffer)
            digits.write(vector)
            return digits.count
        }
    }
}

/// Writes vectors straight into memory: by other ways it would cost more than all beside it,
/// above all where nothing is optimised.
private struct VectorDigits {
    /// A sign, one digit, the point, eight decimals and a comma; "null" and a comma.
    static let bytesPerNumberMax = 12

    private static let grid: UInt64 = 100_000_000

    private let buffer: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(buffer: UnsafeMutableRawBufferPointer) {
        self.buffer = buffer
    }

    mutating func write(_ vector: [Float]) {
        put(UInt8(ascii: "["))
        for index in vector.indices {
            if index > 0 { put(UInt8(ascii: ",")) }
            write(vector[index])
        }
        put(UInt8(ascii: "]"))
    }

    /// Reads back as the same number, if that is one of the grid of eight decimals.
    private mutating func write(_ number: Float) {
        guard number.isFinite, abs(number) < 10 else {
            for byte in "null".utf8 { put(byte) }
            return
        }
        let steps = Int64((Double(number) * Double(Self.grid)).rounded())
        if steps < 0 { put(UInt8(ascii: "-")) }
        var rest = min(steps.magnitude, Self.grid * 10 - 1)
        put(digit(rest / Self.grid))
        rest %= Self.grid
        guard rest > 0 else { return }
        put(UInt8(ascii: "."))
        var unit = Self.grid / 10
        while rest > 0 {
            put(digit(rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    private func digit(_ value: UInt64) -> UInt8 {
        UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)
    }

    private mutating func put(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }
}
