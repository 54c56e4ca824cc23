/// Go's `time.ParseDuration`: "1h15m30.5s", "-1s", "300ms"; the bare "0" too.
package enum GoDuration {
    private static let units: [String: Double] = [
        "ns": 1, "us": 1e3, "\u{b5}s": 1e3, "\u{3bc}s": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9,
        "h": 3_600e9,
    ]

    package static func parse(_ text: String) throws(GoDurationError) -> Duration {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        if rest == "0" { return .zero }
        guard !rest.isEmpty else { throw .invalid(text) }
        var nanoseconds = 0.0
        while !rest.isEmpty {
            nanoseconds += try part(of: &rest, in: text)
        }
        guard nanoseconds < Double(Int64.max) else { throw .invalid(text) }
        return .nanoseconds(Int64(isNegative ? -nanoseconds : nanoseconds))
    }

    /// One number and its unit.
    private static func part(
        of rest: inout Substring,
        in text: String
    ) throws(GoDurationError) -> Double {
        let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard digits.contains(where: \.isNumber), let number = Double("0" + digits + "0") else {
            throw .invalid(text)
        }
        rest = rest[digits.endIndex...]
        let unit = String(rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." })
        guard !unit.isEmpty else { throw .missingUnit(text) }
        guard let length = units[unit] else { throw .unknownUnit(unit, text) }
        rest = rest.dropFirst(unit.count)
        // A "0" was put behind the digits: without a point it counts.
        return (digits.contains(".") ? number : number / 10) * length
    }
}

/// What Go says of a text that is no duration.
package enum GoDurationError: Error, Equatable {
    case invalid(String)
    case missingUnit(String)
    case unknownUnit(String, String)

    package var message: String {
        switch self {
        case .invalid(let text): "time: invalid duration \"\(text)\""
        case .missingUnit(let text): "time: missing unit in duration \"\(text)\""
        case .unknownUnit(let unit, let text):
            "time: unknown unit \"\(unit)\" in duration \"\(text)\""
        }
    }
}

extension GoDuration {
    /// "20ms", "1.5s", "6m0s": as Go, and OpenAI's headers, write a duration, to the millisecond.
    static func text(_ duration: Duration) -> String {
        let milliseconds = Int((duration / .milliseconds(1)).rounded(.up))
        if milliseconds < 1_000 { return "\(milliseconds)ms" }
        let minutes = milliseconds / 60_000
        let seconds = Double(milliseconds % 60_000) / 1_000
        let text = Int(exactly: seconds).map { "\($0)s" } ?? "\(seconds)s"
        return minutes > 0 ? "\(minutes)m\(text)" : text
    }
}
