internal import NIOCore
internal import Synchronization

/// `POST /v1/chat/completions`, whole or in server-sent events.
final class TranslatedChat: TranslatedWording {
    private struct Progress {
        var hasBegun = false
        var hasCalled = false
        /// Of the first chunk, and of every chunk.
        var created = 0
    }

    private let id: String
    private let includesUsage: Bool
    private let progress = Mutex(Progress())

    init(_ body: JSONValue, number: Int) {
        id = "chatcmpl-\(number % 999)"
        includesUsage = body["stream_options"]?["include_usage"] == .bool(true)
    }

    func translation(of answer: JSONValue) -> JSONText {
        let said = ChatSaid(answer)
        return json("chat.completion", answer, answer["created_at"]?.unixSeconds ?? 0) { json in
            json.field("choices") { json in
                json.choice(("message", { said.writeMessage(to: &$0) }), said.reason)
            }
            json.field("usage") { said.writeUsage(to: &$0) }
        }
    }

    func piece(_ line: JSONText) throws -> ByteBuffer {
        let answer = try JSONValue.decoded(from: line.bytes)
        let said = ChatSaid(answer)
        let before = progress.withLock { progress in
            defer {
                if !progress.hasBegun { progress.created = answer["created_at"]?.unixSeconds ?? 0 }
                progress.hasBegun = true
                progress.hasCalled = progress.hasCalled || !said.calls.isEmpty
            }
            return progress
        }
        var events = ByteBuffer()
        if !(said.isDone && before.hasBegun && said.isEmpty) {
            for (index, delta) in said.deltas.enumerated() {
                let opens = index == 0 && !before.hasBegun
                events.write(chunk(answer, nil) { delta.write(opens: opens, to: &$0) })
            }
        }
        if said.isDone { finish(answer, said, &events) }
        return events
    }

    private func finish(_ answer: JSONValue, _ said: ChatSaid, _ events: inout ByteBuffer) {
        let hasCalled = progress.withLock { $0.hasCalled }
        let reason = answer["done_reason"]?.text ?? "stop"
        events.write(chunk(answer, reason == "stop" && hasCalled ? "tool_calls" : reason) { _ in })
        if includesUsage {
            let created = progress.withLock { $0.created }
            events.write(
                json("chat.completion.chunk", answer, created) { json in
                    json.field("choices") { $0.raw("[]") }
                    json.field("usage") { said.writeUsage(to: &$0) }
                }
            )
        }
        events.writeString("data: [DONE]\n\n")
    }

    private func chunk(
        _ answer: JSONValue,
        _ reason: String?,
        _ delta: @escaping (inout JSONText) -> Void
    ) -> JSONText {
        let created = progress.withLock { $0.created }
        return json("chat.completion.chunk", answer, created) { json in
            json.field("choices") { json in
                json.choice(("delta", { $0.object(delta) }), reason)
            }
        }
    }

    private func json(
        _ object: String,
        _ answer: JSONValue,
        _ created: Int,
        _ fill: (inout JSONText) -> Void
    ) -> JSONText {
        .object {
            $0.field("id", id)
            $0.field("object", object)
            $0.field("created", created)
            $0.field("model", answer["model"]?.text ?? "")
            $0.field("system_fingerprint", "fp_ollama")
            fill(&$0)
        }
    }
}

extension ByteBuffer {
    fileprivate mutating func write(_ event: JSONText) {
        writeString("data: ")
        writeImmutableBuffer(event.bytes)
        writeString("\n\n")
    }
}

extension JSONText {
    fileprivate mutating func choice(
        _ said: (name: String, write: (inout JSONText) -> Void),
        _ reason: String?
    ) {
        array(CollectionOfOne(0)) { json, index in
            json.object {
                $0.field("index", index)
                $0.field(said.name, said.write)
                $0.fieldOrNull("finish_reason", reason)
            }
        }
    }
}
