internal import NIOCore

/// Writes the frames of a reply, as `/api/chat` or as `/api/generate` has them.
struct ReplyFrames {
    enum Shape {
        case chat
        case generate
    }

    /// What a finished reply tells of itself.
    struct Metrics {
        var total: Duration
        var load: Duration
        var promptTokens: Int
        var prompt: Duration
        var tokens: Int
        var evaluation: Duration
    }

    let shape: Shape
    /// As the request names it.
    let model: String

    func frame(_ piece: ReplyPlan.Piece, at time: String, call: String) -> JSONText {
        json(at: time) { json in
            write([piece], call: call, to: &json)
            json.field("done", false)
        }
    }

    func last(
        _ pieces: [ReplyPlan.Piece] = [],
        at time: String,
        call: String = "",
        reason: String,
        _ metrics: Metrics? = nil
    ) -> JSONText {
        json(at: time) { json in
            write(pieces, call: call, to: &json)
            json.field("done", true)
            json.field("done_reason", reason)
            guard let metrics else { return }
            json.fieldUnlessZero("total_duration", metrics.total.nanoseconds)
            json.fieldUnlessZero("load_duration", metrics.load.nanoseconds)
            json.fieldUnlessZero("prompt_eval_count", metrics.promptTokens)
            json.fieldUnlessZero("prompt_eval_duration", metrics.prompt.nanoseconds)
            json.fieldUnlessZero("eval_count", metrics.tokens)
            json.fieldUnlessZero("eval_duration", metrics.evaluation.nanoseconds)
        }
    }

    private func json(at time: String, _ fill: (inout JSONText) -> Void) -> JSONText {
        .object {
            $0.field("model", model)
            $0.field("created_at", time)
            fill(&$0)
        }
    }

    private func write(_ pieces: [ReplyPlan.Piece], call: String, to json: inout JSONText) {
        var said = Said()
        for piece in pieces { said.add(piece) }
        switch shape {
        case .chat:
            json.field("message") { json in
                json.object {
                    $0.field("role", "assistant")
                    $0.field("content", said.content)
                    said.writeRest(call: call, to: &$0)
                }
            }
        case .generate:
            json.field("response", said.content)
            said.writeRest(call: call, to: &json)
        }
    }
}

/// What several pieces come to.
private struct Said {
    var content = ""
    var thinking = ""
    var calls: [(name: String, arguments: JSONValue)] = []

    mutating func add(_ piece: ReplyPlan.Piece) {
        switch piece {
        case .content(let text): content += text
        case .thinking(let text): thinking += text
        case .toolCall(let name, let arguments): calls.append((name, arguments))
        }
    }

    func writeRest(call: String, to json: inout JSONText) {
        json.fieldUnlessEmpty("thinking", thinking)
        guard !calls.isEmpty else { return }
        json.field("tool_calls") { json in
            json.array(calls.enumerated()) { json, numbered in
                json.object {
                    $0.field("id", "call_\(call)\(numbered.offset)")
                    $0.field("function") { json in
                        json.object {
                            $0.field("index", numbered.offset)
                            $0.field("name", numbered.element.name)
                            $0.field("arguments") { numbered.element.arguments.write(to: &$0) }
                        }
                    }
                }
            }
        }
    }
}
