import Knowledge
import Spaces
import Waiting

/// The vectors of a batch's texts, as many of them as came in time, and why the others did not.
struct DraftVectors: Sendable {
    /// By position in the batch; nil: none came, or none was asked for.
    var vectors: [[Float]?]
    /// What of its text each vector was made from, by position in the batch.
    var forms: [VectorForm]
    /// Of the positions that were asked for and have no vector.
    var reasons: [Int: String] = [:]
}

/// Embeds the texts of one write, in requests of the size that its embedder takes.
struct DraftEmbedding: Sendable {
    let write: LiveWrite
    let live: LiveRoute
    let drift: Drift
    let timeline: Timeline
    let settings: MemorySettings

    private enum Event: Sendable {
        case embedded(Range<Int>, Result<EmbeddedTexts, EmbeddingFailure>)
        /// The wait is over: by time, or because the route wants the write to go on.
        case waitOver(String)
    }

    /// Embeds the texts of `drafts` at `positions`.
    ///
    /// Ends at `deadline` or earlier, with what there is by then.
    func vectors(
        of drafts: [ItemDraft],
        at positions: [Int],
        deadline: Duration?
    ) async -> DraftVectors {
        var result = DraftVectors(
            vectors: Array(repeating: nil, count: drafts.count),
            forms: Array(repeating: .whole, count: drafts.count)
        )
        guard !positions.isEmpty else { return result }
        guard let embedder = write.embedder else {
            return missing(positions, "No embedder is configured for its space.", in: result)
        }
        if let refusal = drift.refusal(of: write.token.space) {
            return missing(positions, refusal, in: result)
        }
        if let problem = embedder.problem {
            live.giveUpEmbedder(of: write, reason: problem.reason)
            return missing(positions, "The embedder is not asked: \(problem.reason)", in: result)
        }
        await embed(drafts, at: positions, with: embedder, deadline: deadline, into: &result)
        return result
    }

    private func embed(
        _ drafts: [ItemDraft],
        at positions: [Int],
        with embedder: GuardedEmbedder,
        deadline: Duration?,
        into result: inout DraftVectors
    ) async {
        let chunks = stride(from: 0, to: positions.count, by: embedder.textsPerCallMax).map {
            $0..<min($0 + embedder.textsPerCallMax, positions.count)
        }
        let end = waitEnd(deadline)
        var pending = Set(positions)
        var waitReason = ""
        await withTaskGroup(of: Event.self) { group in
            let answered = OneShot<Void>()
            var next = chunks.makeIterator()
            func start() -> Bool {
                guard let chunk = next.next() else { return false }
                let texts = positions[chunk].map { drafts[$0].text }
                guard chunks.count > 1 || !isSmall(texts) else {
                    // Here and now until it first waits: a small text is embedded by an embedder
                    // in this process before a thread could be changed.
                    group.addImmediateTask {
                        defer { answered.fulfil(()) }
                        return await embed(texts, as: chunk, with: embedder)
                    }
                    return true
                }
                group.addTask(executorPreference: settings.executor) {
                    await embed(texts, as: chunk, with: embedder)
                }
                return true
            }
            var running = 0
            while running < settings.ingestConcurrency, start() { running += 1 }
            if answered.current == nil {
                group.addTask { await waitForTime(end) }
                group.addTask { await waitForRoute() }
            }
            while running > 0, let event = await group.next() {
                switch event {
                case .waitOver(let reason):
                    // The other wait ends with the first, and says nothing more.
                    if waitReason.isEmpty { waitReason = reason }
                    group.cancelAll()
                case .embedded(let chunk, let answer):
                    take(answer, for: positions[chunk], into: &result, pending: &pending)
                    running -= 1
                    if waitReason.isEmpty, start() { running += 1 }
                }
            }
            group.cancelAll()
        }
        for position in pending where result.reasons[position] == nil {
            result.reasons[position] = waitReason
        }
    }

    private func embed(
        _ texts: [String],
        as chunk: Range<Int>,
        with embedder: GuardedEmbedder
    ) async -> Event {
        do throws(EmbeddingFailure) {
            let terms = EmbeddingTerms(mayProbe: false, isWatched: true)
            return .embedded(chunk, .success(try await embedder.embed(texts, terms)))
        } catch {
            if let problem = embedder.problem {
                live.giveUpEmbedder(of: write, reason: problem.reason)
            }
            return .embedded(chunk, .failure(error))
        }
    }

    private func take(
        _ answer: Result<EmbeddedTexts, EmbeddingFailure>,
        for positions: ArraySlice<Int>,
        into result: inout DraftVectors,
        pending: inout Set<Int>
    ) {
        switch answer {
        case .success(let texts):
            for (place, position) in positions.enumerated() {
                if let vector = texts.vectors[place] {
                    result.vectors[position] = vector
                    result.forms[position] = texts.forms[place]
                    pending.remove(position)
                } else {
                    let reason = texts.refusals[place, default: "no reason was given"]
                    result.reasons[position] = "The embedder refuses this text: \(reason)"
                }
            }
        case .failure(let failure) where failure.code != .cancelled:
            for position in positions {
                result.reasons[position] = "The embedder failed: \(failure.message)"
            }
        case .failure:
            // The end of the wait says why.
            break
        }
    }

    private func isSmall(_ texts: [String]) -> Bool {
        texts.reduce(0) { $0 + $1.utf8.count } <= settings.inlineEmbeddingBytesMax
    }

    private func waitForTime(_ end: Duration) async -> Event {
        await timeline.sleep(until: end)
        return .waitOver("Its vector did not come in time.")
    }

    private func waitForRoute() async -> Event {
        _ = await write.asIs.value()
        return .waitOver("The embedding model is being replaced.")
    }

    private func waitEnd(_ deadline: Duration?) -> Duration {
        let patience = timeline.now + settings.writes.embeddingWait
        guard let deadline else { return patience }
        return min(patience, deadline - settings.writes.deadlineMargin)
    }

    private func missing(
        _ positions: [Int],
        _ reason: String,
        in result: DraftVectors
    ) -> DraftVectors {
        var result = result
        for position in positions { result.reasons[position] = reason }
        return result
    }
}
