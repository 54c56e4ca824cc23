import HTTPTypes
import Hummingbird
import JSONText
import NIOCore

/// Whose words an answer is in.
enum Dialect: Hashable {
    case ollama
    case openAI
    /// Moult's own routes; their errors look like Ollama's.
    case jobs

    init(path: String) {
        self =
            if path == "/v1" || path.hasPrefix("/v1/") {
                .openAI
            } else if path == "/jobs" || path.hasPrefix("/jobs/") {
                .jobs
            } else {
                .ollama
            }
    }

    func response(_ refusal: Refusal) -> Response {
        var headers: HTTPFields = [:]
        if let wait = refusal.retryAfter {
            headers[.retryAfter] = String(max(1, wait.secondsRoundedUp))
        } else if refusal.reason == .full {
            headers[.retryAfter] = "1"
        }
        if case .noMethod(let allowed) = refusal.reason { headers[.allow] = allowed }
        if refusal.reason == .unauthorised { headers[.wwwAuthenticate] = "Bearer" }
        return .json(text(refusal), status: status(refusal), headers: headers)
    }

    /// The error's JSON.
    func text(_ refusal: Refusal) -> [UInt8] {
        switch self {
        case .ollama, .jobs:
            JSONValue.object(["error": .string(refusal.message)]).bytes
        case .openAI:
            JSONValue.object([
                "error": .object([
                    "message": .string(refusal.message),
                    "type": .string(refusal.openAIType),
                    "param": refusal.field.map(JSONValue.string) ?? .null,
                    "code": refusal.openAICode.map(JSONValue.string) ?? .null,
                ])
            ]).bytes
        }
    }

    /// Ollama answers 503 when its queue is full, and its clients know that.
    private func status(_ refusal: Refusal) -> HTTPResponse.Status {
        self == .ollama && refusal.reason == .full ? .serviceUnavailable : refusal.status
    }
}

extension Refusal {
    fileprivate var openAIType: String {
        switch reason {
        case .invalid, .unsupported, .tooLarge, .conflict, .noMethod: "invalid_request_error"
        case .unauthorised: "authentication_error"
        case .forbidden: "permission_error"
        case .noRoute, .unknownModel, .unknownJob: "not_found_error"
        case .full: "rate_limit_error"
        case .notConfigured, .unavailable, .timedOut, .failed: "api_error"
        }
    }

    fileprivate var openAICode: String? {
        switch reason {
        case .unknownModel: "model_not_found"
        case .unauthorised: "invalid_api_key"
        case .full: "rate_limit_exceeded"
        default: nil
        }
    }
}

extension Duration {
    fileprivate var secondsRoundedUp: Int64 {
        components.seconds + (components.attoseconds > 0 ? 1 : 0)
    }
}

extension Response {
    static func json(
        _ bytes: [UInt8],
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = MediaTypes.json
        return Response(
            status: status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        json(value.bytes, status: status)
    }
}
