internal import JSONText
internal import Messages
internal import RPC

/// What a host is asked: a JSON object as of `/api/chat`, without model, stream and keep_alive.
///
/// JSON that came as text is looked at, and put in as it is.
struct ChatBody: Sendable {
    let text: String

    /// - Throws: INVALID_ARGUMENT with the field that is not what it should be.
    init(_ draft: MoultV1.JobDraft) throws(RPCStatus) {
        for (position, message) in draft.messages.enumerated() {
            try Self.check(message, named: "draft.messages[\(position)]")
        }
        let parts = Part.allCases.filter { !$0.json(in: draft).isEmpty }
        for part in parts { try part.check(draft) }
        var writer = JSONWriter()
        writer.object { json in
            json.member("messages") { json in
                json.array { json in
                    for message in draft.messages { Self.write(message, to: &json) }
                }
            }
            for part in parts { json.member(part.rawValue) { $0.json(part.json(in: draft)) } }
        }
        text = String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func check(
        _ message: MoultV1.ChatMessage,
        named field: String
    ) throws(RPCStatus) {
        guard !message.role.isEmpty else {
            throw .invalidArgument(
                "\(field).role is empty; say who speaks, as \"user\".",
                subject: "\(field).role"
            )
        }
        guard !message.toolCallsJson.isEmpty else { return }
        try JSONPart.array.check(message.toolCallsJson, named: "\(field).tool_calls_json")
    }

    private static func write(_ message: MoultV1.ChatMessage, to json: inout JSONWriter) {
        json.object { json in
            json.member("role", .string(message.role))
            json.member("content", .string(message.content))
            if !message.thinking.isEmpty { json.member("thinking", .string(message.thinking)) }
            if !message.images.isEmpty {
                json.member("images") { json in
                    json.array { json in
                        for image in message.images { json.string(Base64.text(image)) }
                    }
                }
            }
            if !message.toolCallsJson.isEmpty {
                json.member("tool_calls") { $0.json(message.toolCallsJson) }
            }
            if !message.toolName.isEmpty { json.member("tool_name", .string(message.toolName)) }
        }
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

        func check(_ draft: MoultV1.JobDraft) throws(RPCStatus) {
            let wanted: JSONPart =
                switch self {
                case .tools: .array
                case .format: .format
                case .think: .think
                case .options: .object
                }
            try wanted.check(json(in: draft), named: "draft.\(rawValue)_json")
        }
    }
}
