import Foundation

/// The time of day, where a knob is about it.
enum Moment {
    /// In UTC.
    static var hourNow: Int { Int(Date().timeIntervalSince1970) / 3_600 % 24 }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
