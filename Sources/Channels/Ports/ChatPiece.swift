/// What one line of a chat's stream brings.
package struct ChatPiece: Sendable, Hashable {
    package var content: String
    package var thinking: String
    /// A JSON array, as the server sent it; empty: none.
    package var toolCalls: String
    /// Whatever else the line has, as a JSON object; empty: nothing.
    package var other: String

    package init(
        content: String = "",
        thinking: String = "",
        toolCalls: String = "",
        other: String = ""
    ) {
        self.content = content
        self.thinking = thinking
        self.toolCalls = toolCalls
        self.other = other
    }
}

/// What a chat's last line says.
package struct ChatStatistics: Sendable, Hashable, Codable {
    /// As "stop" or "length".
    package var doneReason = ""
    package var totalNanoseconds: Int64 = 0
    package var loadNanoseconds: Int64 = 0
    package var promptTokens: Int64 = 0
    package var promptNanoseconds: Int64 = 0
    package var answerTokens: Int64 = 0
    package var answerNanoseconds: Int64 = 0

    package init() {}
}
