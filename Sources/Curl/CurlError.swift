/// Why a request has no whole answer.
///
/// An answer of any status is an answer, and no error.
package struct CurlError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: Sendable, Hashable {
        /// The URL is none, or of another protocol than `http` and `https`.
        case badURL
        /// A header of the request cannot be sent.
        case badHeader
        /// The host's name has no address.
        case unresolved
        /// Nobody answers at the address, or the connection was refused.
        case unreachable
        /// The server's certificate or its TLS was not accepted.
        case tls
        case timedOut(CurlPhase)
        /// The connection was lost before the answer was whole.
        case reset
        /// The answer is larger than the request allows.
        case tooLarge
        /// More requests wait than the client keeps.
        case tooMany
        case cancelled
        /// The client was closed.
        case closed
        case other
    }

    package let code: Code
    /// One sentence without a secret: where, what was wrong, and what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

/// The phase of a transfer that took too long.
package enum CurlPhase: String, Sendable, Hashable {
    case connect
    case head
    case stall
    case total
}
