/// How long a model stays loaded when nobody uses it: Ollama's `keep_alive`.
///
/// A negative one means for ever, which Ollama writes as the longest time that it can express, 292
/// years: a timer like any other, and no pin.
package struct KeepAlive: Hashable, Comparable, Sendable {
    package static let zero = KeepAlive(.zero)
    package static let forever = KeepAlive(.nanoseconds(Int64.max))

    package let duration: Duration

    package init(_ duration: Duration) {
        self.duration =
            duration < .zero ? Self.foreverDuration : min(duration, Self.foreverDuration)
    }

    private static let foreverDuration = Duration.nanoseconds(Int64.max)

    package var isForever: Bool { self == .forever }

    package static func < (left: Self, right: Self) -> Bool { left.duration < right.duration }
}

extension KeepAlive {
    /// A number in a request: seconds.
    package init(seconds: Double) {
        let nanoseconds = seconds * 1e9
        self =
            seconds < 0 || nanoseconds >= Double(Int64.max)
            ? .forever : KeepAlive(.nanoseconds(Int64(nanoseconds)))
    }

    /// A text in a request: a duration as Go writes it, with its unit; `"-1"` has none.
    package init(text: String) throws(GoDurationError) {
        self.init(try GoDuration.parse(text))
    }
}
