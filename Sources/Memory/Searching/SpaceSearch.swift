package import Spaces
import Waiting

/// What one query found in a space.
package struct SpaceRanking: Sendable, Hashable {
    /// Best first, and not confirmed against the store.
    package let hits: [VectorHit]
    /// For this query: its share of the embedding, and the search.
    package let duration: Duration
}

/// Searches a space that need not be the live one, to compare it with another.
///
/// It gives way to live searches: few texts a request, and a pause for others between two scans.
/// It is neither counted as load nor recorded.
struct SpaceSearch: Sendable {
    /// Queries embedded in one request, behind which a live query would have to wait.
    static let textsPerCall = 8

    let space: Space
    let index: any VectorSearch
    let embedder: GuardedEmbedder
    let timeline: Timeline
    let timeout: Duration

    func callAsFunction(
        _ queries: [String],
        limit: Int
    ) async throws(EmbedderError) -> [SpaceRanking] {
        var rankings: [SpaceRanking] = []
        rankings.reserveCapacity(queries.count)
        let size = min(Self.textsPerCall, embedder.textsPerCallMax)
        for start in stride(from: 0, to: queries.count, by: size) {
            let texts = Array(queries[start..<min(start + size, queries.count)])
            let begun = timeline.now
            let vectors = try await vectors(of: texts, from: start)
            let share = (timeline.now - begun) / texts.count
            for vector in vectors {
                await Task.yield()
                if Task.isCancelled { throw EmbedderError(.cancelled, "The caller has gone.") }
                let begun = timeline.now
                let hits = index.nearest(to: vector, limit: limit, among: .all)
                let duration = share + (timeline.now - begun)
                rankings.append(SpaceRanking(hits: hits, duration: duration))
            }
        }
        return rankings
    }

    private func vectors(
        of texts: [String],
        from start: Int
    ) async throws(EmbedderError) -> [[Float]] {
        do throws(EmbedderError) {
            return try await embedder.vectors(
                of: texts,
                EmbeddingTerms(role: .query, timeout: timeout, invalidAnswerIsFailure: false)
            )
        } catch {
            guard case .textRefused(let position) = error.code else { throw error }
            throw EmbedderError(.textRefused(position: start + position), error.message)
        }
    }
}

extension LiveMemory {
    /// The `limit` best items of `space` for each of `queries`.
    ///
    /// - Throws: *unavailable* while the space's index is not ready; otherwise the embedder's error,
    ///   with the position of a refused query.
    package func nearestItems(
        to queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [SpaceRanking] {
        guard let index = feed.indexes.ready(space.id) else {
            throw EmbedderError(
                .unavailable,
                "The index of \(space.identity.target) is not loaded; try again when it is."
            )
        }
        let embedder: GuardedEmbedder
        do throws(EmbedderTargetError) {
            embedder = try embedders.embedder(for: space)
        } catch {
            throw EmbedderError(.unavailable, error.message)
        }
        let search = SpaceSearch(
            space: space,
            index: index,
            embedder: embedder,
            timeline: timeline,
            timeout: settings.healingTimeout
        )
        return try await lowered { () async throws(EmbedderError) in
            try await search(queries, limit: limit)
        }
    }

    /// Runs `body` on the executor for long work, at low priority.
    private func lowered<Answer: Sendable>(
        _ body: @escaping @Sendable () async throws(EmbedderError) -> Answer
    ) async throws(EmbedderError) -> Answer {
        let result = await withTaskGroup(of: Result<Answer, EmbedderError>.self) { group in
            group.addTask(executorPreference: settings.executor, priority: .low) {
                do throws(EmbedderError) {
                    return .success(try await body())
                } catch {
                    return .failure(error)
                }
            }
            return await group.next()
        }
        guard let result else { throw EmbedderError(.cancelled, "The caller has gone.") }
        return try result.get()
    }
}
