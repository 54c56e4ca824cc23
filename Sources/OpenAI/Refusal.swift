internal import Curl
internal import Spaces

/// What an answer that is no success means for the request.
enum Refusal: Equatable {
    /// More tokens than one request may have: ask for half as many texts at once.
    case tooManyTokens(String)
    /// The server does not know the format: ask for numbers.
    case noBase64
    case error(EmbedderError)

    /// - Parameters:
    ///   - count: of the request's texts.
    ///   - retryAfter: how long the provider wants to be left alone.
    init(status: Int, _ error: ProviderError, texts count: Int, retryAfter: Duration?) {
        switch status {
        case 400, 422:
            self = Self.badRequest(status, error, texts: count)
        case 413:
            self = .tooManyTokens(error.message)
        case 429 where error.mentions("insufficient_quota", "billing_hard_limit_reached"):
            self = .denied("has used up its quota: see the account's billing", status)
        case 408, 409, 429, 500...:
            self = .error(
                EmbedderError(
                    .unavailable,
                    "The provider answered \(status)\(error.quoted): it is asked again later.",
                    retryAfter: retryAfter
                )
            )
        // What it says of a key may quote a part of it.
        case 401: self = .denied("does not accept the key: see that it is the right one", status)
        case 403: self = .denied("does not allow this to the key: see the key's rights", status)
        case 402: self = .denied("asks for payment: see the account's billing", status)
        case 404: self = .denied("knows no such model or address\(error.quoted): see both", status)
        case 300..<400: self = .denied("points elsewhere: set the address it really has", status)
        default: self = .denied("refuses the request\(error.quoted): see the settings", status)
        }
    }

    private static func badRequest(
        _ status: Int,
        _ error: ProviderError,
        texts count: Int
    ) -> Refusal {
        if error.mentions("max_tokens_per_request", "tokens per request") {
            return .tooManyTokens(error.message)
        }
        if error.parameter == "encoding_format" { return .noBase64 }
        // These hold for whatever text: to split the request would blame each of them.
        let isOfSettings =
            ["dimensions", "model", "user"].contains(error.parameter)
            || error.mentions("model_not_found", "invalid_api_key", "unsupported_parameter")
        if isOfSettings {
            return .denied("refuses the settings\(error.quoted): see model and dimensions", status)
        }
        let message = "The provider answered \(status)\(error.quoted): see the text."
        if let position = error.textPosition, (0..<count).contains(position) {
            return .error(EmbedderError(.textRefused(position: position), message))
        }
        return .error(
            EmbedderError(count == 1 ? .textRefused(position: 0) : .batchRefused, message)
        )
    }

    private static func denied(_ what: String, _ status: Int) -> Refusal {
        .error(EmbedderError(.denied, "The provider \(what) (status \(status))."))
    }
}

extension ProviderError {
    fileprivate var quoted: String { message.isEmpty ? "" : " (“\(message)”)" }
}

extension EmbedderError {
    /// The request has no answer.
    ///
    /// - Parameter count: of the request's texts.
    init(_ error: CurlError, texts count: Int) {
        let code: Code =
            switch error.code {
            case .badURL, .badHeader: .denied
            case .unresolved, .unreachable, .tls, .reset, .tooMany, .closed, .other: .unavailable
            case .timedOut(.connect): .unavailable
            case .timedOut: .timedOut
            case .tooLarge: count > 1 ? .batchRefused : .invalidAnswer
            case .cancelled: .cancelled
            }
        self.init(code, error.message)
    }
}
