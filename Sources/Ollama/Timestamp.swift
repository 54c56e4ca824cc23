/// Times as Go writes them, "2024-06-04T14:38:31.83753-07:00", in Unix milliseconds.
///
/// RFC 3339; by hand, because a formatter costs more than the rest of an answer. A pinned model
/// expires 292 years after now by the server's clock, which is as far as Go counts; a time that was
/// never set is "0001-01-01T00:00:00Z".
enum Timestamp: Equatable {
    /// Unix milliseconds.
    case at(Int64)
    /// In centuries: never, for whoever lives now.
    case farAhead
    case unreadable

    /// Later years are far ahead; a pin of a server that believes in 1970 ends in 2262.
    private static let yearMax: Int64 = 2_199

    init(_ text: String) {
        var scanner = DigitScanner(text.utf8)
        guard let year = scanner.number(digits: 4...18), scanner.skip("-") else {
            self = .unreadable
            return
        }
        guard year <= Self.yearMax else {
            self = .farAhead
            return
        }
        guard let date = Self.days(in: year, &scanner), scanner.skip("T") || scanner.skip("t"),
            let time = Self.milliseconds(&scanner), let offset = Self.offsetMinutes(&scanner),
            scanner.isAtEnd
        else {
            self = .unreadable
            return
        }
        self = .at(date * 86_400_000 + time - offset * 60_000)
    }

    /// Days since 1970-01-01 of "06-04" behind its year.
    ///
    /// Source: Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil.
    private static func days(in year: Int64, _ scanner: inout DigitScanner) -> Int64? {
        guard let month = scanner.number(digits: 2...2), (1...12).contains(month),
            scanner.skip("-"), let day = scanner.number(digits: 2...2), (1...31).contains(day)
        else { return nil }
        // Years that begin in March have their leap day last.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Of "14:38:31.83753"; a leap second is the next minute's first.
    private static func milliseconds(_ scanner: inout DigitScanner) -> Int64? {
        guard let hour = scanner.number(digits: 2...2), hour < 24, scanner.skip(":"),
            let minute = scanner.number(digits: 2...2), minute < 60, scanner.skip(":"),
            let second = scanner.number(digits: 2...2), second <= 60
        else { return nil }
        var milliseconds = ((hour * 60 + minute) * 60 + second) * 1_000
        if scanner.skip(".") {
            guard let fraction = scanner.thousandths() else { return nil }
            milliseconds += fraction
        }
        return milliseconds
    }

    /// Of "Z", "+02:00" or "-07:00".
    private static func offsetMinutes(_ scanner: inout DigitScanner) -> Int64? {
        if scanner.skip("Z") || scanner.skip("z") { return 0 }
        let sign: Int64 = scanner.skip("-") ? -1 : 1
        guard sign < 0 || scanner.skip("+"), let hours = scanner.number(digits: 2...2), hours < 24,
            scanner.skip(":"), let minutes = scanner.number(digits: 2...2), minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

/// Reads decimal digits and single marks from the front.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String.UTF8View) {
        rest = text[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == mark.value else { return false }
        rest.removeFirst()
        return true
    }

    /// As many digits as there are; nil unless their count is in `digits`, at most 18.
    mutating func number(digits: ClosedRange<Int>) -> Int64? {
        let run = rest.prefix { (0x30...0x39).contains($0) }
        guard digits.contains(run.count) else { return nil }
        rest = rest[run.endIndex...]
        return run.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// A fraction's first three digits; the others are passed over.
    mutating func thousandths() -> Int64? {
        let run = rest.prefix { (0x30...0x39).contains($0) }
        guard !run.isEmpty else { return nil }
        rest = rest[run.endIndex...]
        var value: Int64 = 0
        for place in 0..<3 {
            let index = run.index(run.startIndex, offsetBy: place, limitedBy: run.endIndex)
            let digit = index.flatMap { $0 < run.endIndex ? Int64(run[$0] - 0x30) : nil } ?? 0
            value = value * 10 + digit
        }
        return value
    }
}
