internal import NIOCore

/// The words of the API that was asked, for what Ollama's own routes answer.
protocol AnswerWording: Sendable {
    /// Of an answer that comes in pieces.
    var streamType: String { get }

    /// An answer that comes at once.
    func whole(_ answer: JSONText) throws -> JSONText

    /// One piece of an answer, the last included.
    func piece(_ line: JSONText) throws -> ByteBuffer

    func error(_ error: APIError) -> JSONText
}

/// Ollama's own words.
struct OllamaWording: AnswerWording {
    var streamType: String { "application/x-ndjson" }

    func whole(_ answer: JSONText) -> JSONText { answer }

    func piece(_ line: JSONText) -> ByteBuffer {
        var bytes = line.bytes
        bytes.writeInteger(UInt8(ascii: "\n"))
        return bytes
    }

    func error(_ error: APIError) -> JSONText { error.body }
}

/// What Ollama's wordings of OpenAI's API have in common.
///
/// Made as Ollama makes them: from the answer of its own route, by its middleware/openai.go and
/// openai/openai.go at fb3076099.
protocol TranslatedWording: AnswerWording {
    func translation(of answer: JSONValue) -> JSONText
}

extension TranslatedWording {
    var streamType: String { "text/event-stream" }

    func whole(_ answer: JSONText) throws -> JSONText {
        translation(of: try .decoded(from: answer.bytes))
    }

    /// Only chats come in pieces.
    func piece(_ line: JSONText) throws -> ByteBuffer { try whole(line).bytes }

    func error(_ error: APIError) -> JSONText {
        let type =
            switch error.status {
            case 400: "invalid_request_error"
            case 404: "not_found_error"
            default: "api_error"
            }
        return .object {
            $0.field("error") { json in
                json.object {
                    $0.field("message", error.message)
                    $0.field("type", type)
                    $0.fieldOrNull("param", nil)
                    $0.fieldOrNull("code", nil)
                }
            }
        }
    }
}
