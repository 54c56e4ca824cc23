internal import NIOCore

/// A body of `/v1/chat/completions`, and the body of `/api/chat` that asks for the same.
///
/// By Ollama's `FromChatRequest`, with what makes a difference here.
struct ChatTranslation {
    private let body: JSONValue

    init(_ body: JSONValue) throws(APIError) {
        guard let messages = body["messages"]?.elements, !messages.isEmpty else {
            throw APIError(400, "[] is too short - 'messages'")
        }
        self.body = body
    }

    func request() throws(APIError) -> JSONValue {
        var request: [String: JSONValue] = [
            "model": body["model"] ?? .string(""),
            "stream": body["stream"] ?? .bool(false),
            "options": .object(options),
            "tools": body["tools"] ?? .array([]),
        ]
        request["format"] = format
        request["think"] = try think()
        var messages: [JSONValue] = []
        for message in body["messages"]?.elements ?? [] { messages += try translated(message) }
        request["messages"] = .array(messages)
        return .object(request)
    }

    private var options: [String: JSONValue] {
        var options: [String: JSONValue] = [:]
        for (name, ours) in [("max_tokens", "num_predict"), ("seed", "seed")] {
            if let value = body[name], value != .null { options[ours] = value }
        }
        return options
    }

    private var format: JSONValue? {
        switch body["response_format"]?["type"]?.text?.lowercased() {
        case "json_object": .string("json")
        case "json_schema": body["response_format"]?["json_schema"]?["schema"]
        default: nil
        }
    }

    private func think() throws(APIError) -> JSONValue? {
        let effort = body["reasoning"]?["effort"] ?? body["reasoning_effort"]
        switch effort?.text ?? "" {
        case "": return nil
        case "none": return .bool(false)
        case "minimal": return .string("low")
        case let effort where ["low", "medium", "high", "max"].contains(effort):
            return .string(effort)
        case "xhigh", "ultra": return .string("max")
        case let effort: throw APIError(400, "invalid reasoning value: \"\(effort)\"")
        }
    }

    /// A message for each part of its content; calls stand in the last.
    private func translated(_ message: JSONValue) throws(APIError) -> [JSONValue] {
        let role = message["role"] ?? .string("")
        var fields: [[String: JSONValue]]
        switch message["content"] {
        case .string(let text)?: fields = [["content": .string(text)]]
        case .array(let parts)?:
            fields = []
            for part in parts { fields.append(try Self.fields(of: part)) }
        default:
            guard message["tool_calls"]?.elements != nil else {
                throw APIError(400, "invalid message content type: <nil>")
            }
            fields = [[:]]
        }
        if let last = fields.indices.last, let calls = message["tool_calls"]?.elements {
            fields[last]["tool_calls"] = .array(try calls.map(Self.translated(call:)))
        }
        return fields.map { .object($0.merging(["role": role]) { $1 }) }
    }

    private static func fields(of part: JSONValue) throws(APIError) -> [String: JSONValue] {
        switch part["type"]?.text {
        case "text": return ["content": part["text"] ?? .string("")]
        case "image_url":
            let url = part["image_url"]?["url"]?.text ?? part["image_url"]?.text ?? ""
            guard url.hasPrefix("data:"), let comma = url.firstIndex(of: ",") else {
                throw APIError(400, "invalid image input")
            }
            return ["images": .array([.string(String(url[comma...].dropFirst()))])]
        default: throw APIError(400, "invalid message format")
        }
    }

    private static func translated(call: JSONValue) throws(APIError) -> JSONValue {
        let text = call["function"]?["arguments"]?.text ?? ""
        guard let arguments = try? JSONValue.decoded(from: ByteBuffer(string: text)),
            case .object = arguments
        else { throw APIError(400, "invalid tool call arguments") }
        return .object([
            "id": call["id"] ?? .string(""),
            "function": .object([
                "name": call["function"]?["name"] ?? .string(""), "arguments": arguments,
            ]),
        ])
    }
}
