/// Everything that an Ollama double can be told.
package struct OllamaConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0: the system chooses.
    package var port = 0
    package var sidePort = 0
    package var models = ModelProfile.builtIn
    package var scheduler = SchedulerSettings()
    package var version = VersionProfile.current
    package var vectors = VectorSource.Mode.semantic
    /// `OLLAMA_CONTEXT_LENGTH`: what a model is loaded with when a request does not say.
    package var context = 4_096
    package var faults = FaultScript()
    /// The oldest events go when there are more.
    package var eventsMax = 200_000
    /// How much of a request's body an event keeps.
    package var bodyBytesMax = 4_096

    package init() {}
}

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
