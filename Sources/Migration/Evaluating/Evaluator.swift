package import Knowledge
package import Spaces

/// Asks the active profile and a candidate the same queries, and compares their answers.
///
/// It goes through the same embedders and indexes as live searches do, which go first: a few queries
/// at a time, and others get their turn between.
package struct Evaluator: Sendable {
    /// Queries that are gathered into one request.
    static let queriesPerRequest = 8

    private let items: any ItemStore
    private let queries: any QueryLog
    private let searching: any SpaceSearching
    private let policy: EvaluationPolicy
    private let unixMs: @Sendable () -> Int64

    package init(
        items: any ItemStore,
        queries: any QueryLog,
        searching: any SpaceSearching,
        policy: EvaluationPolicy,
        unixMs: @escaping @Sendable () -> Int64
    ) {
        self.items = items
        self.queries = queries
        self.searching = searching
        self.policy = policy
        self.unixMs = unixMs
    }

    /// Compares what the two answer; both indexes must have been prepared.
    ///
    /// Cancelling the task ends it.
    ///
    /// - Parameters:
    ///   - known: empty: real searches and items are the queries.
    ///   - k: how many of a query's best items are compared; nil: as the policy says.
    ///   - limit: the most queries, up to the policy's; nil: as many as that.
    ///   - progress: told how many queries are done, and of how many.
    package func evaluate(
        active: ActiveProfile,
        candidate: Profile,
        known: [KnownAnswer] = [],
        k: Int? = nil,
        queries limit: Int? = nil,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(EvaluationError) -> EvaluationReport {
        let limit = max(1, min(limit ?? policy.queriesMax, policy.queriesMax))
        let chosen = try await choose(known: known, limit: limit)
        var tally = EvaluationTally(k: max(1, min(k ?? policy.k, EvaluationPolicy.kMax)))
        var refusals: [EmbedderError] = []
        var done = 0
        progress(done, chosen.queries.count)
        while done < chosen.queries.count {
            let batch = Array(chosen.queries[done...].prefix(Self.queriesPerRequest))
            // Who is asked second finds what both use warm.
            let isActiveFirst = (done / Self.queriesPerRequest).isMultiple(of: 2)
            let spaces = [active.space, candidate.space]
            let order = isActiveFirst ? spaces : spaces.reversed()
            let first = try await ask(batch, in: order[0], limit: tally.depth)
            let second = try await ask(batch, in: order[1], limit: tally.depth)
            let (old, new) = isActiveFirst ? (first, second) : (second, first)
            for (position, query) in batch.enumerated() {
                do throws(EmbedderError) {
                    let (old, new) = (try old[position].get(), try new[position].get())
                    tally.add(query, active: old, candidate: new)
                } catch {
                    refusals.append(error)
                }
            }
            done += batch.count
            progress(done, chosen.queries.count)
            await Task.yield()
        }
        // An embedder that refuses them all is no matter of the queries.
        if let refusal = refusals.last, tally.comparisons.isEmpty { throw EvaluationError(refusal) }
        return try await report(
            of: tally,
            active: active.profile,
            candidate: candidate,
            unanswerable: chosen.unanswerable,
            refused: refusals.count
        )
    }

    private func choose(
        known: [KnownAnswer],
        limit: Int
    ) async throws(EvaluationError) -> QueryChoice.Chosen {
        let choice = QueryChoice(items: items, queries: queries, queriesMin: policy.queriesMin)
        let chosen: QueryChoice.Chosen
        do throws(StoreError) {
            chosen = try await choice.choose(known: known, limit: limit)
        } catch {
            throw EvaluationError(error)
        }
        guard !chosen.queries.isEmpty else {
            throw EvaluationError(
                .nothingToCompare,
                "There are no recorded queries, no items to take queries from, and no known "
                    + "answers that name an item; store something, then evaluate."
            )
        }
        return chosen
    }

    /// One for each query, in their order; a failure: the space's embedder refuses that query.
    ///
    /// What it refuses says nothing of how the rest is answered, and an item that stands in
    /// quarantine may well be chosen for a query: a batch is split until it stands alone.
    private func ask(
        _ batch: [ReplayedQuery],
        in space: Space,
        limit: Int
    ) async throws(EvaluationError) -> [Result<RankedItems, EmbedderError>] {
        guard !Task.isCancelled else { throw .cancelled }
        do throws(EmbedderError) {
            let answers = try await searching.nearest(batch.map(\.text), in: space, limit: limit)
            guard answers.count == batch.count else {
                throw EmbedderError(
                    .unavailable,
                    "\(answers.count) rankings came for \(batch.count) queries in "
                        + "\(space.identity.target)."
                )
            }
            return answers.map { .success($0) }
        } catch {
            guard error.code.blamesTexts else { throw EvaluationError(error) }
            if batch.count == 1 { return [.failure(error)] }
        }
        let half = batch.count / 2
        let first = try await ask(Array(batch[..<half]), in: space, limit: limit)
        return first + (try await ask(Array(batch[half...]), in: space, limit: limit))
    }
}

extension Evaluator {
    private func report(
        of tally: EvaluationTally,
        active: Profile,
        candidate: Profile,
        unanswerable: Int,
        refused: Int
    ) async throws(EvaluationError) -> EvaluationReport {
        let activeSide = tally.active.report(
            of: active.epoch,
            target: active.space.identity.target
        )
        let candidateSide = tally.candidate.report(
            of: candidate.epoch,
            target: candidate.space.identity.target
        )
        let judgement = EvaluationJudgement(
            k: tally.k,
            queries: tally.queries,
            overlap: tally.overlap,
            active: activeSide,
            candidate: candidateSide,
            unanswerable: unanswerable,
            refused: refused,
            policy: policy
        )
        var worst: [EvaluationReport.Comparison] = []
        for comparison in tally.worst(policy.worstMax) {
            worst.append(try await named(comparison))
        }
        return EvaluationReport(
            k: tally.k,
            queries: tally.queries,
            active: activeSide,
            candidate: candidateSide,
            overlap: tally.overlap,
            rankBiasedOverlap: tally.rankBiasedOverlap,
            worst: worst,
            scoreMap: tally.scoreMap,
            verdict: judgement.verdict,
            sentence: judgement.sentence,
            atUnixMs: unixMs()
        )
    }

    /// By keys instead of ids; items that were deleted meanwhile are left out.
    private func named(
        _ comparison: EvaluationTally.Comparison
    ) async throws(EvaluationError) -> EvaluationReport.Comparison {
        let ids = Set(comparison.active + comparison.candidate)
        var keys: [ItemID: ItemKey] = [:]
        do throws(StoreError) {
            for item in try await items.items(withIDs: Array(ids)) { keys[item.id] = item.key }
        } catch {
            throw EvaluationError(error)
        }
        return EvaluationReport.Comparison(
            query: comparison.query.text,
            overlap: comparison.overlap,
            rankBiasedOverlap: comparison.rankBiasedOverlap,
            activeKeys: comparison.active.compactMap { keys[$0] },
            candidateKeys: comparison.candidate.compactMap { keys[$0] }
        )
    }
}
