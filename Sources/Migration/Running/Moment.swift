/// Milliseconds since 1970 as people write a moment, in UTC.
enum Moment {
    private static let dayMs: Int64 = 86_400_000

    /// As "2026-11-21 05:15:01 UTC".
    static func words(_ unixMs: Int64) -> String {
        let days = (unixMs >= 0 ? unixMs : unixMs - dayMs + 1) / dayMs
        let second = (unixMs - days * dayMs) / 1_000
        let (year, month, day) = date(day: days)
        let (hours, minutes, seconds) = (second / 3_600, second / 60 % 60, second % 60)
        return "\(year)-\(two(month))-\(two(day)) \(two(hours)):\(two(minutes)):\(two(seconds)) UTC"
    }

    private static func two(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Howard Hinnant's `civil_from_days`: https://howardhinnant.github.io/date_algorithms.html.
    private static func date(day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
    }
}
