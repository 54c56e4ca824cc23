internal import NIOHTTP1

/// What Ollama answers when it does not do what it was asked.
struct APIError: Error, Equatable {
    let status: Int
    let message: String

    init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }

    var httpStatus: HTTPResponseStatus { HTTPResponseStatus(statusCode: status) }

    var body: JSONText {
        .object { $0.field("error", message) }
    }
}

extension APIError {
    static let missingBody = APIError(400, "missing request body")
    static let modelRequired = APIError(400, "model is required")
    static let invalidModelName = APIError(400, "invalid model name")
    static let invalidInput = APIError(400, "invalid input type")
    static let queueFull = APIError(
        503,
        "server busy, please try again.  maximum pending requests exceeded"
    )
    static let runnerStopped = APIError(
        500,
        "model runner has unexpectedly stopped, this may be due to resource limitations or an "
            + "internal error, check ollama server logs for details"
    )
    static let outOfMemory = APIError(
        500,
        "an error was encountered while running the model: CUDA error: out of memory"
    )

    /// What the scheduler's handlers say.
    static func notFound(_ name: String) -> APIError {
        APIError(404, "model \"\(name)\" not found, try pulling it first")
    }

    /// What the others say.
    static func unknown(_ name: String) -> APIError {
        APIError(404, "model '\(name)' not found")
    }

    static func lacks(_ capability: String, _ name: String) -> APIError {
        APIError(400, "\"\(name)\" does not support \(capability)")
    }

    init(_ refusal: SchedulerRefusal) {
        switch refusal {
        case .queueFull: self = .queueFull
        case .canceled: self = APIError(499, "request canceled")
        case .loadFailed(let message): self = APIError(500, message)
        }
    }

    /// What a script's bare status says.
    init(scripted status: Int) {
        switch status {
        case 500: self = .runnerStopped
        case 503: self = .queueFull
        default: self = APIError(status, HTTPResponseStatus(statusCode: status).reasonPhrase)
        }
    }
}
