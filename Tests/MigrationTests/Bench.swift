import Knowledge
import Memory
import Spaces
import TestSupport
import Testing

@testable import Migration

/// Migrations over the model store, with a clock that a test moves.
struct Bench: Sendable {
    let store = ModelMemoryStore()
    let clock = ManualClock()
    let routing = FakeRouting()
    let indexes = FakeIndexes()
    let embedder: ScriptedEmbedder
    /// Of the first profile.
    let oldEmbedder: ScriptedEmbedder
    let catalog: FakeCatalog
    let evidence = FakeEvidence()
    let migrations: Migrations

    static let target = Fixtures.new.target
    static let active = SpaceID(rawValue: 1)

    init(
        items: Int,
        embedder: ScriptedEmbedder = ScriptedEmbedder(),
        oldScript: @escaping ScriptedEmbedder.Script = { _, texts in texts.map { _ in [1, 0] } },
        isConfigured: Bool = true,
        limits: MigrationLimits = .standard,
        defaults: MigrationSettings = .standard,
        healerWakeUp: @escaping @Sendable () -> Void = {}
    ) async throws {
        self.embedder = embedder
        oldEmbedder = ScriptedEmbedder(Fixtures.old, script: oldScript)
        catalog = FakeCatalog([oldEmbedder])
        if isConfigured { catalog.add(embedder) }
        migrations = Migrations(
            in: MigrationSurroundings(
                store: store,
                embedders: catalog,
                routing: routing,
                indexes: indexes,
                searching: FakeSearching(store, catalog),
                load: QuietLoad(),
                arrivals: OpenArrivals(),
                evidence: evidence,
                clock: clock,
                unixMs: { [clock] in 1_000 + Int64(clock.now.offset / .milliseconds(1)) },
                limits: limits,
                defaults: defaults,
                healerWakeUp: healerWakeUp,
                jitterSeed: 1
            )
        )
        _ = try await store.establish(Fixtures.old, atUnixMs: 1)
        for number in 0..<items { try await write("item-\(number)", "text \(number)") }
    }

    var limits: MigrationLimits { migrations.surroundings.limits }

    /// Migrations of a process that comes after this one.
    func restarted() -> Migrations {
        Migrations(in: migrations.surroundings)
    }

    /// Writes an item with its vector in `space`, as the live write path does.
    func write(_ key: String, _ text: String, in space: SpaceID = active) async throws {
        let draft = ItemDraft(key: ItemKey(key: key), text: text)
        let vector = space == Self.active ? [1, 0] : Fixtures.vector(for: text)
        _ = try await store.ingest(
            IngestBatch(
                entries: [.init(draft: draft, vector: vector)],
                space: space,
                atUnixMs: 2
            )
        )
    }

    /// Runs `migrations` around `body`.
    func running<Value: Sendable>(
        _ migrations: Migrations? = nil,
        _ body: (Migrations) async throws -> Value
    ) async throws -> Value {
        let migrations = migrations ?? self.migrations
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await migrations.run() }
            defer { group.cancelAll() }
            return try await body(migrations)
        }
    }

    @discardableResult
    func start(
        _ settings: MigrationSettings = MigrationSettings(batchItems: 4, concurrency: 2)
    ) async throws -> Epoch {
        let started = try await migrations.start(target: Self.target, settings: settings)
        guard case .started(let status) = started else {
            throw MigrationError(.invalidArgument, "it did not start: \(started)")
        }
        return status.record.epoch
    }

    /// The changes behind `sequence` up to the first to `phase`.
    @discardableResult
    func changes(
        after sequence: Int64 = 0,
        until phase: Phase,
        in migrations: Migrations? = nil
    ) async throws -> [PhaseChange] {
        struct Reached: Error {}
        var changes: [PhaseChange] = []
        do {
            try await (migrations ?? self.migrations).watch(
                nil,
                after: sequence,
                interval: .seconds(1)
            ) { item in
                guard case .change(let change, _) = item.event else { return }
                changes.append(change)
                if change.to == phase { throw Reached() }
            }
        } catch is Reached {}
        return changes
    }

    func vectors() async throws -> [Vector] {
        guard let record = try await store.migrations(before: nil, limit: 1).first else {
            return []
        }
        return try await store.vectors(in: record.space.id, after: nil, limit: 10_000)
    }
}
