import Channels
import HTTPTypes

/// Why a request was not done, before it is said in the words of one API.
struct Refusal: Error, Hashable {
    enum Reason: Hashable {
        /// Something about the request.
        case invalid
        case unauthorised
        case forbidden
        /// There is no such route.
        case noRoute
        /// The route takes other methods: these.
        case noMethod(allowed: String)
        /// There is no such model.
        case unknownModel
        /// There is no such job.
        case unknownJob
        case conflict
        /// The body is larger than the limit.
        case tooLarge
        /// It would take what this server cannot do.
        case unsupported
        case full
        /// This server has no host for it.
        case notConfigured
        case unavailable
        case timedOut
        case failed
    }

    let reason: Reason
    /// One sentence: what was wrong, and what to do.
    let message: String
    /// The field that is wrong, where one is.
    let field: String?
    let retryAfter: Duration?

    init(
        _ reason: Reason,
        _ message: String,
        field: String? = nil,
        retryAfter: Duration? = nil
    ) {
        self.reason = reason
        self.message = message
        self.field = field
        self.retryAfter = retryAfter
    }

    /// Whatever a channel said; `missing` says what was not there.
    init(_ error: ChannelError, missing: Refusal = .unknownJob) {
        self =
            switch error.code {
            case .invalid: Refusal(.invalid, error.message)
            case .notFound: missing
            case .full: Refusal(.full, error.message, retryAfter: error.retryAfter)
            case .keyTaken: Refusal(.conflict, error.message)
            case .denied: Refusal(.forbidden, error.message)
            case .timedOut: Refusal(.timedOut, error.message, retryAfter: error.retryAfter)
            case .notConfigured: Refusal(.notConfigured, error.message)
            case .unavailable, .storeFailed, .diskFull, .cancelled:
                Refusal(.unavailable, error.message, retryAfter: error.retryAfter)
            case .internal: Refusal(.failed, error.message)
            }
    }

    static let unknownJob = Refusal(
        .unknownJob,
        "There is no such job; it may have ended too long ago to be kept."
    )
    static let stopping = Refusal(.unavailable, "The server is stopping; try again.")

    var status: HTTPResponse.Status {
        switch reason {
        case .invalid: .badRequest
        case .unauthorised: .unauthorized
        case .forbidden: .forbidden
        case .noRoute, .unknownModel, .unknownJob: .notFound
        case .noMethod: .methodNotAllowed
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unsupported: .badRequest
        case .full: .tooManyRequests
        case .notConfigured: .notImplemented
        case .unavailable: .serviceUnavailable
        case .timedOut: .gatewayTimeout
        case .failed: .internalServerError
        }
    }
}
