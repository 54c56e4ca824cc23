public import Messages
import RPC

/// Why a call failed.
public struct MoultError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The codes of google.rpc.Code.
    public enum Code: Int32, Hashable, Sendable {
        /// The caller ended it.
        case cancelled = 1
        /// A code that this version does not know.
        case unknown = 2
        /// The request is wrong, whatever the server's state.
        case invalidArgument = 3
        /// The call's time ran out.
        case deadlineExceeded = 4
        /// What was asked for is not there.
        case notFound = 5
        /// What was to be made is there.
        case alreadyExists = 6
        /// The caller may not do it.
        case permissionDenied = 7
        /// A limit was passed.
        case resourceExhausted = 8
        /// The server's state does not allow it.
        case failedPrecondition = 9
        /// Another call was in the way.
        case aborted = 10
        /// Past the end of something.
        case outOfRange = 11
        /// No such method.
        case unimplemented = 12
        /// A fault of the server's own.
        case `internal` = 13
        /// The server cannot be reached, or serves no more.
        case unavailable = 14
        /// Data was lost.
        case dataLoss = 15
        /// The caller did not say who it is.
        case unauthenticated = 16
    }

    /// How it failed.
    public let code: Code

    /// One sentence: what was wrong, with the value, and what to do.
    public let message: String

    /// What programs branch on.
    public let reason: MoultV1.Reason

    /// Whether the same call may succeed later, unchanged.
    public let retryable: Bool

    /// What the reason is about, when it is about one thing: a field, a key, a limit's name.
    public let subject: String

    /// The sentence.
    public var description: String { message }

    init(
        _ code: Code,
        _ message: String,
        reason: MoultV1.Reason = .unspecified,
        retryable: Bool = false,
        subject: String = ""
    ) {
        self.code = code
        self.message = message
        self.reason = reason
        self.retryable = retryable
        self.subject = subject
    }
}

extension MoultError {
    init(_ status: RPCStatus) {
        self.init(
            Code(rawValue: status.code.rawValue) ?? .unknown,
            status.message,
            reason: status.reason,
            retryable: status.retryable,
            subject: status.subject
        )
    }

    static let cancelled = MoultError(.cancelled, "The call was cancelled.", reason: .cancelled)

    static let deadlineExceeded = MoultError(
        .deadlineExceeded,
        "The call's time ran out; what it asked for may have been done.",
        reason: .deadlineExceeded,
        retryable: true
    )

    static let closed = MoultError(.cancelled, "The client was closed.", reason: .cancelled)

    static let connectionLost = MoultError(
        .unavailable,
        "The connection was lost before the answer came; what was asked for may have been done.",
        retryable: true
    )

    static let notRead = MoultError(
        .resourceExhausted,
        "The program read the stream too slowly, and it was ended.",
        reason: .subscriberTooSlow,
        retryable: true
    )

    static func unreachable(_ server: String, _ why: String) -> MoultError {
        MoultError(
            .unavailable,
            "Cannot connect to \(server): \(why). Is the server running, and is this its address?",
            retryable: true
        )
    }

    /// The server sent what it must not.
    static func protocolBroken(_ what: String) -> MoultError {
        MoultError(.internal, "The server's answer is wrong: \(what).", reason: .internal)
    }

    static func packing(_ message: some WireMessage) throws(MoultError) -> [UInt8] {
        do {
            return try message.packed()
        } catch {
            throw error.code == .tooLarge
                ? MoultError(
                    .resourceExhausted,
                    error.message,
                    reason: .limitExceeded,
                    subject: "frame"
                )
                : MoultError(.invalidArgument, error.message, reason: .invalidArgument)
        }
    }
}
