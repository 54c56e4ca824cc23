/// Why a text is not the JSON that was expected.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: Sendable, Hashable {
        /// No JSON: what stands there, or an end that comes too early.
        case malformed
        /// A string is no UTF-8.
        case badUTF8
        /// Values nest deeper than the limit.
        case tooDeep
        /// More bytes than the limit, of the text or of a line.
        case tooLarge
        /// JSON, but another type than what is read.
        case wrongType
        /// A number that does not fit what it is read into.
        case outOfRange
    }

    package let code: Code
    /// Bytes from the beginning of the text.
    package let offset: Int
    /// One sentence; nothing of the text is in it, for that may be somebody's.
    package let message: String

    package init(_ code: Code, at offset: Int, _ what: String) {
        self.code = code
        self.offset = offset
        message = "The JSON is wrong at byte \(offset): \(what)."
    }

    package var description: String { message }
}
