internal import NIOCore

/// Writes a completion, whole or as server-sent events.
struct OpenAIChatFrames {
    let id: String
    let model: String
    let created: Int

    func whole(_ plan: ReplyPlan) -> JSONText {
        json("chat.completion") { json in
            json.field("choices") { json in
                json.array(CollectionOfOne(plan)) { json, plan in
                    json.object {
                        $0.field("index", 0)
                        $0.field("message") { message(plan, to: &$0) }
                        $0.field("logprobs") { $0.raw("null") }
                        $0.field("finish_reason", finishReason(plan))
                    }
                }
            }
            json.field("usage") { usage(plan, to: &$0) }
        }
    }

    func chunk(_ piece: ReplyPlan.Piece, isFirst: Bool) -> ByteBuffer {
        event { json in
            choice(to: &json, reason: nil) { json in
                if isFirst { json.field("role", "assistant") }
                switch piece {
                case .content(let text), .thinking(let text): json.field("content", text)
                case .toolCall(let name, let arguments):
                    json.field("tool_calls") { json in
                        json.array(CollectionOfOne(0)) { json, index in
                            json.object {
                                $0.field("index", index)
                                toolCall(name, arguments, to: &$0)
                            }
                        }
                    }
                }
            }
        }
    }

    func last(_ plan: ReplyPlan) -> ByteBuffer {
        event { choice(to: &$0, reason: finishReason(plan)) { _ in } }
    }

    func usage(_ plan: ReplyPlan) -> ByteBuffer {
        event { json in
            json.field("choices") { $0.raw("[]") }
            json.field("usage") { usage(plan, to: &$0) }
        }
    }

    private func json(_ object: String, _ fill: (inout JSONText) -> Void) -> JSONText {
        .object {
            $0.field("id", id)
            $0.field("object", object)
            $0.field("created", created)
            $0.field("model", model)
            fill(&$0)
        }
    }

    private func event(_ fill: (inout JSONText) -> Void) -> ByteBuffer {
        var event = ByteBuffer(string: "data: ")
        event.writeImmutableBuffer(json("chat.completion.chunk", fill).bytes)
        event.writeString("\n\n")
        return event
    }

    private func choice(
        to json: inout JSONText,
        reason: String?,
        _ fill: (inout JSONText) -> Void
    ) {
        json.field("choices") { json in
            json.array(CollectionOfOne(0)) { json, index in
                json.object {
                    $0.field("index", index)
                    $0.field("delta") { $0.object(fill) }
                    $0.fieldOrNull("finish_reason", reason)
                }
            }
        }
    }

    private func message(_ plan: ReplyPlan, to json: inout JSONText) {
        var content = ""
        var calls: [(String, JSONValue)] = []
        for piece in plan.pieces {
            switch piece {
            case .content(let text), .thinking(let text): content += text
            case .toolCall(let name, let arguments): calls.append((name, arguments))
            }
        }
        json.object { json in
            json.field("role", "assistant")
            json.fieldOrNull("content", calls.isEmpty ? content : nil)
            guard !calls.isEmpty else { return }
            json.field("tool_calls") { json in
                json.array(calls) { json, call in
                    json.object { toolCall(call.0, call.1, to: &$0) }
                }
            }
        }
    }

    /// The arguments are JSON in a text.
    private func toolCall(_ name: String, _ arguments: JSONValue, to json: inout JSONText) {
        var text = JSONText()
        arguments.write(to: &text)
        let written = String(buffer: text.bytes)
        json.field("id", "call_\(id)")
        json.field("type", "function")
        json.field("function") { json in
            json.object {
                $0.field("name", name)
                $0.field("arguments", written)
            }
        }
    }

    private func finishReason(_ plan: ReplyPlan) -> String {
        if case .toolCall? = plan.pieces.last { return "tool_calls" }
        return plan.end.rawValue
    }

    private func usage(_ plan: ReplyPlan, to json: inout JSONText) {
        json.usage(prompt: plan.promptTokens, completion: plan.pieces.count)
    }
}
