import Channels
import JSONText

/// `/v1/chat/completions` as it is answered: chunks in server-sent events, or one object.
///
/// Shapes as of Ollama's own (openai/openai.go, `ToStreamChunks`, `FinishChunk`): the role stands
/// in the first chunk only, what is thought and what is said never in one, the reason in a chunk
/// of its own.
struct OpenAIChatWording: ChatWording {
    private let model: String
    private let job: JobID
    private let includesUsage: Bool
    /// Of the first chunk; every chunk of a stream has the same.
    private var createdUnixSeconds: Int64?
    private var toolCalls = 0

    init(model: String, job: JobID, includesUsage: Bool) {
        self.model = model
        self.job = job
        self.includesUsage = includesUsage
    }

    var mediaType: String { MediaTypes.events }

    mutating func piece(_ piece: ChatPiece, atUnixMs unixMs: Int64) -> [UInt8] {
        let calls = translated(piece.toolCallValues)
        let logprobs = piece.otherMembers["logprobs"]
        var deltas: [JSONObject] = []
        var said: JSONObject = ["content": .string(piece.content)]
        if !calls.isEmpty { said["tool_calls"] = .array(calls) }
        if piece.thinking.isEmpty {
            deltas = [said]
        } else if piece.content.isEmpty && calls.isEmpty {
            said["reasoning"] = .string(piece.thinking)
            deltas = [said]
        } else {
            deltas = [["reasoning": .string(piece.thinking)], said]
        }
        var bytes: [UInt8] = []
        for (index, delta) in deltas.enumerated() {
            bytes += chunk(delta, logprobs: index == 0 ? logprobs : nil, atUnixMs: unixMs)
        }
        return bytes
    }

    mutating func end(_ statistics: ChatStatistics, atUnixMs unixMs: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        if createdUnixSeconds == nil { bytes += piece(ChatPiece(), atUnixMs: unixMs) }
        let choice = Self.choice(
            ("delta", .object(JSONObject())),
            finishReason: .string(finishReason(statistics))
        )
        bytes += event(head(chunkObject, unixMs), choices: [choice])
        if includesUsage {
            var chunk = head(chunkObject, unixMs)
            chunk["choices"] = .array([])
            chunk["usage"] = .object(statistics.usage)
            bytes += ServerSentEvent(data: JSONValue.object(chunk).bytes).bytes
        }
        return bytes + ServerSentEvent(data: Array("[DONE]".utf8)).bytes
    }

    func failure(_ refusal: Refusal) -> [UInt8] {
        ServerSentEvent(data: Dialect.openAI.text(refusal)).bytes
    }

    func whole(
        _ said: ChatPiece,
        _ statistics: ChatStatistics,
        atUnixMs unixMs: Int64
    ) -> [UInt8] {
        var wording = self
        let calls = wording.translated(said.toolCallValues)
        var message: JSONObject = [
            "role": .string("assistant"), "content": .string(said.content),
        ]
        if !said.thinking.isEmpty { message["reasoning"] = .string(said.thinking) }
        if !calls.isEmpty { message["tool_calls"] = .array(calls) }
        var completion = head("chat.completion", unixMs)
        let choice = Self.choice(
            ("message", .object(message)),
            finishReason: .string(wording.finishReason(statistics)),
            logprobs: said.otherMembers["logprobs"]
        )
        completion["choices"] = .array([choice])
        completion["usage"] = .object(statistics.usage)
        return JSONValue.object(completion).bytes
    }
}

// Parts of answers.
extension OpenAIChatWording {
    private var chunkObject: String { "chat.completion.chunk" }

    private mutating func chunk(
        _ delta: JSONObject,
        logprobs: JSONValue?,
        atUnixMs unixMs: Int64
    ) -> [UInt8] {
        var opened = JSONObject()
        if createdUnixSeconds == nil {
            createdUnixSeconds = unixMs / 1_000
            opened["role"] = .string("assistant")
        }
        opened.take(delta.members.map { ($0.name, $0.name) }, of: delta)
        let choice = Self.choice(
            ("delta", .object(opened)),
            finishReason: .null,
            logprobs: logprobs
        )
        return event(head(chunkObject, unixMs), choices: [choice])
    }

    private func event(_ head: JSONObject, choices: [JSONValue]) -> [UInt8] {
        var chunk = head
        chunk["choices"] = .array(choices)
        return ServerSentEvent(data: JSONValue.object(chunk).bytes).bytes
    }

    private func head(_ object: String, _ unixMs: Int64) -> JSONObject {
        [
            "id": .string("chatcmpl-\(job.rawValue)"), "object": .string(object),
            "created": .int(Int(createdUnixSeconds ?? unixMs / 1_000)), "model": .string(model),
            "system_fingerprint": .string("fp_ollama"),
        ]
    }

    private static func choice(
        _ said: (name: String, value: JSONValue),
        finishReason: JSONValue,
        logprobs: JSONValue? = nil
    ) -> JSONValue {
        var choice: JSONObject = ["index": .int(0)]
        choice[said.name] = said.value
        choice["finish_reason"] = finishReason
        if let logprobs { choice["logprobs"] = .object(["content": logprobs]) }
        return .object(choice)
    }

    private func finishReason(_ statistics: ChatStatistics) -> String {
        let reason = statistics.doneReason.isEmpty ? "stop" : statistics.doneReason
        return reason == "stop" && toolCalls > 0 ? "tool_calls" : reason
    }

    /// Ollama has a call's arguments as an object; OpenAI as the text of one.
    private mutating func translated(_ calls: [JSONValue]) -> [JSONValue] {
        calls.map { call in
            let number = toolCalls
            toolCalls += 1
            let arguments = call["function"]?["arguments"] ?? .object(JSONObject())
            return .object([
                "id": call["id"] ?? .string("call_\(job.rawValue)_\(number)"),
                "index": call["function"]?["index"] ?? .int(number), "type": .string("function"),
                "function": .object([
                    "name": call["function"]?["name"] ?? .string(""),
                    "arguments": .string(arguments.description),
                ]),
            ])
        }
    }
}

extension ChatStatistics {
    fileprivate var usage: JSONObject {
        [
            "prompt_tokens": .int(Int(promptTokens)), "completion_tokens": .int(Int(answerTokens)),
            "total_tokens": .int(Int(promptTokens + answerTokens)),
        ]
    }
}
