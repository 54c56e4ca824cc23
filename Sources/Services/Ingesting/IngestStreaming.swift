internal import Knowledge
internal import Memory
internal import Messages
internal import RPC

/// One IngestStream.
struct IngestStreaming: Sendable {
    let memory: LiveMemory
    let writer: StreamWriter<MoultV1.IngestStreamResponse>

    func run(_ requests: InboundMessages<MoultV1.IngestStreamRequest>) async throws {
        let streaming = ItemStreaming<MoultV1.IngestStreamRequest, _>(to: writer) {
            MoultV1.IngestStreamResponse(credit: $0, outcome: $1)
        }
        try await streaming.run(
            reading: { for try await request in requests { try streaming.take(request) } },
            preparing: {},
            storing: { batch, _ in
                let drafts = DraftReading(batch.map { $0.item ?? MoultV1.ItemDraft() })
                return try await outcomes(of: drafts)
            }
        )
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
}

extension MoultV1.IngestStreamRequest: StreamedItem {
    var bytes: Int { item?.text.utf8.count ?? 0 }
}
