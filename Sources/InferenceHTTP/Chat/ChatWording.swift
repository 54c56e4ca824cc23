import Channels

/// How one API tells a chat: as a stream, or as one answer.
protocol ChatWording: Sendable {
    /// Of the stream's answer.
    var mediaType: String { get }

    /// The bytes of what a piece says; each call's are whole lines or events.
    mutating func piece(_ piece: ChatPiece, atUnixMs: Int64) -> [UInt8]

    /// The stream's last bytes.
    mutating func end(_ statistics: ChatStatistics, atUnixMs: Int64) -> [UInt8]

    /// The stream's last bytes, after an error in the middle.
    func failure(_ refusal: Refusal) -> [UInt8]

    /// The whole answer of a chat that was not to be streamed.
    func whole(_ said: ChatPiece, _ statistics: ChatStatistics, atUnixMs: Int64) -> [UInt8]
}
