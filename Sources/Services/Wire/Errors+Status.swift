package import Knowledge
package import Memory
internal import Messages
package import Migration
package import RPC

extension MemoryError: RPCStatusConvertible {
    package var rpcStatus: RPCStatus {
        let (code, reason) = wireCode
        return RPCStatus(code, message, reason: reason, retryable: isRetryable, subject: subject)
    }

    private var wireCode: (StatusCode, MoultV1.Reason) {
        switch code {
        case .invalidArgument: (.invalidArgument, .invalidArgument)
        case .limitExceeded: (.invalidArgument, .limitExceeded)
        case .revisionMismatch: (.failedPrecondition, .revisionMismatch)
        case .idempotencyMismatch: (.alreadyExists, .idempotencyMismatch)
        case .epochGone: (.failedPrecondition, .epochGone)
        case .pageTokenInvalid: (.invalidArgument, .pageTokenInvalid)
        case .semanticUnavailable: (.unavailable, .semanticUnavailable)
        case .textRefused: (.invalidArgument, .textRefused)
        case .diskFull: (.resourceExhausted, .diskFull)
        case .storeFailed: (.unavailable, .storeFailed)
        case .deadlineExceeded: (.deadlineExceeded, .deadlineExceeded)
        case .cancelled: (.cancelled, .cancelled)
        case .embedderUnknown: (.failedPrecondition, .embedderUnknown)
        }
    }
}

extension MigrationError: RPCStatusConvertible {
    package var rpcStatus: RPCStatus {
        switch code {
        case .invalidArgument:
            status(.invalidArgument, .invalidArgument)
        case .notFound:
            status(.notFound, .notFound)
        case .otherUnderWay(let epoch):
            status(.failedPrecondition, .migrationUnderWay, epoch)
        case .alreadyEnded(let epoch):
            status(.failedPrecondition, .migrationEnded, epoch)
        case .spaceInUse(let epoch):
            status(.failedPrecondition, .spaceInUse, epoch)
        case .embedderUnknown:
            status(.invalidArgument, .embedderUnknown)
        case .wrongPhase(let epoch):
            status(.failedPrecondition, .wrongPhase, epoch)
        case .modelDiffers:
            status(.failedPrecondition, .modelDiffers)
        case .embedderFailed:
            RPCStatus(.unavailable, message, reason: .semanticUnavailable, retryable: true)
        case .evaluationUnderWay:
            RPCStatus(.resourceExhausted, message, reason: .limitExceeded, retryable: true)
        case .tooManySubscribers:
            RPCStatus(.resourceExhausted, message, reason: .limitExceeded, retryable: true)
        case .store(let code):
            StoreError(code, message).rpcStatus
        }
    }

    private func status(
        _ code: StatusCode,
        _ reason: MoultV1.Reason,
        _ epoch: Epoch? = nil
    ) -> RPCStatus {
        RPCStatus(code, message, reason: reason, subject: epoch.map { "\($0.rawValue)" } ?? "")
    }
}

extension StoreError: RPCStatusConvertible {
    package var rpcStatus: RPCStatus {
        switch code {
        case .diskFull:
            RPCStatus(.resourceExhausted, message, reason: .diskFull, retryable: true)
        case .idempotencyMismatch:
            RPCStatus(
                .alreadyExists,
                message,
                reason: .idempotencyMismatch,
                subject: "idempotency_key"
            )
        case .notFound:
            RPCStatus(.notFound, message, reason: .notFound)
        case .failed, .damaged, .fromTheFuture, .closed:
            RPCStatus(.unavailable, message, reason: .storeFailed, retryable: true)
        }
    }
}
