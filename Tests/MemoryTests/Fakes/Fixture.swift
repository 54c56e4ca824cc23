import Knowledge
import Logging
import Migration
import Spaces
import TestSupport
import Testing

@testable import Memory

/// A live memory over a store in memory, with two embedders and a clock in the test's hand.
struct Fixture {
    let old = FakeEmbedder("old")
    let new = FakeEmbedder("new", dimensions: 24)
    let clock = ManualClock()
    let indexes = FakeIndexes()
    let feed: CommitFeed
    let store: ModelMemoryStore
    let memory: LiveMemory

    init(
        oversize: OversizePolicy = .reject,
        _ change: (inout MemorySettings) -> Void = { _ in }
    ) async throws {
        var settings = MemorySettings()
        // Tests count what the embedders are asked.
        settings.canaries.every = nil
        settings.queries.record = false
        change(&settings)
        feed = CommitFeed(factory: indexes, settings: settings)
        store = ModelMemoryStore(observers: feed.observers)
        memory = try await LiveMemory.start(
            on: store,
            feed: feed,
            catalog: FakeCatalog(embedders: [old, new]),
            oversize: { _ in oversize },
            firstIdentity: old.identity,
            surroundings: Surroundings(
                clock: clock,
                unixMs: { 1_000 },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        )
    }

    var activeSpace: SpaceID { memory.route.serving.profile.space.id }

    /// One item, stored: its outcome.
    @discardableResult
    func ingest(
        _ key: String,
        _ text: String,
        metadata: [String: String] = [:],
        within timeout: Duration? = nil
    ) async throws -> IngestOutcome.Status {
        let draft = ItemDraft(key: ItemKey(key: key), text: text, metadata: metadata)
        return try #require(await memory.ingest([draft], within: timeout).first).status
    }

    func search(_ query: SearchQuery, within timeout: Duration? = nil) async throws -> SearchAnswer
    {
        try #require(await memory.search([query], within: timeout).first)
    }

    /// The keys of what is found, best first.
    func keys(_ text: String, _ mode: SearchMode, k: Int = 10) async throws -> [String] {
        try await search(SearchQuery(text: text, mode: mode, k: k)).hits.map(\.item.key.key)
    }

    /// Begins a migration to the new embedder's space and has its index ready.
    func startMigration() async throws -> Profile {
        let request = MigrationRequest(
            identity: new.identity,
            settings: .standard,
            atUnixMs: 2_000
        )
        guard case .started(let record) = try await store.start(request) else {
            throw FixtureError(message: "The migration did not start.")
        }
        try await memory.prepare(record.space)
        return Profile(
            epoch: record.epoch,
            space: record.space,
            startedUnixMs: 2_000,
            ending: nil
        )
    }

    /// What the flip's transaction leaves in the log, published.
    @discardableResult
    func publish(_ profile: Profile) throws -> Bool {
        let ending = Profile.Ending(outcome: .finished, atUnixMs: 3_000)
        let finished = Profile(
            epoch: profile.epoch,
            space: profile.space,
            startedUnixMs: profile.startedUnixMs,
            ending: ending
        )
        return memory.route.publish(try #require(ActiveProfile(finished)))
    }

    /// Embeds what the space lacks, as a backfill does.
    func backfill(_ space: Space, with embedder: FakeEmbedder) async throws {
        let limit = BacklogLimit(items: 10_000)
        let page = try await store.backlog(of: space.id, after: .none, limit: limit)
        let vectors = page.items.map {
            Vector(item: $0.id, revision: $0.revision, values: embedder.bag($0.text))
        }
        try await store.put(vectors, in: space.id)
    }
}

struct FixtureError: Error {
    let message: String
}

extension IngestOutcome.Status {
    var isEmbedded: Bool { if case .embedded = self { true } else { false } }
    var isUnchanged: Bool { if case .unchanged = self { true } else { false } }
    var pendingReason: String? {
        if case .pending(_, _, let reason) = self { reason } else { nil }
    }
    var refusal: MemoryError? { if case .refused(let error) = self { error } else { nil } }
    var revision: Revision? {
        switch self {
        case .embedded(_, let revision), .pending(_, let revision, reason: _),
            .unchanged(_, let revision):
            revision
        case .refused: nil
        }
    }
}
