import Channels
import JSONText

/// What Ollama's answers to chats have in common: lines of JSON.
struct OllamaLine {
    let model: String
    let unixMs: Int64

    /// A line, or a whole answer without its line end.
    ///
    /// - Parameters:
    ///   - said: writes the member that holds what is said.
    ///   - other: stands at the end.
    func bytes(
        _ said: (inout JSONWriter) -> Void,
        done: ChatStatistics? = nil,
        other: JSONObject = JSONObject()
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("model", .string(model))
            json.member("created_at", .string(UnixTime(milliseconds: unixMs).text))
            said(&json)
            json.member("done", .bool(done != nil))
            if let done { Self.write(done, to: &json) }
            for member in other.members { json.member(member.name, member.value) }
        }
        return json.bytes
    }

    /// What is zero is left out, as Ollama does.
    private static func write(_ statistics: ChatStatistics, to json: inout JSONWriter) {
        if !statistics.doneReason.isEmpty {
            json.member("done_reason", .string(statistics.doneReason))
        }
        for (name, value) in statistics.ollamaMembers where value != 0 {
            json.member(name, .int(Int(value)))
        }
    }

    static func ended(_ bytes: [UInt8]) -> [UInt8] { bytes + [0x0a] }

    static func failure(_ refusal: Refusal) -> [UInt8] {
        ended(Dialect.ollama.text(refusal))
    }
}

extension ChatStatistics {
    /// By the names that Ollama gives them.
    var ollamaMembers: [(String, Int64)] {
        [
            ("total_duration", totalNanoseconds), ("load_duration", loadNanoseconds),
            ("prompt_eval_count", promptTokens), ("prompt_eval_duration", promptNanoseconds),
            ("eval_count", answerTokens), ("eval_duration", answerNanoseconds),
        ]
    }

    static func done(_ reason: String) -> ChatStatistics {
        var statistics = ChatStatistics()
        statistics.doneReason = reason
        return statistics
    }
}

/// `/api/chat` as Ollama answers it.
struct OllamaChatWording: ChatWording {
    let model: String

    var mediaType: String { MediaTypes.lines }

    func piece(_ piece: ChatPiece, atUnixMs unixMs: Int64) -> [UInt8] {
        OllamaLine.ended(line(piece, nil, unixMs))
    }

    func end(_ statistics: ChatStatistics, atUnixMs unixMs: Int64) -> [UInt8] {
        OllamaLine.ended(whole(ChatPiece(), statistics, atUnixMs: unixMs))
    }

    func failure(_ refusal: Refusal) -> [UInt8] { OllamaLine.failure(refusal) }

    func whole(
        _ said: ChatPiece,
        _ statistics: ChatStatistics,
        atUnixMs unixMs: Int64
    ) -> [UInt8] {
        line(said, statistics, unixMs)
    }

    private func line(_ said: ChatPiece, _ done: ChatStatistics?, _ unixMs: Int64) -> [UInt8] {
        let message: (inout JSONWriter) -> Void = { json in
            json.member("message") { json in
                json.object { json in
                    json.member("role", .string("assistant"))
                    json.member("content", .string(said.content))
                    if !said.thinking.isEmpty { json.member("thinking", .string(said.thinking)) }
                    let calls = said.toolCallValues
                    if !calls.isEmpty { json.member("tool_calls", .array(calls)) }
                }
            }
        }
        return OllamaLine(model: model, unixMs: unixMs)
            .bytes(message, done: done, other: said.otherMembers)
    }
}

/// `/api/generate` as Ollama answers it.
struct OllamaGenerateWording: ChatWording {
    let model: String

    var mediaType: String { MediaTypes.lines }

    func piece(_ piece: ChatPiece, atUnixMs unixMs: Int64) -> [UInt8] {
        OllamaLine.ended(line(piece, nil, unixMs))
    }

    func end(_ statistics: ChatStatistics, atUnixMs unixMs: Int64) -> [UInt8] {
        OllamaLine.ended(whole(ChatPiece(), statistics, atUnixMs: unixMs))
    }

    func failure(_ refusal: Refusal) -> [UInt8] { OllamaLine.failure(refusal) }

    func whole(
        _ said: ChatPiece,
        _ statistics: ChatStatistics,
        atUnixMs unixMs: Int64
    ) -> [UInt8] {
        line(said, statistics, unixMs)
    }

    private func line(_ said: ChatPiece, _ done: ChatStatistics?, _ unixMs: Int64) -> [UInt8] {
        let response: (inout JSONWriter) -> Void = { json in
            json.member("response", .string(said.content))
            if !said.thinking.isEmpty { json.member("thinking", .string(said.thinking)) }
        }
        return OllamaLine(model: model, unixMs: unixMs)
            .bytes(response, done: done, other: said.otherMembers)
    }
}
