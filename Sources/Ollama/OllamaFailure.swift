internal import Channels
internal import Curl

/// Why a call to an Ollama server did not do what it was for, before it becomes its caller's error.
struct OllamaFailure: Error, Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case unreachable
        case busy
        case timedOut
        case outOfMemory
        /// The model's process ended, or the answer is none of Ollama's.
        case failed
        case unknownModel
        /// A text has more tokens than the model's context.
        case tooLong
        /// A vector came out with NaN or Inf in it.
        case notANumber
        /// The model cannot do what was asked of it: embed, chat, use tools, think.
        case unable
        case refused
        case denied
        case cancelled
    }

    let kind: Kind
    /// One sentence: what was wrong, and what to do.
    let message: String
    var retryAfter: Duration?

    init(_ kind: Kind, _ message: String, retryAfter: Duration? = nil) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
    }
}

extension OllamaFailure {
    /// A request that has no whole answer.
    init(_ error: CurlError) {
        switch error.code {
        case .unresolved, .unreachable, .tls, .reset, .timedOut(.connect):
            self.init(.unreachable, error.message)
        case .timedOut:
            self.init(.timedOut, error.message)
        case .tooMany:
            self.init(.busy, error.message)
        case .cancelled, .closed:
            self.init(.cancelled, error.message)
        case .badURL, .badHeader:
            self.init(.denied, error.message)
        case .tooLarge, .other:
            self.init(.failed, error.message)
        }
    }
}

extension OllamaFailure {
    var hostError: HostError {
        let code: HostError.Code =
            switch kind {
            case .unreachable: .unreachable
            case .busy: .busy
            case .timedOut: .timedOut
            case .outOfMemory: .outOfMemory
            case .failed, .notANumber: .failed
            case .unknownModel: .unknownModel
            case .tooLong, .unable, .refused: .refused
            case .denied: .denied
            case .cancelled: .cancelled
            }
        return HostError(code, message, retryAfter: retryAfter)
    }
}
