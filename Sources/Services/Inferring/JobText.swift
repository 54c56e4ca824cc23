internal import Channels
internal import Messages
internal import RPC

/// What an attempt said, put together from its pieces.
struct JobText: Sendable, Hashable {
    private(set) var content = ""
    private(set) var thinking = ""
    private(set) var toolCalls = JoinedArrays()
    private var bytes = 0

    /// - Throws: RESOURCE_EXHAUSTED as soon as no reply can hold it any more.
    mutating func take(_ piece: ChatPiece) throws(RPCStatus) {
        content += piece.content
        thinking += piece.thinking
        toolCalls.append(piece.toolCalls)
        bytes += piece.content.utf8.count + piece.thinking.utf8.count + piece.toolCalls.utf8.count
        guard bytes <= PreparedMessage.bytesMax else {
            throw .limitExceeded(
                "The job has said more than the \(PreparedMessage.bytesMax) bytes that a reply "
                    + "holds; watch it instead.",
                limit: "reply"
            )
        }
    }
}

/// JSON arrays, joined to one without looking at what is in them.
struct JoinedArrays: Sendable, Hashable {
    private var elements = ""

    /// - Parameter array: well-formed, as it was kept; empty: none.
    mutating func append(_ array: String) {
        let inner = array.utf8.trimmed.dropFirst().dropLast().trimmed
        guard !inner.isEmpty else { return }
        if !elements.isEmpty { elements += "," }
        elements += Substring(inner)
    }

    /// Empty: there are no elements.
    var array: String { elements.isEmpty ? "" : "[\(elements)]" }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
    /// Without JSON's white space at both ends.
    fileprivate var trimmed: SubSequence {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0A).contains($0) || $0 == 0x0D }
        let start = firstIndex { !isSpace($0) } ?? endIndex
        let end = lastIndex { !isSpace($0) }.map(index(after:)) ?? start
        return self[start..<end]
    }
}
