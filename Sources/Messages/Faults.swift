/// Why bytes are not a message that may be read.
package struct UnpackFault: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// The bytes are malformed, or not of this message.
        case invalid
        /// A limit was passed.
        case tooLarge
    }

    package let code: Code
    /// One sentence: which field of which message, what is wrong with it, and the limit.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// Why a message cannot be put into bytes.
package struct PackFault: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// A string holds a NUL.
        case invalid
        /// The message would take more bytes than a frame holds, or its parts more memory.
        case tooLarge
    }

    package let code: Code
    /// One sentence: which field, what is wrong with it, and the limit.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
