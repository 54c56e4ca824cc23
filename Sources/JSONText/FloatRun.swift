/// Reads numbers between commas as fast as the common case allows, and stops before any other.
///
/// The digits, up to 19 of them, are one integer; a power of ten brings the point to its place, in
/// double. That is off by two units of a double's last place at most, and so gives the nearest
/// float unless it lies that close to the middle between two: then, as for what is very small or
/// large, the number is left to the standard library, which looks at every digit.
struct FloatRun {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// - Returns: the position behind the last number that was taken; `start`: none was.
    func take(from start: Int, into floats: inout [Float]) -> Int {
        var taken = start
        var position = start
        while let (float, end) = number(at: position) {
            floats.append(float)
            taken = end
            position = end
            guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { break }
            position += 1
            while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        }
        return taken
    }

    /// nil: not a number, or not a common one.
    @inline(__always)
    private func number(at start: Int) -> (Float, end: Int)? {
        var position = start
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var digits = Digits()
        let whole = position
        digits.take(bytes, &position)
        // A number begins with one zero at most, which stands alone before the point.
        guard position == whole + 1 || position > whole && bytes[whole] != UInt8(ascii: "0") else {
            return nil
        }
        var exponent = 0
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            digits.take(bytes, &position)
            guard position > fraction else { return nil }
            exponent = fraction - position
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            guard let written = writtenExponent(&position) else { return nil }
            exponent += written
        }
        guard let float = Self.float(digits, exponent: exponent) else { return nil }
        return (isNegative ? -float : float, position)
    }

    @inline(__always)
    private func writtenExponent(_ position: inout Int) -> Int? {
        position += 1
        var isNegative = false
        if position < bytes.count, bytes[position] == 0x2b || bytes[position] == 0x2d {
            isNegative = bytes[position] == 0x2d
            position += 1
        }
        let start = position
        var value = 0
        while position < bytes.count, bytes[position] &- 0x30 < 10 {
            guard position - start < Self.exponentDigitsMax else { return nil }
            value = value * 10 + Int(bytes[position] &- 0x30)
            position += 1
        }
        guard position > start else { return nil }
        return isNegative ? -value : value
    }

    @inline(__always)
    private static func float(_ digits: Digits, exponent: Int) -> Float? {
        guard digits.count <= Digits.countMax else { return nil }
        if digits.value == 0 { return 0 }
        guard exponent >= -exponentMax, exponent <= exponentMax else { return nil }
        let value = Double(digits.value)
        let double =
            exponent < 0 ? value / powersOfTen[-exponent] : value * powersOfTen[exponent]
        guard double >= Double(Float.leastNormalMagnitude),
            double < Double(Float.greatestFiniteMagnitude)
        else { return nil }
        // A double has 29 bits more than a float: a one and 28 zeros is the middle.
        let rest = Int64(double.bitPattern & 0x1fff_ffff) - 0x1000_0000
        guard rest.magnitude > 2 else { return nil }
        return Float(double)
    }

    @inline(__always)
    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
    }

    private static let exponentDigitsMax = 4
    /// Up to here powers of ten are exact in double.
    private static let exponentMax = 22
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}

/// A number's digits without its point.
private struct Digits {
    /// So many fit in 64 bits, whatever they are.
    static let countMax = 19

    private(set) var value: UInt64 = 0
    /// Without leading zeros.
    private(set) var count = 0

    @inline(__always)
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
        while position < bytes.count {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return }
            value = value &* 10 &+ UInt64(digit)
            if value != 0 { count += 1 }
            position += 1
        }
    }
}
