import JSONText

/// The messages of a body of `/v1/chat/completions`, as `/api/chat` has them.
struct OpenAIMessages {
    private let given: [JSONObject]

    init(_ body: JSONObject) throws(Refusal) {
        let messages = try body.list(at: "messages") ?? []
        given = messages.compactMap(\.object)
        guard !messages.isEmpty else {
            throw Refusal(.invalid, "[] is too short - 'messages'", field: "messages")
        }
        guard given.count == messages.count else { throw Self.malformed }
    }

    func messages() throws(Refusal) -> [JSONValue] {
        var messages: [JSONValue] = []
        for message in given { messages += try translated(message) }
        return messages
    }

    /// One message for each part of its content, as Ollama has it; calls belong to the last.
    private func translated(_ message: JSONObject) throws(Refusal) -> [JSONValue] {
        guard let role = try message.text(at: "role") else { throw Self.malformed }
        var bodies: [JSONObject]
        switch message.given("content") {
        case .string(let text)?: bodies = [["content": .string(text)]]
        case .array(let parts)?:
            bodies = []
            for part in parts { bodies.append(try Self.body(of: part)) }
        case nil:
            guard message.given("tool_calls") != nil else { throw Self.malformed }
            bodies = [["content": .string("")]]
        default: throw Self.malformed
        }
        guard let last = bodies.indices.last else { return [] }
        try addRest(of: message, role: role, to: &bodies[last])
        return bodies.map { body in
            var message: JSONObject = ["role": .string(Self.roles[role] ?? role)]
            message.take(body.members.map { ($0.name, $0.name) }, of: body)
            return .object(message)
        }
    }

    private func addRest(
        of message: JSONObject,
        role: String,
        to body: inout JSONObject
    ) throws(Refusal) {
        body.take([("reasoning", "thinking")], of: message)
        if let calls = try message.list(at: "tool_calls"), !calls.isEmpty {
            var translated: [JSONValue] = []
            for call in calls { translated.append(try Self.translated(call: call)) }
            body["tool_calls"] = .array(translated)
        }
        guard role == "tool" else { return }
        let id = try message.text(at: "tool_call_id") ?? ""
        if let name = try message.text(at: "name") ?? toolName(ofCall: id) {
            body["tool_name"] = .string(name)
        }
        if !id.isEmpty { body["tool_call_id"] = .string(id) }
    }

    /// Of calls with the same id, the last counts.
    private func toolName(ofCall id: String) -> String? {
        let calls = given.flatMap { $0["tool_calls"]?.array ?? [] }
        return calls.last { $0["id"]?.string == id }?["function"]?["name"]?.string
    }

    /// The newer name of an old role.
    private static let roles = ["developer": "system"]

    private static let malformed = Refusal(
        .invalid,
        "Each message has to be an object with a \"role\" and a \"content\".",
        field: "messages"
    )
}

// Parts and calls.
extension OpenAIMessages {
    private static func body(of part: JSONValue) throws(Refusal) -> JSONObject {
        switch part["type"]?.string {
        case "text":
            guard let text = part["text"]?.string else { throw malformed }
            return ["content": .string(text)]
        case "image_url":
            let url = part["image_url"]?["url"]?.string ?? part["image_url"]?.string
            guard let url else { throw malformed }
            return ["content": .string(""), "images": .array([try image(at: url)])]
        default:
            throw Refusal(
                .invalid,
                "A part of a message's content has to be of type text or image_url.",
                field: "messages"
            )
        }
    }

    /// The base64 of a data URL; nothing is fetched from anywhere.
    private static func image(at url: String) throws(Refusal) -> JSONValue {
        let comma = url.firstIndex(of: ",") ?? url.startIndex
        let isImage = imagePrefixes.contains(url[..<comma].lowercased())
        let text = url[comma...].dropFirst()
        guard isImage, !text.isEmpty, text.utf8.count % 4 == 0, text.utf8.allSatisfy(isBase64)
        else {
            throw Refusal(
                .invalid,
                "An image has to be a data URL of a JPEG, PNG or WebP in base64, as "
                    + "\"data:image/png;base64,…\".",
                field: "messages"
            )
        }
        return .string(String(text))
    }

    private static let imagePrefixes: Set<String> = [
        "data:;base64", "data:image/jpeg;base64", "data:image/jpg;base64", "data:image/png;base64",
        "data:image/webp;base64",
    ]

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// OpenAI has a call's arguments as a text; Ollama as the object that the text holds.
    private static func translated(call: JSONValue) throws(Refusal) -> JSONValue {
        guard let name = call["function"]?["name"]?.string else { throw malformed }
        let text = call["function"]?["arguments"]?.string ?? "{}"
        guard let arguments = try? JSONReader.value(of: Array(text.utf8)).object else {
            throw Refusal(.invalid, "invalid tool call arguments", field: "messages")
        }
        var translated = JSONObject()
        if let id = call["id"]?.string { translated["id"] = .string(id) }
        translated["function"] = .object(["name": .string(name), "arguments": .object(arguments)])
        return .object(translated)
    }
}
