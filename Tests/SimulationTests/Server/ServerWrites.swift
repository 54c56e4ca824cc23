import Knowledge
import Memory
import Spaces
import TestSupport

/// A write on its way: embedded through its token's space, committed, acknowledged.
final class Request {
    let token: WriteRoute.Token
    let drafts: [ItemDraft]
    let began: Duration
    var vectors: [ItemKey: [Float]] = [:]
    var isSubmitted = false
    var outcomes: [ItemKey: IngestReceipt.Outcome] = [:]

    init(token: WriteRoute.Token, drafts: [ItemDraft], began: Duration) {
        self.token = token
        self.drafts = drafts
        self.began = began
    }
}

extension Server {
    func ingest(_ drafts: [ItemDraft]) {
        let known = drafts.map { world.store.durable.item(at: $0.key)?.text }
        let changed = zip(drafts, known).filter { $0.text != $1 }.map(\.0)
        let request = Request(token: route.writeBegan(), drafts: drafts, began: world.now)
        requests[request.token] = request
        guard !changed.isEmpty else { return submit(request) }

        at(world.now + WriteLimits().embeddingWait) { self.submit(request) }
        embed(changed.map(\.text), in: request.token.space, mayProbe: false) { answer in
            switch answer {
            case .success(let vectors):
                for (draft, vector) in zip(changed, vectors) {
                    request.vectors[draft.key] = vector
                }
            case .failure(.refused):
                break
            case .failure(.notAsked), .failure(.failed), .failure(.doubtful):
                let space = request.token.space
                if self.route.turnedTo == space, let problem = self.breakers[space]?.problem {
                    self.route.newEmbedderFailed(problem.reason)
                }
            }
            self.submit(request)
        }
    }

    /// To the writer, with the vectors that have come by now.
    private func submit(_ request: Request) {
        guard !request.isSubmitted else { return }
        request.isSubmitted = true
        let entries = request.drafts.map {
            IngestBatch.Entry(draft: $0, vector: request.vectors[$0.key])
        }
        let batch = IngestBatch(
            entries: entries,
            space: request.token.space,
            atUnixMs: world.unixMs
        )
        submit(
            WriterQueue.Unit(
                commit: { store throws(StoreError) in
                    let receipt = try store.commit { tables throws(StoreError) in
                        try tables.ingest(batch)
                    }.receipt
                    self.learn(receipt, of: request)
                    return { try self.committed(request) }
                },
                failed: { _ in try self.failed(request) }
            )
        )
    }

    private func learn(_ receipt: IngestReceipt, of request: Request) {
        for (draft, outcome) in zip(request.drafts, receipt.outcomes) {
            request.outcomes[draft.key] = outcome
            if case .stored(_, let revision, _) = outcome {
                world.texts[revision] = (draft.key, draft.text)
            }
        }
    }

    private func committed(_ request: Request) throws {
        let outcomes = request.outcomes.values
        if outcomes.contains(where: { !$0.hasVector }) { wakeHealer() }
        let hasVector = outcomes.contains {
            if case .stored(_, _, hasVector: true) = $0 { true } else { false }
        }
        try carryOut(route.writeCommitted(request.token, hasVector: hasVector, at: world.now))
    }

    private func failed(_ request: Request) throws {
        requests[request.token] = nil
        try carryOut(route.writeFailed(request.token))
        let keys = request.drafts.map { ($0.key, World.Answer.failed) }
        try world.answered(Dictionary(keys) { first, _ in first })
    }

    /// What the route wants done.
    func carryOut(_ actions: [WriteRoute.Action]) throws {
        for action in actions {
            switch action {
            case .commitAsIs(let tokens):
                for token in tokens { if let request = requests[token] { submit(request) } }
            case .settled:
                settled()
            case .hold(let token, let until):
                at(until) { try self.carryOut(self.route.holdEnded(token, at: self.world.now)) }
            case .release(let tokens, let acknowledgement):
                for token in tokens { try acknowledge(token, acknowledgement) }
            }
        }
    }

    private func acknowledge(
        _ token: WriteRoute.Token,
        _ acknowledgement: WriteRoute.Acknowledgement
    ) throws {
        guard let request = requests.removeValue(forKey: token) else {
            throw Breach("a write was answered twice")
        }
        let limits = WriteLimits()
        let wait = world.now - request.began
        guard wait <= limits.embeddingWait + limits.holdWait + .milliseconds(500) else {
            throw Breach("6: a write waited \(wait) for its answer")
        }
        try world.answered(
            request.outcomes.mapValues { outcome in
                switch outcome {
                case .stored(_, let revision, let hasVector):
                    .stored(revision, isEmbedded: hasVector && acknowledgement == .embedded)
                case .unchanged: .unchanged
                case .revisionMismatch: .failed
                }
            }
        )
    }

    func delete(_ key: ItemKey) {
        let deletion = Deletion(
            selection: .keys([.init(key: key, expectedRevision: nil)]),
            atUnixMs: world.unixMs
        )
        write(
            { tables throws(StoreError) in try tables.delete(deletion) },
            then: { result in
                switch result {
                case .success: try self.world.answered([key: .deleted])
                case .failure: try self.world.answered([key: .failed])
                }
            }
        )
    }
}

extension IngestReceipt.Outcome {
    fileprivate var hasVector: Bool {
        switch self {
        case .stored(_, _, let hasVector), .unchanged(_, _, let hasVector): hasVector
        case .revisionMismatch: true
        }
    }
}
