import Knowledge
import Memory
import Migration
import Spaces
import Synchronization

/// A store with its first profile established, and short words for what the cases do to it.
struct StoreUnderTest: Sendable {
    let store: any MemoryStore & MigrationStore
    let commits: CommitLog
    /// The space of the first profile.
    let active: Space
    let answersKeptMax: Int

    static let firstTarget = SpaceIdentity(provider: "test", model: "first", dimensions: 4)
    static let secondTarget = SpaceIdentity(provider: "test", model: "second", dimensions: 4)
    static let thirdTarget = SpaceIdentity(provider: "test", model: "third", dimensions: 4)

    init(answersKeptMax: Int, makeStore: StoreConformance.MakeStore) async throws {
        self.answersKeptMax = answersKeptMax
        commits = CommitLog()
        store = try await makeStore([commits])
        let log = try await store.establish(Self.firstTarget, atUnixMs: 1)
        active = try owed("an active profile", log.active).space
    }

    /// Both ports have a `put`; this is the one of the memory.
    @discardableResult
    func put(_ vectors: [Vector], in space: SpaceID) async throws -> Int {
        let memory: any MemoryStore = store
        return try await memory.put(vectors, in: space)
    }

    /// Four floats of length 1, others for other numbers below 4.
    static func values(_ number: Int) -> [Float] {
        (0..<4).map { $0 == number ? 1 : 0 }
    }

    static func vector(of item: Item, _ number: Int = 0) -> Vector {
        Vector(item: item.id, revision: item.revision, values: values(number))
    }
}

// Writing.
extension StoreUnderTest {
    @discardableResult
    func ingest(
        _ drafts: [ItemDraft],
        vectors: [Int: [Float]] = [:],
        space: SpaceID? = nil,
        claim: IdempotencyClaim? = nil,
        atUnixMs: Int64 = 10
    ) async throws -> Answered<IngestReceipt> {
        let entries = drafts.enumerated().map { position, draft in
            IngestBatch.Entry(draft: draft, vector: vectors[position])
        }
        return try await store.ingest(
            IngestBatch(
                entries: entries,
                space: space ?? active.id,
                claim: claim,
                atUnixMs: atUnixMs
            )
        )
    }

    /// Stores one item and reads it back.
    @discardableResult
    func ingest(
        _ key: String,
        _ text: String,
        in collection: String = ItemKey.defaultCollection,
        metadata: [String: String] = [:],
        vector: [Float]? = nil,
        space: SpaceID? = nil,
        atUnixMs: Int64 = 10
    ) async throws -> Item {
        let key = ItemKey(collection: collection, key: key)
        let draft = ItemDraft(key: key, text: text, metadata: metadata)
        let vectors = vector.map { [0: $0] } ?? [:]
        try await ingest([draft], vectors: vectors, space: space, atUnixMs: atUnixMs)
        return try owed("the item that was stored", try await item(key))
    }

    @discardableResult
    func delete(_ keys: [String], isDryRun: Bool = false) async throws -> DeletionReceipt {
        let selection = Deletion.Selection.keys(
            keys.map { .init(key: ItemKey(key: $0), expectedRevision: nil) }
        )
        let deletion = Deletion(selection: selection, isDryRun: isDryRun, atUnixMs: 20)
        return try await store.delete(deletion).receipt
    }

    /// Starts a migration that must start.
    func start(
        _ target: SpaceIdentity = secondTarget,
        settings: MigrationSettings = .standard
    ) async throws -> MigrationRecord {
        let result = try await store.start(
            MigrationRequest(identity: target, settings: settings, atUnixMs: 30)
        )
        guard case .started(let record) = result else {
            throw ConformanceFault(description: "a start is owed, \(result) came")
        }
        return record
    }

    /// A flip of all there is.
    @discardableResult
    func flip(
        _ epoch: Epoch,
        pass: Revision? = nil,
        through: Revision? = nil
    ) async throws -> FlipResult {
        let newest = try await store.newestRevision()
        return try await store.flip(
            epoch,
            pass: pass ?? newest,
            through: through ?? newest,
            atUnixMs: 40,
            permit: { true }
        )
    }
}

// Reading.
extension StoreUnderTest {
    func item(_ key: ItemKey) async throws -> Item? {
        try await store.items(at: [key]).first ?? nil
    }

    func item(_ key: String) async throws -> Item? {
        try await item(ItemKey(key: key))
    }

    func vectors(in space: SpaceID) async throws -> [Vector] {
        try await store.vectors(in: space, after: nil, limit: 1_000)
    }

    func backlog(
        of space: SpaceID,
        after: Revision = .none,
        limit: BacklogLimit = BacklogLimit(items: 1_000)
    ) async throws -> BacklogPage {
        try await store.backlog(of: space, after: after, limit: limit)
    }

    /// Keys of what is found by words, best first.
    func found(
        _ terms: [[String]],
        filter: ItemFilter = .everything,
        limit: Int = 10
    ) async throws -> [String] {
        let query = LexicalQuery(terms: terms)
        let hits = try await store.lexicalSearch(query, filter: filter, limit: limit)
        let items = try await store.items(withIDs: hits.map(\.id))
        return hits.compactMap { hit in items.first { $0.id == hit.id }?.key.key }
    }
}

/// Remembers every commit that it hears of.
final class CommitLog: CommitObserver {
    private let heard = Mutex<[Commit]>([])

    func committed(_ commit: Commit) {
        heard.withLock { $0.append(commit) }
    }

    var all: [Commit] { heard.withLock { $0 } }

    func forget() { heard.withLock { $0 = [] } }

    /// The effects on one space, in their order, as an index would apply them.
    func changes(of space: SpaceID) -> [VectorChange] {
        all.flatMap { commit in
            commit.puts[space, default: []].map(VectorChange.put)
                + commit.removed.map(VectorChange.remove)
        }
    }
}
