/// Writes floats as the shortest decimal texts that are read back as the very same floats.
///
/// The common magnitudes take a few divisions in double: a candidate of six digits, then seven,
/// eight, nine is divided by its power of ten and compared. Both are exact in double, so that the
/// quotient is the double nearest to the text; where that lies right in the middle between two
/// floats, and for what is very small or large, the standard library decides.
enum FloatText {
    /// Appends a JSON array of them.
    ///
    /// - Precondition: they are finite: JSON has no other numbers.
    static func append(_ floats: [Float], to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + floats.count * textBytesUsual + 2)
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for float in floats {
            precondition(float.isFinite, "JSON has no \(float)")
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(float, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A sign, "0.", nine digits and some zeros.
    private static let textBytesUsual = 14

    @inline(__always)
    static func append(_ float: Float, to bytes: inout [UInt8]) {
        let magnitude = float.magnitude
        guard magnitude >= smallest, magnitude < largest,
            let decimal = Decimal(shortestFor: magnitude)
        else {
            bytes += "\(float)".utf8
            return
        }
        if float.sign == .minus { bytes.append(UInt8(ascii: "-")) }
        decimal.append(to: &bytes)
    }

    /// With these bounds a candidate's power of ten is exact in double.
    private static let smallest: Float = 1e-6
    private static let largest: Float = 1
}

/// `digits` × 10⁻ᵖˡᵃᶜᵉˢ, below one.
private struct Decimal {
    private let digits: Int
    private let places: Int

    /// nil: the fast way cannot tell.
    @inline(__always)
    init?(shortestFor magnitude: Float) {
        let value = Double(magnitude)
        var zeros = 0
        while value * Self.powersOfTen[zeros + 1] < 1 { zeros += 1 }
        for count in Self.digitsMin...Self.digitsMax {
            let power = Self.powersOfTen[zeros + count]
            let candidate = (value * power).rounded()
            let quotient = candidate / power
            // A double has 29 bits more than a float: a one and 28 zeros is the middle.
            guard quotient.bitPattern & 0x1fff_ffff != 0x1000_0000 else { return nil }
            if Float(quotient) == magnitude {
                digits = Int(candidate)
                places = zeros + count
                return
            }
        }
        return nil
    }

    /// Decimals of six digits are all different floats.
    ///
    /// So none with fewer is missed: it is the same with zeros behind it. Nine digits tell all
    /// floats apart.
    private static let digitsMin = 6
    private static let digitsMax = 9

    @inline(__always)
    func append(to bytes: inout [UInt8]) {
        var (digits, places) = (digits, places)
        while digits % 10 == 0 {
            digits /= 10
            places -= 1
        }
        // Rounded up to one.
        if places <= 0 {
            bytes.append(UInt8(ascii: "1"))
            return
        }
        bytes.append(UInt8(ascii: "0"))
        bytes.append(UInt8(ascii: "."))
        let end = bytes.count + places
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: places))
        var position = end
        while digits > 0 {
            position -= 1
            bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10)
            digits /= 10
        }
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]
}
