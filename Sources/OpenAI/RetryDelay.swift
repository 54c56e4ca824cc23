internal import Curl

/// How long a provider wants to be left alone, as its headers say.
enum RetryDelay {
    /// - Parameter unixMilliseconds: now, for a date.
    /// - Returns: at most `max`; nil: it does not say.
    static func of(
        _ headers: CurlHeaders,
        unixMilliseconds: Int64,
        max: Duration
    ) -> Duration? {
        let delay =
            headers["retry-after-ms"].flatMap(number).map { Duration.seconds($0 / 1_000) }
            ?? headers["Retry-After"].flatMap { text in
                number(text).map { .seconds($0) }
                    ?? HTTPDate.unixSeconds(text).map {
                        .milliseconds($0 * 1_000 - unixMilliseconds)
                    }
            }
        return delay.map { Swift.min(Swift.max($0, .zero), max) }
    }

    /// Not "nan", and nothing that a duration could not hold.
    private static func number(_ text: String) -> Double? {
        Double(text).flatMap { abs($0) < 1e9 ? $0 : nil }
    }
}

/// The one form of a date that HTTP writes: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
enum HTTPDate {
    static func unixSeconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[0].hasSuffix(","),
            let day = Int64(words[1]), (1...31).contains(day),
            let month = months.firstIndex(of: words[2]).map({ Int64($0) + 1 }),
            let year = Int64(words[3]), (1_970...9_999).contains(year)
        else { return nil }
        let time = words[4].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]),
            (0...60).contains(time[2])
        else { return nil }
        let days = daysSince1970(year: year, month: month, day: day)
        return ((days * 24 + time[0]) * 60 + time[1]) * 60 + time[2]
    }

    /// Years begin in March, so that the leap day is a year's last.
    ///
    /// Source: https://howardhinnant.github.io/date_algorithms.html#days_from_civil
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
