import Knowledge

/// Finds the queries that an evaluation replays.
///
/// Known answers come first, if there are any; then what was recorded of real searches. Where either
/// is too little to judge by, texts of items take their place.
struct QueryChoice: Sendable {
    let items: any ItemStore
    let queries: any QueryLog
    let policy: EvaluationPolicy

    /// The queries, and how many known answers name no item that there is.
    typealias Chosen = (queries: [ReplayedQuery], unanswerable: Int)

    func choose(
        known: [KnownAnswer],
        limit: Int
    ) async throws(StoreError) -> Chosen {
        var chosen: [ReplayedQuery] = []
        for answer in known.prefix(limit) {
            let relevant = try await items.items(at: answer.relevant).compactMap { $0?.id }
            guard !relevant.isEmpty else { continue }
            chosen.append(ReplayedQuery(answer.query, .known(relevant: Set(relevant))))
        }
        let answered = chosen.count
        let unanswerable = min(known.count, limit) - answered
        if policy.replaysRecorded, chosen.count < limit {
            let recorded = try await queries.recordedQueries(limit: limit - chosen.count)
            chosen += recorded.map { ReplayedQuery($0.text, .recorded) }
        }
        let recorded = chosen.count - answered
        // With fewer of a kind, that kind decides nothing.
        if max(answered, recorded) < policy.queriesMin, chosen.count < limit {
            chosen += try await itemQueries(limit: limit - chosen.count)
        }
        return (chosen, unanswerable)
    }

    /// Texts of items that lie evenly among all, by their id.
    private func itemQueries(limit: Int) async throws(StoreError) -> [ReplayedQuery] {
        let ids = try await items.ids(matching: .everything).sorted()
        let count = min(limit, ids.count)
        let sample = (0..<count).map { ids[$0 * ids.count / count] }
        var chosen: [ReplayedQuery] = []
        for start in stride(from: 0, to: count, by: Self.itemsPerRead) {
            let page = Array(sample[start...].prefix(Self.itemsPerRead))
            chosen += try await items.items(withIDs: page)
                .sorted { $0.id < $1.id }
                .compactMap(ReplayedQuery.init(asking:))
        }
        return chosen
    }

    /// Texts may be long, and only their beginnings are kept.
    private static let itemsPerRead = 16
}
