import Knowledge
import Migration
import Spaces
import Synchronization
import Testing

/// Items, recorded queries, and two spaces whose rankings are given.
final class EvaluationBench: ItemStore, QueryLog, SpaceSearching {
    struct Failures: Sendable {
        var store: StoreError?
        var embedder: EmbedderError?
        /// Of the candidate alone: queries that its embedder refuses, by name or by the batch.
        var refused: Set<String> = []
        var isRefusedByName = true
    }

    struct Request: Sendable, Hashable {
        let space: SpaceID
        let queries: [String]
        let limit: Int
    }

    static let activeSpace = Space(id: SpaceID(rawValue: 1), identity: Fixtures.old)
    static let candidateSpace = Space(id: SpaceID(rawValue: 2), identity: Fixtures.new)

    let stored: [Item]
    let recorded: [RecordedQuery]
    let requests = Mutex<[Request]>([])
    let failures = Mutex(Failures())
    private let rank: @Sendable (_ query: String, SpaceID, [Item]) -> [ItemID]

    /// - Parameter rank: best first, and each a hundredth less near than the one before.
    init(
        texts: [String],
        recorded: [String] = [],
        rank: @escaping @Sendable (_ query: String, SpaceID, [Item]) -> [ItemID]
    ) {
        stored = texts.enumerated().map { number, text in
            Item(
                id: ItemID(rawValue: Int64(number + 1)),
                key: ItemKey(key: "item-\(number + 1)"),
                text: text,
                metadata: [:],
                revision: Revision(rawValue: Int64(number + 1)),
                createdUnixMs: 0,
                updatedUnixMs: 0
            )
        }
        self.recorded = recorded.map { RecordedQuery(text: $0, atUnixMs: 0) }
        self.rank = rank
    }

    func evaluator(_ policy: EvaluationPolicy = .standard) -> Evaluator {
        Evaluator(items: self, queries: self, searching: self, policy: policy, unixMs: { 42 })
    }

    func evaluate(
        _ policy: EvaluationPolicy = .standard,
        known: [KnownAnswer] = [],
        k: Int? = nil,
        queries: Int? = nil,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> EvaluationReport {
        let ending = Profile.Ending(outcome: .finished, atUnixMs: 0)
        let active = try #require(
            ActiveProfile(
                Profile(
                    epoch: Epoch(rawValue: 1),
                    space: Self.activeSpace,
                    startedUnixMs: 0,
                    ending: ending
                )
            )
        )
        let candidate = Profile(
            epoch: Epoch(rawValue: 2),
            space: Self.candidateSpace,
            startedUnixMs: 0,
            ending: nil
        )
        return try await evaluator(policy).evaluate(
            active: active,
            candidate: candidate,
            known: known,
            k: k,
            queries: queries,
            progress: progress
        )
    }

    private func check() throws(StoreError) {
        if let error = failures.withLock(\.store) { throw error }
    }
}

extension EvaluationBench {
    private func refuse(_ queries: [String], in space: Space) throws(EmbedderError) {
        let failures = failures.withLock(\.self)
        guard space == Self.candidateSpace,
            let position = queries.firstIndex(where: failures.refused.contains)
        else { return }
        throw EmbedderError(
            failures.isRefusedByName ? .textRefused(position: position) : .batchRefused,
            "It is refused."
        )
    }

    func nearest(
        _ queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [RankedItems] {
        if let error = failures.withLock(\.embedder) { throw error }
        try refuse(queries, in: space)
        let request = Request(space: space.id, queries: queries, limit: limit)
        let number = requests.withLock { requests in
            requests.append(request)
            return requests.count
        }
        return queries.map { query in
            let ranking = rank(query, space.id, stored).prefix(limit)
            return RankedItems(
                entries: ranking.enumerated().map { place, item in
                    RankedItems.Entry(item: item, score: 1 - Float(place) / 100)
                },
                duration: .microseconds(number)
            )
        }
    }

    func record(
        _ queries: [RecordedQuery],
        most: Int,
        oldestUnixMs: Int64
    ) async throws(StoreError) {}

    func recordedQueries(limit: Int) async throws(StoreError) -> [RecordedQuery] {
        try check()
        return Array(recorded.prefix(limit))
    }

    func items(at keys: [ItemKey]) async throws(StoreError) -> [Item?] {
        try check()
        return keys.map { key in stored.first { $0.key == key } }
    }

    func items(withIDs ids: [ItemID]) async throws(StoreError) -> [Item] {
        try check()
        return stored.filter { ids.contains($0.id) }.reversed()
    }

    func list(
        _ filter: ItemFilter,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Item] { [] }

    func collections(
        after: String?,
        limit: Int
    ) async throws(StoreError) -> [CollectionSummary] { [] }

    func lexicalSearch(
        _ words: LexicalQuery,
        filter: ItemFilter,
        limit: Int
    ) async throws(StoreError) -> [LexicalHit] { [] }

    func ids(matching filter: ItemFilter) async throws(StoreError) -> Set<ItemID> {
        try check()
        return Set(stored.map(\.id))
    }
}
