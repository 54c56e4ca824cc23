import Messages
import MoultClient

/// One ingest stream: items go out as the server's credit allows, outcomes are counted.
struct IngestSending {
    /// What the server said of the items so far.
    struct Counts: Sendable {
        var sent = 0
        var embedded = 0
        var pending = 0
        var unchanged = 0
        /// The first refusals, in the server's words.
        var refusals: [String] = []
        var refused = 0

        static let refusalsShownMax = 20

        var answered: Int { embedded + pending + unchanged + refused }
    }

    private typealias Stream = BidirectionalStream<
        MoultV1.IngestStreamRequest, MoultV1.IngestStreamResponse
    >

    private let stream: Stream
    private var responses: ResponseStream<MoultV1.IngestStreamResponse>.AsyncIterator
    private var credit = 0
    private(set) var counts = Counts()

    init(_ remote: Remote) throws {
        stream = try remote.client.memory.ingestStream()
        responses = stream.responses.makeAsyncIterator()
    }

    /// Sends one item; waits while the credit is used up.
    mutating func send(_ draft: MoultV1.ItemDraft) async throws {
        while credit == 0 {
            guard try await receive() else { throw Self.endedEarly(counts) }
        }
        credit -= 1
        counts.sent += 1
        try await stream.send(
            MoultV1.IngestStreamRequest(number: UInt64(counts.sent), item: draft)
        )
    }

    /// Says that there is no more, and waits for what is still to be answered.
    mutating func finish(_ tell: (Counts) -> Void) async throws {
        try await stream.finish()
        while try await receive() { tell(counts) }
        guard counts.answered == counts.sent else { throw Self.endedEarly(counts) }
    }

    private static func endedEarly(_ counts: Counts) -> CommandFailure {
        let open = Quantity.text(count: counts.sent - counts.answered, of: "item")
        return CommandFailure(
                "The server ended the stream with \(open) not answered",
            remedy: "Ingest again: what is stored already is not stored twice."
        )
    }

    /// Takes one message in.
    ///
    /// - Returns: false: the stream has ended.
    @discardableResult
    private mutating func receive() async throws -> Bool {
        guard let message = try await responses.next() else { return false }
        credit += Int(message.credit)
        if let outcome = message.outcome?.outcome { counts.take(outcome) }
        return true
    }
}

extension IngestSending.Counts {
    fileprivate mutating func take(_ outcome: MoultV1.IngestOutcome) {
        switch outcome.status {
        case .embedded: embedded += 1
        case .pending: pending += 1
        case .unchanged: unchanged += 1
        case .refused, .unspecified, .unrecognized:
            refused += 1
            if refusals.count < Self.refusalsShownMax {
                refusals.append("\(outcome.key): \(outcome.message)")
            }
        }
    }
}
