import Knowledge
import Spaces

/// One page of one query, from ranking to confirmed hits.
struct SearchPage: Sendable {
    let plan: SearchPlan
    let way: SearchWay
    let serving: Serving
    let store: any MemoryStore
    let settings: MemorySettings

    private var query: SearchQuery { plan.query }
    private var limits: SearchLimits { settings.search }

    func answer() async throws(MemoryError) -> SearchAnswer {
        let scope = try await scope()
        var wanted = plan.offset + query.k + limits.spareCandidates
        while true {
            let ranking = try await ranking(of: wanted, among: scope)
            let taken = try await confirm(ranking)
            guard taken.count <= query.k, !ranking.isComplete,
                wanted < limits.pagedCandidatesMax + settings.limits.hitsMax
            else { return answer(taken) }
            wanted *= 2
        }
    }

    private func answer(_ taken: [Confirmed]) -> SearchAnswer {
        let hits = taken.prefix(query.k)
        let used = (hits.last?.place ?? plan.offset) + 1
        let isMore = taken.count > query.k && used <= limits.pagedCandidatesMax
        let reason: String? = if case .byWordsInstead(let reason) = way { reason } else { nil }
        return SearchAnswer(
            hits: hits.map(hit),
            epoch: plan.epoch,
            nextPage: isMore ? plan.page(after: used, way) : nil,
            semanticUnavailable: reason,
            mode: query.mode
        )
    }

    private func scope() async throws(MemoryError) -> VectorScope {
        switch way {
        case .byWords, .byWordsInstead: return .all
        case .byMeaning, .byBoth:
            if query.filter.isEverything { return .all }
            let ids = try await Memory.store { () throws(StoreError) in
                try await store.ids(matching: query.filter)
            }
            return .items(ids)
        }
    }
}

// Ranking.
extension SearchPage {
    /// The best `count` candidates.
    ///
    /// A larger `count` only adds behind them.
    private func ranking(
        of count: Int,
        among scope: VectorScope
    ) async throws(MemoryError) -> Ranking {
        let floor = query.scoreFloor
        switch way {
        case .byMeaning(let vector):
            let hits = await nearest(to: vector, limit: count, among: scope)
            return Ranking(semantic: hits, isComplete: hits.count < count, floor: floor)
        case .byWords:
            let hits = try await lexical(limit: count)
            return Ranking(lexical: hits, isComplete: hits.count < count, floor: floor)
        case .byBoth(let vector):
            guard scanIsLong else {
                let semantic = serving.index.nearest(to: vector, limit: fusionDepth, among: scope)
                return fuse(semantic, try await lexical(limit: fusionDepth))
            }
            async let semantic = nearest(to: vector, limit: fusionDepth, among: scope)
            let lexical = try await lexical(limit: fusionDepth)
            return fuse(await semantic, lexical)
        case .byWordsInstead:
            return fuse([], try await lexical(limit: fusionDepth))
        }
    }

    private var fusionDepth: Int { max(limits.fusionDepthMin, 2 * query.k) }

    private func fuse(_ semantic: [VectorHit], _ lexical: [LexicalHit]) -> Ranking {
        Ranking(
            fusing: semantic,
            with: lexical,
            constant: limits.fusionConstant,
            floor: query.scoreFloor
        )
    }

    private func lexical(limit: Int) async throws(MemoryError) -> [LexicalHit] {
        if plan.words.isEmpty { return [] }
        return try await Memory.store { () throws(StoreError) in
            try await store.lexicalSearch(plan.words, filter: query.filter, limit: limit)
        }
    }

    private var scanIsLong: Bool {
        let floats = serving.index.count * serving.profile.space.identity.dimensions
        return floats > limits.inlineScanFloatsMax
    }

    /// A scan takes milliseconds where there is much to scan: then it runs beside the caller.
    private func nearest(
        to vector: [Float],
        limit: Int,
        among scope: VectorScope
    ) async -> [VectorHit] {
        let index = serving.index
        guard scanIsLong else { return index.nearest(to: vector, limit: limit, among: scope) }
        return await withTaskExecutorPreference(settings.executor) {
            index.nearest(to: vector, limit: limit, among: scope)
        }
    }
}

// Confirmation.
extension SearchPage {
    private struct Confirmed {
        /// In the ranking, from 0.
        let place: Int
        let candidate: Candidate
        let item: Item
    }

    /// Walks the candidates behind the offset and keeps those that the store still has: one more
    /// than the page holds, when there is one more.
    private func confirm(_ ranking: Ranking) async throws(MemoryError) -> [Confirmed] {
        var confirmed: [Confirmed] = []
        var rest = ranking.candidates.dropFirst(plan.offset)
        while !rest.isEmpty, confirmed.count <= query.k {
            let wanted = query.k + 1 - confirmed.count
            let chunk = rest.prefix(wanted)
            rest = rest.dropFirst(wanted)
            let items = try await items(of: chunk)
            for (place, candidate) in zip(chunk.indices, chunk) {
                guard let item = items[candidate.id], query.filter.matches(item) else { continue }
                confirmed.append(Confirmed(place: place, candidate: candidate, item: item))
            }
        }
        return confirmed
    }

    private func items(
        of candidates: ArraySlice<Candidate>
    ) async throws(MemoryError) -> [ItemID: Item] {
        let found = try await Memory.store { () throws(StoreError) in
            try await store.items(withIDs: candidates.map(\.id))
        }
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    private func hit(_ confirmed: Confirmed) -> Hit {
        let candidate = confirmed.candidate
        let item = confirmed.item
        return Hit(
            item: item,
            score: candidate.score,
            semanticRank: candidate.semantic?.rank,
            lexicalRank: candidate.lexical?.rank,
            semanticScore: candidate.semantic?.score,
            lexicalScore: candidate.lexical?.score,
            snippet: candidate.lexical?.snippet
                ?? Snippet.passage(of: item.text, for: plan.words),
            isStale: candidate.semantic.map { $0.revision < item.revision } ?? false
        )
    }
}
