package import Logging
package import Messages

/// An error that knows how a caller is to be told of it.
///
/// Services conform their domain's errors; any other error is a fault of the server's own.
package protocol RPCStatusConvertible: Error {
    var rpcStatus: RPCStatus { get }
}

extension RPCStatus {
    /// What a caller is told of `error`.
    ///
    /// The text of an error that nobody made for callers stays here: it goes to the log under
    /// `callID`, and the caller gets the id.
    package init(telling error: any Error, callID: String, logger: Logger) {
        switch error {
        case let status as RPCStatus: self = status
        case let convertible as any RPCStatusConvertible: self = convertible.rpcStatus
        case is CancellationError: self = .cancelled
        default:
            logger.error(
                "a call failed for an unforeseen reason",
                metadata: ["call": "\(callID)", "error": "\(String(reflecting: error))"]
            )
            self = .internalFault(id: callID)
        }
    }

    /// Of bytes that are no message of theirs.
    package init(_ fault: UnpackFault) {
        switch fault.code {
        case .invalid: self = .invalidArgument(fault.message)
        case .tooLarge: self = .limitExceeded(fault.message, limit: "message")
        }
    }

    /// Of an answer that cannot be sent.
    package init(_ fault: PackFault, callID: String, logger: Logger) {
        switch fault.code {
        case .tooLarge: self = .limitExceeded(fault.message, limit: "reply")
        case .invalid: self.init(telling: fault, callID: callID, logger: logger)
        }
    }
}

// On the wire: a Status with one detail.
extension RPCStatus {
    package static let detailTypeURL = "type.googleapis.com/" + MoultV1.ErrorDetail.fullName

    /// As it travels.
    package var wireStatus: TTRPC.Status {
        var detail = MoultV1.ErrorDetail()
        detail.reason = reason
        detail.retryable = retryable
        detail.subject = subject.withoutNULs
        var any = TTRPC.AnyMessage()
        any.typeURL = Self.detailTypeURL
        any.value = (try? detail.packed()) ?? []
        var status = TTRPC.Status()
        status.code = code.rawValue
        status.message = message.withoutNULs
        status.details = [any]
        return status
    }

    /// As it came; nil: OK.
    package init?(wire status: TTRPC.Status) {
        guard status.code != 0 else { return nil }
        self.init(
            StatusCode(wire: status.code),
            status.message,
            reason: .unspecified
        )
        for any in status.details where any.typeURL == Self.detailTypeURL {
            guard let detail = try? MoultV1.ErrorDetail(unpacking: any.value) else { continue }
            reason = detail.reason
            retryable = detail.retryable
            subject = detail.subject
        }
    }
}

extension String {
    /// A C string ends at its first NUL, which a value that is quoted in a message may hold.
    fileprivate var withoutNULs: String {
        utf8.contains(0) ? String(filter { $0 != "\0" }) : self
    }
}
