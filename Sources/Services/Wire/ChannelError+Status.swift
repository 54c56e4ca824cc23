internal import Channels
internal import Messages
internal import RPC

/// Asks a channel, and tells why it did not.
///
/// - Parameter full: what a full channel is called where `work` asks.
func telling<Value>(
    full: MoultV1.Reason = .queueFull,
    _ work: () async throws(ChannelError) -> Value
) async throws -> Value {
    do {
        return try await work()
    } catch {
        // A fault of the server's own stays here: its caller learns the id it is logged under.
        guard let status = error.status(full: full) else { throw error }
        throw status
    }
}

extension ChannelError {
    /// nil: a fault of the server's own.
    func status(full: MoultV1.Reason) -> RPCStatus? {
        switch code {
        case .invalid: .invalidArgument(message)
        case .notFound: RPCStatus(.notFound, message, reason: .notFound)
        case .full: RPCStatus(.resourceExhausted, sentence, reason: full, retryable: true)
        case .keyTaken:
            RPCStatus(
                .alreadyExists,
                message,
                reason: .idempotencyMismatch,
                subject: "idempotency_key"
            )
        case .unavailable:
            RPCStatus(.unavailable, sentence, reason: .providerUnavailable, retryable: true)
        case .storeFailed:
            RPCStatus(.unavailable, sentence, reason: .storeFailed, retryable: true)
        case .diskFull:
            RPCStatus(.resourceExhausted, sentence, reason: .diskFull, retryable: true)
        case .denied: RPCStatus(.unavailable, message, reason: .providerUnavailable)
        case .timedOut:
            RPCStatus(.deadlineExceeded, message, reason: .deadlineExceeded, retryable: true)
        case .cancelled: RPCStatus(.cancelled, message, reason: .cancelled)
        case .notConfigured: RPCStatus(.failedPrecondition, message, reason: .notConfigured)
        case .internal: nil
        }
    }

    /// With when to try again, where that is known.
    private var sentence: String {
        guard let retryAfter else { return message }
        let seconds = max(1, (retryAfter.wholeMilliseconds + 999) / 1_000)
        return switch code {
        case .full: "\(message) There may be room in about \(seconds) s."
        default: "\(message) It may answer in about \(seconds) s."
        }
    }
}
