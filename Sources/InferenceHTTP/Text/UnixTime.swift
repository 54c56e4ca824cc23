import Glibc

/// Milliseconds since 1970, and their text by RFC 3339: "2026-11-21T08:14:26.123Z".
struct UnixTime {
    let milliseconds: Int64

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Drops what is finer than milliseconds; nil: this is no such text.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let marks = [4: "-", 7: "-", 10: "T", 13: ":", 16: ":"]
        guard bytes.count >= 20,
            marks.allSatisfy({ bytes[$0.key] == $0.value.utf8.first }),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60,
            let (fraction, rest) = Self.fraction(bytes[19...]),
            let offset = Self.offsetSeconds(rest)
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) =
            (Int32(year) - 1_900, Int32(month) - 1, Int32(day))
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (Int32(hour), Int32(minute), Int32(second))
        milliseconds = (Int64(timegm(&parts)) - Int64(offset)) * 1_000 + Int64(fraction)
    }

    var text: String {
        let (second, rest) = milliseconds.quotientFloored(by: 1_000)
        var time = time_t(second)
        var parts = tm()
        gmtime_r(&time, &parts)
        let date = [Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Int($0) }
        return date.map { padded($0, 2) }.joined(separator: "-") + "T"
            + clock.map { padded($0, 2) }.joined(separator: ":") + "." + padded(Int(rest), 3) + "Z"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension UnixTime {
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Milliseconds, and what stands behind them.
    private static func fraction(
        _ text: ArraySlice<UInt8>
    ) -> (milliseconds: Int, rest: ArraySlice<UInt8>)? {
        guard text.first == UInt8(ascii: ".") else { return (0, text) }
        let digits = text.dropFirst().prefix { (0x30...0x39).contains($0) }
        let three = (digits + [0x30, 0x30]).prefix(3)
        guard !digits.isEmpty, let milliseconds = number(three) else { return nil }
        return (milliseconds, text[digits.endIndex...])
    }

    private static func offsetSeconds(_ text: ArraySlice<UInt8>) -> Int? {
        if text.elementsEqual("Z".utf8) { return 0 }
        let start = text.startIndex
        guard text.count == 6, let sign = text.first, [0x2b, 0x2d].contains(sign),
            text[start + 3] == UInt8(ascii: ":"),
            let hours = number(text[(start + 1)..<(start + 3)]),
            let minutes = number(text[(start + 4)...]), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == 0x2d ? -60 : 60)
    }
}

extension Int64 {
    fileprivate func quotientFloored(by divisor: Int64) -> (Int64, Int64) {
        let rest = ((self % divisor) + divisor) % divisor
        return ((self - rest) / divisor, rest)
    }
}
