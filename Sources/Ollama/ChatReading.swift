internal import Channels
internal import JSONText

/// A chat's stream as a value: bytes in, pieces out, and how it ended.
struct ChatReading {
    private enum State {
        /// No head yet. Next: `streaming` or `refused`.
        case waiting
        /// Lines come. Next: `done` or `failed`; a stream that ends here was cut off.
        case streaming
        /// The last line has come, and what follows is passed over. Stays.
        case done(ChatStatistics)
        /// A line told an error, and what follows is passed over. Stays.
        case failed(String)
        /// The answer is no success: what comes is its error. Stays.
        case refused([UInt8])
    }

    enum Ending: Hashable {
        case done(ChatStatistics)
        /// The body of an answer that is no success.
        case refused([UInt8])
        /// What a line of the stream says.
        case failed(String)
        case cutOff
    }

    private var state = State.waiting
    private var lines: LineSplitter
    private let limits: OllamaLimits

    init(limits: OllamaLimits) {
        self.limits = limits
        lines = LineSplitter(lineBytesMax: limits.chatLineBytesMax)
    }

    var ending: Ending {
        switch state {
        case .waiting, .streaming: .cutOff
        case .done(let statistics): .done(statistics)
        case .failed(let text): .failed(text)
        case .refused(let body): .refused(body)
        }
    }

    mutating func begin(status: Int) {
        state = status == 200 ? .streaming : .refused([])
    }

    mutating func append(_ bytes: [UInt8]) {
        switch state {
        case .streaming:
            lines.take(bytes)
        case .refused(let body):
            let room = limits.errorBytesMax - body.count
            state = .refused(body + bytes.prefix(room))
        case .waiting, .done, .failed:
            break
        }
    }

    /// The next piece of what has come; nil: more bytes must come first.
    ///
    /// - Throws: *failed* at a line that is too long or none of Ollama's, with which the stream is
    ///   of no more use.
    mutating func next() throws(OllamaFailure) -> ChatPiece? {
        while case .streaming = state {
            guard let line = try line({ lines throws(JSONError) in try lines.next() }) else {
                return nil
            }
            if let piece = try take(line) { return piece }
        }
        return nil
    }

    /// The piece of a last line without a line end.
    mutating func nextAtEnd() throws(OllamaFailure) -> ChatPiece? {
        guard case .streaming = state,
            let rest = try line({ lines throws(JSONError) in try lines.finish() })
        else { return nil }
        return try take(rest)
    }

    private mutating func line(
        _ read: (inout LineSplitter) throws(JSONError) -> [UInt8]?
    ) throws(OllamaFailure) -> [UInt8]? {
        do throws(JSONError) {
            return try read(&lines)
        } catch {
            throw OllamaFailure(
                .failed,
                "A line of the chat is longer than \(limits.chatLineBytesMax) bytes: "
                    + "ask for shorter answers."
            )
        }
    }

    /// - Returns: nil if the line brings no piece.
    private mutating func take(_ line: [UInt8]) throws(OllamaFailure) -> ChatPiece? {
        switch ChatLine(line) {
        case .blank:
            return nil
        case .piece(let piece):
            return piece
        case .last(let piece, let statistics):
            state = .done(statistics)
            return piece
        case .error(let text):
            state = .failed(text)
            return nil
        case .unreadable:
            throw OllamaFailure(
                .failed,
                "A line of the chat is none of Ollama's: see what answers at the host's address."
            )
        }
    }
}
