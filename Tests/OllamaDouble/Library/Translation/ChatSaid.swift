internal import NIOCore

/// What an answer of `/api/chat`, or a line of one, says, for those who asked in OpenAI's words.
struct ChatSaid {
    /// One chunk's.
    struct Delta {
        var content: String?
        var reasoning = ""
        var calls: [JSONValue] = []

        /// - Parameter opens: It is the stream's first.
        func write(opens: Bool, to json: inout JSONText) {
            if opens { json.field("role", "assistant") }
            if let content { json.field("content", content) }
            json.fieldUnlessEmpty("reasoning", reasoning)
            json.calls(calls)
        }
    }

    let isDone: Bool
    let calls: [JSONValue]
    private let content: String
    private let thinking: String
    private let doneReason: String
    private let promptTokens: Int
    private let tokens: Int

    init(_ answer: JSONValue) {
        isDone = answer["done"] == .bool(true)
        content = answer["message"]?["content"]?.text ?? ""
        thinking = answer["message"]?["thinking"]?.text ?? ""
        calls = answer["message"]?["tool_calls"]?.elements ?? []
        doneReason = answer["done_reason"]?.text ?? ""
        promptTokens = Int(answer["prompt_eval_count"]?.number ?? 0)
        tokens = Int(answer["eval_count"]?.number ?? 0)
    }

    var isEmpty: Bool { content.isEmpty && thinking.isEmpty && calls.isEmpty }

    /// nil: none is said.
    var reason: String? {
        if doneReason == "stop", !calls.isEmpty { return "tool_calls" }
        return doneReason.isEmpty ? nil : doneReason
    }

    /// What is thought and what is said come one after the other.
    var deltas: [Delta] {
        guard !thinking.isEmpty, !content.isEmpty || !calls.isEmpty else {
            return [Delta(content: content, reasoning: thinking, calls: calls)]
        }
        return [Delta(reasoning: thinking), Delta(content: content, calls: calls)]
    }

    func writeMessage(to json: inout JSONText) {
        json.object {
            $0.field("role", "assistant")
            $0.field("content", content)
            $0.fieldUnlessEmpty("reasoning", thinking)
            $0.calls(calls)
        }
    }

    func writeUsage(to json: inout JSONText) {
        json.usage(prompt: promptTokens, completion: tokens)
    }
}

extension JSONText {
    /// The arguments are JSON in a text.
    fileprivate mutating func calls(_ calls: [JSONValue]) {
        guard !calls.isEmpty else { return }
        field("tool_calls") { json in
            json.array(calls) { json, call in
                let function = call["function"]
                var arguments = JSONText()
                (function?["arguments"] ?? .object([:])).write(to: &arguments)
                json.object {
                    $0.field("id", call["id"]?.text ?? "")
                    $0.field("index", Int(function?["index"]?.number ?? 0))
                    $0.field("type", "function")
                    $0.field("function") { json in
                        json.object {
                            $0.field("name", function?["name"]?.text ?? "")
                            $0.field("arguments", String(buffer: arguments.bytes))
                        }
                    }
                }
            }
        }
    }
}
