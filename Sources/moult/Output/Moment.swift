import Foundation

/// A time of day as people read it.
enum Moment {
    /// As "2026-03-01 12:00:00", in the user's own time zone.
    static func text(unixMs: Int64, zone: TimeZone = .current) -> String {
        let format = Date.VerbatimFormatStyle(
            format: """
                \(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\
                \(minute: .twoDigits):\(second: .twoDigits)
                """,
            timeZone: zone,
            calendar: Calendar(identifier: .gregorian)
        )
        return Date(timeIntervalSince1970: Double(unixMs) / 1_000).formatted(format)
    }
}
