internal import Channels
internal import JSONText

/// One line of a chat's stream.
enum ChatLine: Hashable {
    case piece(ChatPiece)
    /// The one with `done`, and the piece that it brings besides.
    case last(ChatPiece?, ChatStatistics)
    case error(String)
    /// It brings nothing.
    case blank
    /// It is none of Ollama's.
    case unreadable

    init(_ line: [UInt8]) {
        var reading = ChatLineReading()
        do throws(JSONError) {
            var limits = JSONLimits()
            limits.depthMax = ChatBody.depthMax
            var reader = try JSONReader(line, limits: limits)
            try reading.read(&reader)
            try reader.end()
        } catch {
            self = .unreadable
            return
        }
        self = reading.line
    }
}

/// A line on its way from JSON.
private struct ChatLineReading {
    private var piece = ChatPiece()
    private var statistics = ChatStatistics()
    private var isDone = false
    private var error: String?
    private var other = JSONObject()

    var line: ChatLine {
        if let error { return .error(error) }
        var piece = piece
        if !other.members.isEmpty { piece.other = JSONValue.object(other).description }
        let isBlank = piece == ChatPiece()
        if isDone { return .last(isBlank ? nil : piece, statistics) }
        return isBlank ? .blank : .piece(piece)
    }

    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.object { name, reader throws(JSONError) in
            switch name {
            case "message": try readMessage(&reader)
            case "done": isDone = try reader.bool()
            // What each line repeats of the request, and when it was written.
            case "model", "created_at": try reader.skip()
            case "error": error = OllamaJSON.errorText(of: try reader.value())
            default: try readMember(name, &reader)
            }
        }
    }

    private mutating func readMessage(_ reader: inout JSONReader) throws(JSONError) {
        var rest = JSONObject()
        try reader.object { name, reader throws(JSONError) in
            switch name {
            case "role": try reader.skip()
            case "content": piece.content = try reader.stringOrNull()
            case "thinking": piece.thinking = try reader.stringOrNull()
            case "tool_calls": piece.toolCalls = try reader.arrayText()
            default: rest[name] = try reader.value()
            }
        }
        if !rest.members.isEmpty { other["message"] = .object(rest) }
    }

    /// Durations are in nanoseconds, and what is zero is left out.
    private mutating func readMember(
        _ name: String,
        _ reader: inout JSONReader
    ) throws(JSONError) {
        let value = try reader.value()
        let number = Int64(value.int ?? 0)
        switch name {
        case "done_reason": statistics.doneReason = value.string ?? ""
        case "total_duration": statistics.totalNanoseconds = number
        case "load_duration": statistics.loadNanoseconds = number
        case "prompt_eval_count": statistics.promptTokens = number
        case "prompt_eval_duration": statistics.promptNanoseconds = number
        case "eval_count": statistics.answerTokens = number
        case "eval_duration": statistics.answerNanoseconds = number
        default: other[name] = value
        }
    }
}

extension JSONReader {
    fileprivate mutating func stringOrNull() throws(JSONError) -> String {
        guard try next() == .null else { return try string() }
        try null()
        return ""
    }

    /// An array's text; empty for an empty one, or null.
    fileprivate mutating func arrayText() throws(JSONError) -> String {
        guard try next() != .null else {
            try null()
            return ""
        }
        var values: [JSONValue] = []
        try array { reader throws(JSONError) in values.append(try reader.value()) }
        return values.isEmpty ? "" : JSONValue.array(values).description
    }
}
