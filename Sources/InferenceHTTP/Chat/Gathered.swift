import Channels
import JSONText

/// An answer put together from its pieces.
struct Gathered {
    private var content = ""
    private var thinking = ""
    private var toolCalls: [JSONValue] = []
    private var other = JSONObject()

    mutating func add(_ piece: ChatPiece) {
        content += piece.content
        thinking += piece.thinking
        toolCalls += piece.toolCallValues
        for member in piece.otherMembers.members {
            if let before = other[member.name]?.array, let more = member.value.array {
                other[member.name] = .array(before + more)
            } else {
                other[member.name] = member.value
            }
        }
    }

    var piece: ChatPiece {
        ChatPiece(
            content: content,
            thinking: thinking,
            toolCalls: toolCalls.isEmpty ? "" : JSONValue.array(toolCalls).description,
            other: other.members.isEmpty ? "" : JSONValue.object(other).description
        )
    }
}

extension ChatPiece {
    /// What the host sent; nothing, if that was no list.
    var toolCallValues: [JSONValue] {
        guard !toolCalls.isEmpty else { return [] }
        return (try? JSONReader.value(of: Array(toolCalls.utf8)))?.array ?? []
    }

    var otherMembers: JSONObject {
        guard !other.isEmpty else { return JSONObject() }
        return (try? JSONReader.value(of: Array(other.utf8)))?.object ?? JSONObject()
    }
}
