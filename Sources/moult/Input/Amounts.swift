import ArgumentParser
import MoultServer

// Amounts as they are written on a command line, read exactly: a number that cannot be kept as it
// was written is refused.

extension Money: ExpressibleByArgument {
    init?(argument: String) {
        self.init(argument)
    }
}

/// A length of time in seconds, from "90s", "30m", "24h", "7d" or a plain number of seconds.
struct TimeSpan: ExpressibleByArgument, Hashable, Sendable {
    let seconds: Int64

    init(seconds: Int64) {
        self.seconds = seconds
    }

    init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Int64(digits: unit == nil ? argument[...] : argument.dropLast()) else {
            return nil
        }
        let (seconds, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflows else { return nil }
        self.seconds = seconds
    }
}

/// A share from 0 to 1, from "0.05" or "5%".
struct Share: ExpressibleByArgument, Hashable, Sendable {
    let value: Double

    init?(argument: String) {
        let isPercent = argument.last == "%"
        guard let number = Double(isPercent ? argument.dropLast() : argument[...]) else {
            return nil
        }
        let value = isPercent ? number / 100 : number
        guard (0...1).contains(value) else { return nil }
        self.value = value
    }
}

/// A part of each day in UTC, "22:00-06:00", or "always".
struct Hours: ExpressibleByArgument, Hashable, Sendable {
    /// As the server takes it; empty: at any hour.
    let text: String

    init?(argument: String) {
        if argument == "always" {
            text = ""
            return
        }
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy(Self.isTimeOfDay) else { return nil }
        text = argument
    }

    private static func isTimeOfDay(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
            let hour = Int64(digits: parts[0]), let minute = Int64(digits: parts[1])
        else { return false }
        return hour < 24 && minute < 60
    }
}

extension Int64 {
    /// From ASCII digits and nothing else: no sign, no space.
    fileprivate init?(digits: some StringProtocol) {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        self.init(String(digits))
    }
}
