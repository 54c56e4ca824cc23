internal import Messages
internal import RPC
internal import Synchronization

/// One stream of items: they come in, outcomes go out, in whatever order they are ready.
///
/// One task reads, so that a client is told at once when it passes its credit; a few store what
/// has come, each as much as there is, so that one slow batch does not hold up the next.
struct ItemStreaming<Item: StreamedItem, Response: WireMessage>: Sendable {
    private let writer: StreamWriter<Response>
    private let response: @Sendable (UInt32, MoultV1.NumberedOutcome?) -> Response
    private let inbox = ItemInbox<Item>()
    private let credit = Credit()

    /// - Parameter response: makes a message of a credit and an outcome.
    init(
        to writer: StreamWriter<Response>,
        _ response: @escaping @Sendable (UInt32, MoultV1.NumberedOutcome?) -> Response
    ) {
        self.writer = writer
        self.response = response
    }

    /// Grants the credit, then reads and stores until both are done.
    ///
    /// - Parameters:
    ///   - read: gives each item that comes to `take`.
    ///   - prepare: done once before anything is stored, while items come in already.
    ///   - store: gives an outcome for each item, in their order.
    func run<Preparation: Sendable>(
        reading read: @escaping @Sendable () async throws -> Void,
        preparing prepare: @escaping @Sendable () async throws -> Preparation,
        storing store:
            @escaping @Sendable ([Item], Preparation) async throws -> [MoultV1.IngestOutcome]
    ) async throws {
        try await writer.send(response(ItemCredit.window, nil))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let preparation = try await prepare()
                try await withThrowingTaskGroup(of: Void.self) { storers in
                    for _ in 0..<ItemStreamingLimits.batchesInFlight {
                        storers.addTask {
                            try await self.store { try await store($0, preparation) }
                        }
                    }
                    try await storers.waitForAll()
                }
            }
            group.addTask {
                defer { inbox.close() }
                try await read()
            }
            do {
                // Not waitForAll, which would tell of the reader's error after the last storer.
                for try await _ in group {}
            } catch {
                inbox.close()
                group.cancelAll()
                throw error
            }
        }
    }

    /// An item has come.
    ///
    /// - Throws: RESOURCE_EXHAUSTED: it was sent past the credit, and the stream ends.
    func take(_ item: Item) throws(RPCStatus) {
        guard credit.take() else {
            throw RPCStatus(
                .resourceExhausted,
                "More items were sent than the credit of \(ItemCredit.window) allows; wait for "
                    + "outcomes before sending more.",
                reason: .creditExceeded,
                retryable: true,
                subject: "credit"
            )
        }
        inbox.put(item)
    }

    private func store(
        _ work: ([Item]) async throws -> [MoultV1.IngestOutcome]
    ) async throws {
        while true {
            let batch = await inbox.take()
            guard !batch.isEmpty, !Task.isCancelled else { return }
            for (item, outcome) in zip(batch, try await work(batch)) {
                let numbered = MoultV1.NumberedOutcome(number: item.number, outcome: outcome)
                try await writer.send(response(credit.give(), numbered))
            }
        }
    }

    /// The stream's credit, between its reader and its storers.
    private final class Credit: Sendable {
        private let state = Mutex(ItemCredit())

        func take() -> Bool { state.withLock { $0.take() } }

        func give() -> UInt32 { state.withLock { $0.give() } }
    }
}

enum ItemStreamingLimits {
    /// Batches of one stream that are stored at the same time.
    static let batchesInFlight = 4
}
