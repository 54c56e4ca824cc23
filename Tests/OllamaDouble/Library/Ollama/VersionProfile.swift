/// Which Ollama the double passes for: texts and statuses drifted.
package enum VersionProfile: String, Sendable, CaseIterable, Codable {
    case current = "0.33.0"
    case old = "0.6.8"

    var notANumber: APIError {
        switch self {
        case .current: APIError(400, "embedding contains NaN or Inf values")
        case .old: APIError(500, "failed to encode response: json: unsupported value: NaN")
        }
    }

    var inputTooLong: APIError {
        switch self {
        case .current: APIError(400, "the input length exceeds the context length")
        case .old: APIError(400, "input length exceeds maximum context length")
        }
    }

    /// Whether a model that can think does so when a request does not say.
    var thinksUnasked: Bool { self == .current }
}
