import JSONText

/// A body of `/v1/chat/completions`, and what it means to `/api/chat`.
///
/// Follows Ollama's own translation (openai/openai.go, `FromChatRequest`), so that a client gets
/// the same answer through here as straight from it. Fields that it passes over are passed over.
struct OpenAIAsk {
    private let body: JSONObject

    init(_ body: JSONObject) {
        self.body = body
    }

    func chat() throws(Refusal) -> JSONObject {
        if let count = try body.whole(at: "n"), count != 1 {
            throw Refusal(
                .unsupported,
                "\"n\" is \(count); a job has one answer, so ask \(count) times.",
                field: "n"
            )
        }
        var chat = JSONObject()
        chat["messages"] = .array(try OpenAIMessages(body).messages())
        if let tools = try tools(), !tools.isEmpty { chat["tools"] = .array(tools) }
        if let format = try format() { chat["format"] = format }
        if let think = try think() { chat["think"] = think }
        chat["options"] = .object(try options())
        chat.take([("logprobs", "logprobs"), ("top_logprobs", "top_logprobs")], of: body)
        return chat
    }

    private func options() throws(Refusal) -> JSONObject {
        var options = JSONObject()
        switch body.given("stop") {
        case nil: break
        case .string(let stop)?: options["stop"] = .array([.string(stop)])
        case .array(let stops)?: options["stop"] = .array(stops.filter { $0.string != nil })
        default: throw Refusal(.invalid, "\"stop\" has to be a text or a list.", field: "stop")
        }
        options.take(
            [("max_tokens", "num_predict"), ("max_completion_tokens", "num_predict")],
            of: body
        )
        options["temperature"] = body.given("temperature") ?? .int(1)
        options.take(
            ["seed", "frequency_penalty", "presence_penalty"].map { ($0, $0) },
            of: body
        )
        options["top_p"] = body.given("top_p") ?? .int(1)
        for member in options.members where member.name != "stop" && member.value.double == nil {
            throw Refusal(.invalid, "\"\(member.name)\" has to be a number.", field: member.name)
        }
        return options
    }

    /// A host cannot be made to call a tool; of one that is named, it is shown no other.
    private func tools() throws(Refusal) -> [JSONValue]? {
        let tools = try body.list(at: "tools")
        switch body.given("tool_choice") {
        case .string("none")?: return nil
        case .object(let choice)?:
            let name = choice["function"]?["name"] ?? choice["name"]
            return tools?.filter { $0["function"]?["name"] == name }
        default: return tools
        }
    }

    private func format() throws(Refusal) -> JSONValue? {
        guard let format = try body.object(at: "response_format") else { return nil }
        switch try format.text(at: "type") {
        case "text": return nil
        case "json_object": return .string("json")
        case "json_schema":
            if let schema = format["json_schema"]?["schema"] { return schema }
            throw Refusal(
                .invalid,
                "\"response_format\" has no \"json_schema\" with a \"schema\" in it.",
                field: "response_format"
            )
        default:
            throw Refusal(
                .invalid,
                "\"response_format\" has to be of type text, json_object or json_schema.",
                field: "response_format"
            )
        }
    }

    /// Clients know more degrees than Ollama: the nearest counts.
    private func think() throws(Refusal) -> JSONValue? {
        let reasoning = try body.object(at: "reasoning")
        let newer = try reasoning?.text(at: "effort")
        let effort = try body.text(at: "reasoning_effort")
        switch newer ?? effort ?? "" {
        case "": return nil
        case "none": return .bool(false)
        case "minimal": return .string("low")
        case let effort where ["low", "medium", "high", "max"].contains(effort):
            return .string(effort)
        case "xhigh", "ultra": return .string("max")
        case let effort:
            throw Refusal(
                .invalid,
                "\"reasoning_effort\" is \"\(effort)\"; it has to be none, minimal, low, medium, "
                    + "high, xhigh, ultra or max.",
                field: "reasoning_effort"
            )
        }
    }
}
