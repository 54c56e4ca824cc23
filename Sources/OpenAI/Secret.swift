/// A text that only its use may see.
package struct Secret: Sendable, Hashable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// For the request's header, and nowhere else.
    func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "…" }
    package var debugDescription: String { description }
    /// Without children, for `dump` and for tests that show what they compare.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
