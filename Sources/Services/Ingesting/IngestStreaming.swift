internal import Knowledge
internal import Memory
internal import Messages
internal import RPC
internal import Synchronization

/// One IngestStream: items come in, outcomes go out, in whatever order they are ready.
///
/// One task reads, so that a client is told at once when it passes its credit; a few store what
/// has come, each as much as there is, so that one slow batch does not hold up the next.
struct IngestStreaming: Sendable {
    let memory: LiveMemory
    let writer: StreamWriter<MoultV1.IngestStreamResponse>

    /// Batches of one stream that are stored at the same time.
    static let batchesInFlight = 4

    func run(_ items: InboundMessages<MoultV1.IngestStreamRequest>) async throws {
        let inbox = IngestInbox()
        let credit = Credit()
        try await writer.send(MoultV1.IngestStreamResponse(credit: IngestCredit.window))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.batchesInFlight {
                group.addTask { try await store(from: inbox, credit) }
            }
            group.addTask {
                defer { inbox.close() }
                try await read(items, into: inbox, credit)
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

    private func read(
        _ items: InboundMessages<MoultV1.IngestStreamRequest>,
        into inbox: IngestInbox,
        _ credit: Credit
    ) async throws {
        for try await item in items {
            guard credit.take() else {
                throw RPCStatus(
                    .resourceExhausted,
                    "More items were sent than the credit of \(IngestCredit.window) allows; wait "
                        + "for outcomes before sending more.",
                    reason: .creditExceeded,
                    retryable: true,
                    subject: "credit"
                )
            }
            inbox.put(item)
        }
    }

    private func store(from inbox: IngestInbox, _ credit: Credit) async throws {
        while true {
            let batch = await inbox.take()
            guard !batch.isEmpty, !Task.isCancelled else { return }
            let drafts = DraftReading(batch.map { $0.item ?? MoultV1.ItemDraft() })
            let outcomes = try await outcomes(of: drafts)
            for (request, outcome) in zip(batch, outcomes) {
                try await writer.send(
                    MoultV1.IngestStreamResponse(
                        credit: credit.give(),
                        outcome: MoultV1.NumberedOutcome(number: request.number, outcome: outcome)
                    )
                )
            }
        }
    }

    private func outcomes(of drafts: DraftReading) async throws -> [MoultV1.IngestOutcome] {
        guard !drafts.taken.isEmpty else { return drafts.outcomes(with: []) }
        do throws(MemoryError) {
            return drafts.outcomes(with: try await memory.ingest(drafts.taken))
        } catch {
            if Task.isCancelled { throw CancellationError() }
            // A store that fails now may take the next batch: the stream lives on.
            let refused = drafts.taken.map { IngestOutcome(key: $0.key, status: .refused(error)) }
            return drafts.outcomes(with: refused)
        }
    }

    /// The stream's credit, between its reader and its storers.
    private final class Credit: Sendable {
        private let state = Mutex(IngestCredit())

        func take() -> Bool { state.withLock { $0.take() } }

        func give() -> UInt32 { state.withLock { $0.give() } }
    }
}
