/// Writes floats as the shortest decimal texts that are read back as the very same floats.
///
/// The common magnitudes take a few divisions in double: a candidate of so many digits is divided
/// by its power of ten and compared. Both are exact in double, so that the quotient is the double
/// nearest to the text; where that lies right in the middle between two floats, and for what is
/// very small or large, the standard library decides.
enum FloatText {
    /// Appends a JSON array of them.
    ///
    /// - Precondition: they are finite: JSON has no other numbers.
    static func append(_ floats: [Float], to bytes: inout [UInt8]) {
        bytes += [UInt8](unsafeUninitializedCapacity: floats.count * textBytesMax + 2) {
            text,
            end in
            var output = Output(text)
            output.append(UInt8(ascii: "["))
            for (index, float) in floats.enumerated() {
                precondition(float.isFinite, "JSON has no \(float)")
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(float, to: &output)
            }
            output.append(UInt8(ascii: "]"))
            end = output.count
        }
    }

    /// A comma, a sign, "0." and fifteen places; what the standard library writes is shorter.
    private static let textBytesMax = 19

    @inline(__always)
    private static func append(_ float: Float, to output: inout Output) {
        let magnitude = float.magnitude
        guard magnitude >= smallest, magnitude < largest,
            let decimal = Decimal(shortestFor: magnitude)
        else {
            for byte in "\(float)".utf8 { output.append(byte) }
            return
        }
        if float.sign == .minus { output.append(UInt8(ascii: "-")) }
        decimal.append(to: &output)
    }

    /// With these bounds a candidate's power of ten is exact in double.
    private static let smallest: Float = 1e-6
    private static let largest: Float = 1
}

/// Room that is known to be enough.
private struct Output {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    /// The last of `places` decimal places of a number.
    @inline(__always)
    mutating func append(_ digits: UInt64, places: Int) {
        var digits = digits
        var position = count + places
        count = position
        for _ in 0..<places {
            position -= 1
            bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10)
            digits /= 10
        }
    }
}

/// `digits` × 10⁻ᵖˡᵃᶜᵉˢ, below one.
private struct Decimal {
    private let digits: UInt64
    private let places: Int

    /// nil: the fast way cannot tell.
    ///
    /// Decimals of six digits are all different floats, so none with fewer is missed: it is the
    /// same with zeros behind it. Nine digits tell all floats apart. Most need eight, so seven,
    /// which few have, goes first and saves a look at six.
    @inline(__always)
    init?(shortestFor magnitude: Float) {
        let value = Double(magnitude)
        let zeros = Self.zeros(of: value)
        guard let seven = Candidate(value, zeros, 7) else { return nil }
        if seven.reads(as: magnitude) {
            guard let six = Candidate(value, zeros, 6) else { return nil }
            self.init(six.reads(as: magnitude) ? six : seven)
            return
        }
        for count in 8...9 {
            guard let candidate = Candidate(value, zeros, count) else { return nil }
            if candidate.reads(as: magnitude) {
                self.init(candidate)
                return
            }
        }
        return nil
    }

    private init(_ candidate: Candidate) {
        var (digits, places) = (candidate.digits, candidate.places)
        while digits % 10 == 0 {
            digits /= 10
            places -= 1
        }
        (self.digits, self.places) = (digits, places)
    }

    /// Between the point and the first digit.
    @inline(__always)
    private static func zeros(of value: Double) -> Int {
        var zeros = 0
        var value = value * 10
        while value < 1 {
            value *= 10
            zeros += 1
        }
        return zeros
    }

    @inline(__always)
    func append(to output: inout Output) {
        // Rounded up to one.
        guard places > 0 else { return output.append(UInt8(ascii: "1")) }
        output.append(UInt8(ascii: "0"))
        output.append(UInt8(ascii: "."))
        output.append(digits, places: places)
    }
}

/// The decimal of so many digits that is nearest to a value.
private struct Candidate {
    let digits: UInt64
    let places: Int
    private let quotient: Double

    /// nil: what it is read as depends on more than a double tells.
    @inline(__always)
    init?(_ value: Double, _ zeros: Int, _ count: Int) {
        places = zeros + count
        let power = Self.powerOfTen(places)
        digits = UInt64(value * power + 0.5)
        quotient = Double(digits) / power
        // A double has 29 bits more than a float: a one and 28 zeros is the middle.
        if quotient.bitPattern & 0x1fff_ffff == 0x1000_0000 { return nil }
    }

    @inline(__always)
    func reads(as magnitude: Float) -> Bool { Float(quotient) == magnitude }

    @inline(__always)
    private static func powerOfTen(_ exponent: Int) -> Double {
        switch exponent {
        case 6: 1e6
        case 7: 1e7
        case 8: 1e8
        case 9: 1e9
        case 10: 1e10
        case 11: 1e11
        case 12: 1e12
        case 13: 1e13
        case 14: 1e14
        default: 1e15
        }
    }
}
