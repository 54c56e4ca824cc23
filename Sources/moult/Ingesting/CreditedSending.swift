import Messages
import MoultClient

/// An answer on a stream whose server grants credit and tells what became of each item.
protocol CreditedResponse: WireMessage {
    var credit: UInt32 { get }
    var outcome: MoultV1.NumberedOutcome? { get }
}

extension MoultV1.IngestStreamResponse: CreditedResponse {}
extension MoultV1.ImportResponse: CreditedResponse {}

/// One stream of items: they go out as the server's credit allows, outcomes are counted.
struct CreditedSending<Request: WireMessage, Response: CreditedResponse> {
    private let stream: BidirectionalStream<Request, Response>
    private var responses: ResponseStream<Response>.AsyncIterator
    private var credit = 0
    private(set) var counts = SendingCounts()

    init(_ stream: BidirectionalStream<Request, Response>) {
        self.stream = stream
        responses = stream.responses.makeAsyncIterator()
    }

    /// Sends what is no item, and takes no credit.
    func begin(with request: Request) async throws {
        try await stream.send(request)
    }

    /// Sends one item, as `request` makes it of its number; waits while the credit is used up.
    mutating func send(_ request: (UInt64) -> Request) async throws {
        while credit == 0 {
            guard try await receive() else { throw counts.endedEarly }
        }
        credit -= 1
        counts.sent += 1
        try await stream.send(request(UInt64(counts.sent)))
    }

    /// Says that there is no more, and waits for what is still to be answered.
    mutating func finish(_ tell: (SendingCounts) -> Void) async throws {
        try await stream.finish()
        while try await receive() { tell(counts) }
        guard counts.answered == counts.sent else { throw counts.endedEarly }
    }

    /// Takes one message in.
    ///
    /// - Returns: false: the stream has ended.
    private mutating func receive() async throws -> Bool {
        guard let message = try await responses.next() else { return false }
        credit += Int(message.credit)
        if let outcome = message.outcome?.outcome { counts.take(outcome) }
        return true
    }
}

typealias IngestSending = CreditedSending<
    MoultV1.IngestStreamRequest, MoultV1.IngestStreamResponse
>
typealias ImportSending = CreditedSending<MoultV1.ImportRequest, MoultV1.ImportResponse>

/// What the server said of the items of one stream so far.
struct SendingCounts: Sendable, Hashable {
    fileprivate(set) var sent = 0
    private(set) var embedded = 0
    private(set) var pending = 0
    private(set) var unchanged = 0
    private(set) var refused = 0
    /// The first refusals, in the server's words.
    private(set) var refusals: [String] = []

    static let refusalsShownMax = 20

    var answered: Int { embedded + pending + unchanged + refused }

    mutating func take(_ outcome: MoultV1.IngestOutcome) {
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

    fileprivate var endedEarly: CommandFailure {
        let open = Quantity.text(count: sent - answered, of: "item")
        return CommandFailure(
            "The server ended the stream with \(open) not answered",
            remedy: "Send them again: what is stored already is not stored twice."
        )
    }
}
