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
        var done = 0
        progress(done, chosen.queries.count)
        while done < chosen.queries.count {
            let batch = Array(chosen.queries[done...].prefix(Self.queriesPerRequest))
            // Who is asked second finds what both use warm.
            let isActiveFirst = (done / Self.queriesPerRequest).isMultiple(of: 2)
            let spaces = [active.space, candidate.space]
            let order = isActiveFirst ? spaces : spaces.reversed()
            let first = try await ask(batch, in: order[0], of: active, limit: tally.depth)
            let second = try await ask(batch, in: order[1], of: active, limit: tally.depth)
            let (old, new) = isActiveFirst ? (first, second) : (second, first)
            for (position, query) in batch.enumerated() {
                tally.add(query, active: old[position], candidate: new[position])
            }
            done += batch.count
            progress(done, chosen.queries.count)
            await Task.yield()
        }
        return try await report(
            of: tally,
            active: active.profile,
            candidate: candidate,
            unanswerable: chosen.unanswerable
        )
    }

    private func choose(
        known: [KnownAnswer],
        limit: Int
    ) async throws(EvaluationError) -> QueryChoice.Chosen {
        let choice = QueryChoice(items: items, queries: queries, policy: policy)
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
}

/// Asking one space.
extension Evaluator {
    /// Tells a fault of the active side from the candidate's.
    private func ask(
        _ batch: [ReplayedQuery],
        in space: Space,
        of active: ActiveProfile,
        limit: Int
    ) async throws(EvaluationError) -> [RankedItems?] {
        do throws(EvaluationError) {
            return try await ask(batch, in: space, limit: limit)
        } catch {
            guard space == active.space, case .embedder(let fault) = error.code,
                fault.code != .cancelled
            else { throw error }
            throw EvaluationError(activeSide: fault, of: active)
        }
    }

    /// An answer for each query; nil: the embedder refuses its text.
    ///
    /// A batch that is refused as a whole is split until the guilty text stands alone. Where none of
    /// several is answered, it is the embedder's fault and no text's.
    private func ask(
        _ batch: [ReplayedQuery],
        in space: Space,
        limit: Int
    ) async throws(EvaluationError) -> [RankedItems?] {
        guard !Task.isCancelled else { throw .cancelled }
        let answers: [RankedItems]
        do throws(EmbedderError) {
            answers = try await searching.nearest(batch.map(\.text), in: space, limit: limit)
        } catch {
            return try await ask(batch, in: space, limit: limit, after: error)
        }
        guard answers.count == batch.count else {
            let sentence =
                "\(answers.count) rankings came for \(batch.count) queries in "
                + "\(space.identity.target)."
            throw EvaluationError(EmbedderError(.invalidAnswer, sentence))
        }
        return answers
    }

    /// Without what `fault` says is guilty, or in halves.
    private func ask(
        _ batch: [ReplayedQuery],
        in space: Space,
        limit: Int,
        after fault: EmbedderError
    ) async throws(EvaluationError) -> [RankedItems?] {
        switch fault.code {
        case .textRefused(let position) where batch.indices.contains(position):
            var rest = batch
            rest.remove(at: position)
            var answers = rest.isEmpty ? [] : try await ask(rest, in: space, limit: limit)
            answers.insert(nil, at: position)
            return answers
        case .batchRefused, .invalidAnswer:
            guard batch.count > 1 else { return [nil] }
            let middle = batch.count / 2
            let left = try await ask(Array(batch[..<middle]), in: space, limit: limit)
            let right = try await ask(Array(batch[middle...]), in: space, limit: limit)
            let answers = left + right
            guard answers.contains(where: { $0 != nil }) else { throw EvaluationError(fault) }
            return answers
        case .textRefused, .unavailable, .denied, .timedOut, .cancelled:
            throw EvaluationError(fault)
        }
    }
}

extension Evaluator {
    private func report(
        of tally: EvaluationTally,
        active: Profile,
        candidate: Profile,
        unanswerable: Int
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
