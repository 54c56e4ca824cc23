package import Messages

/// Why a call failed, as its caller is told.
package struct RPCStatus: Error, Hashable, Sendable {
    package var code: StatusCode

    /// One sentence: what was wrong, with the value, and what to do.
    package var message: String

    /// What programs branch on.
    package var reason: MoultV1.Reason

    /// Whether the same call may succeed later, unchanged.
    package var retryable: Bool

    /// What the reason is about, when it is about one thing: a field, a key, a limit's name.
    package var subject: String

    package init(
        _ code: StatusCode,
        _ message: String,
        reason: MoultV1.Reason,
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

// The statuses that belong to no service.
extension RPCStatus {
    package static func invalidArgument(_ message: String, subject: String = "") -> RPCStatus {
        RPCStatus(.invalidArgument, message, reason: .invalidArgument, subject: subject)
    }

    package static func limitExceeded(
        _ message: String,
        limit: String,
        retryable: Bool = false
    ) -> RPCStatus {
        RPCStatus(
            .resourceExhausted,
            message,
            reason: .limitExceeded,
            retryable: retryable,
            subject: limit
        )
    }

    package static func unimplemented(service: String, method: String) -> RPCStatus {
        RPCStatus(
            .unimplemented,
            "There is no method \"\(method)\" in a service \"\(service)\" here; "
                + "names are matched exactly.",
            reason: .unimplemented,
            subject: "\(service)/\(method)"
        )
    }

    /// The server, or this connection, takes no new calls.
    package static let draining = RPCStatus(
        .unavailable,
        "The server is shutting down and did nothing; try again on a new connection.",
        reason: .draining,
        retryable: true
    )

    package static let deadlineExceeded = RPCStatus(
        .deadlineExceeded,
        "The call's time ran out; what it asked for may have been done.",
        reason: .deadlineExceeded,
        retryable: true
    )

    package static let expiredOnArrival = RPCStatus(
        .deadlineExceeded,
        "The call's time was over when it came; nothing was done.",
        reason: .deadlineExceeded,
        retryable: true
    )

    package static let cancelled = RPCStatus(
        .cancelled,
        "The stream was cancelled by its caller.",
        reason: .cancelled
    )

    package static let subscriberTooSlow = RPCStatus(
        .resourceExhausted,
        "The stream was not read fast enough and was cut off; open it again and read on.",
        reason: .subscriberTooSlow,
        retryable: true
    )

    /// A fault of the server's own, logged under `id`.
    package static func internalFault(id: String) -> RPCStatus {
        RPCStatus(
            .internal,
            "The server failed; its log says why under the id \(id).",
            reason: .internal,
            subject: id
        )
    }
}
