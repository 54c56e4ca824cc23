/// What a client has to present to be served.
///
/// Its text is in no description, so that it comes into no log and no error.
package struct BearerToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// Short ones can be guessed.
    package static let bytesMin = 16

    private let bytes: [UInt8]

    /// Takes a file's content as it is; blanks and line ends around the token do not count.
    ///
    /// - Returns: nil: what is left is shorter than `bytesMin`, or has a character that a header
    ///   cannot carry.
    package init?(_ text: String) {
        let trimmed = Array(
            text.utf8.drop(while: Self.isBlank).reversed().drop(while: Self.isBlank)
        )
        guard trimmed.count >= Self.bytesMin, trimmed.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return nil }
        bytes = trimmed.reversed()
    }

    package var description: String { "(a token)" }

    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Takes the same time for every text of one length, so that a guess learns nothing from it.
    func matches(_ presented: Substring) -> Bool {
        let guess = Array(presented.utf8)
        guard guess.count == bytes.count else { return false }
        return zip(bytes, guess).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0d).contains(byte)
    }
}
