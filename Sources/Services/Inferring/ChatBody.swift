internal import Messages
internal import RPC

/// What a host is asked: a JSON object as of `/api/chat`, without model, stream and keep_alive.
///
/// JSON that came as text is looked at, and put in as it is.
struct ChatBody: Sendable {
    let text: String

    /// - Throws: INVALID_ARGUMENT with the field that is not what it should be.
    init(_ draft: MoultV1.JobDraft) throws(RPCStatus) {
        var object = JSONObjectText()
        var messages = JSONArrayText()
        for (position, message) in draft.messages.enumerated() {
            messages.append(try Self.text(of: message, named: "draft.messages[\(position)]"))
        }
        object.add("messages", messages.text)
        for part in Part.allCases {
            let json = part.json(in: draft)
            guard !json.isEmpty else { continue }
            try part.check(json)
            object.add(part.rawValue, json)
        }
        text = object.text
    }

    private static func text(
        of message: MoultV1.ChatMessage,
        named field: String
    ) throws(RPCStatus) -> String {
        guard !message.role.isEmpty else {
            throw .invalidArgument(
                "\(field).role is empty; say who speaks, as \"user\".",
                subject: "\(field).role"
            )
        }
        var object = JSONObjectText()
        object.add("role", message.role.quoted)
        object.add("content", message.content.quoted)
        if !message.thinking.isEmpty { object.add("thinking", message.thinking.quoted) }
        if !message.images.isEmpty {
            var images = JSONArrayText()
            for image in message.images { images.append("\"\(Base64.text(image))\"") }
            object.add("images", images.text)
        }
        if !message.toolCallsJson.isEmpty {
            try JSONPart.array.check(message.toolCallsJson, named: "\(field).tool_calls_json")
            object.add("tool_calls", message.toolCallsJson)
        }
        if !message.toolName.isEmpty { object.add("tool_name", message.toolName.quoted) }
        return object.text
    }

    /// What stands beside the messages, under its name in the body.
    private enum Part: String, CaseIterable {
        case tools
        case format
        case think
        case options

        func json(in draft: MoultV1.JobDraft) -> String {
            switch self {
            case .tools: draft.toolsJson
            case .format: draft.formatJson
            case .think: draft.thinkJson
            case .options: draft.optionsJson
            }
        }

        func check(_ json: String) throws(RPCStatus) {
            let kind: JSONPart =
                switch self {
                case .tools: .array
                case .format: .format
                case .think: .think
                case .options: .object
                }
            try kind.check(json, named: "draft.\(rawValue)_json")
        }
    }
}
