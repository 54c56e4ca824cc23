import Knowledge
import Memory
import Migration
import Spaces
import TestSupport
import Testing

@testable import SQLiteStore

/// The SQLite store beside the model: whatever is done to both, they answer alike and hold the
/// same.
struct AgreementTests {
    let directory = TemporaryDirectory()

    @Test(arguments: 1...4)
    func `the SQLite store and the model agree after every call`(seed: UInt64) async throws {
        let store = try directory.open()
        let model = ModelMemoryStore()
        let first = Act.identities[0]
        #expect(
            try await store.establish(first, atUnixMs: 1).rows
                == model.establish(first, atUnixMs: 1).rows
        )
        var numbers = SeededNumbers(seed: seed)
        for number in 0..<400 {
            let act = Act.some(in: model.tables, &numbers)
            let owed = await act.answer(of: model)
            let given = await act.answer(of: store)
            try #require(given == owed, "act \(number): \(act)")
            let state = try await Self.state(of: store)
            try #require(try await state == Self.state(of: model), "behind act \(number): \(act)")
        }
    }

    /// All that the ports tell.
    private static func state(
        of store: any MemoryStore & MigrationStore
    ) async throws -> [AnyHashable] {
        var state: [AnyHashable] = [
            try await store.profileLog().rows, try await store.migrations(before: nil, limit: 999),
            try await store.newestRevision(), try await store.recordedQueries(limit: 99),
        ]
        for space in Act.spaces {
            let page = BacklogLimit(items: 99)
            let items = try await store.list(.everything, after: nil, limit: 99).map(\.id)
            state += [
                try await store.vectors(in: space, after: nil, limit: 99),
                try await store.quarantined(in: space, after: nil, limit: 99).items,
                try await store.retrying(in: space, after: nil, limit: page),
                try await store.backlog(of: space, after: .none, limit: page),
                try await store.counts(of: space), try await store.canaries(of: space),
                try await store.forms(of: items, in: space),
                try await store.exportPage(
                    .everything,
                    vectorsOf: space,
                    after: nil,
                    limit: 99
                ),
            ]
        }
        return state
    }
}

/// One call that changes a store.
private enum Act: Sendable {
    case ingest(IngestBatch)
    case delete(Deletion)
    case put([Vector], SpaceID)
    case settlingPut([Vector], SpaceID, Settlement)
    case quarantine([ItemRefusal], SpaceID)
    case retry(QuarantineSelection, SpaceID)
    case adopt(from: SpaceID, into: SpaceID, after: ItemID?)
    case keep(CanarySet, SpaceID)
    case record([RecordedQuery])
    case start(MigrationRequest)
    case set(MigrationSettings, Epoch)
    case setAside(Epoch)
    case flip(Epoch)
    case cancel(Epoch)
    case prune(SpaceID)

    static let identities = ["one", "two", "three"].map {
        SpaceIdentity(provider: "test", model: $0, dimensions: 2)
    }
    /// One more than there can be.
    static let spaces = (1...4).map(SpaceID.init(rawValue:))

    /// What `store` answers, or the code of its error.
    func answer(of store: any MemoryStore & MigrationStore) async -> AnyHashable {
        do throws(StoreError) {
            return try await perform(on: store)
        } catch {
            return error.code
        }
    }

    private func perform(
        on store: any MemoryStore & MigrationStore
    ) async throws(StoreError) -> AnyHashable {
        let memory: any MemoryStore = store
        switch self {
        case .ingest(let batch): return try await store.ingest(batch).receipt
        case .delete(let deletion): return try await store.delete(deletion).receipt
        case .put(let vectors, let space): return try await memory.put(vectors, in: space)
        case .settlingPut(let vectors, let space, let settlement):
            return try await store.put(vectors, in: space, settling: settlement)
        case .quarantine(let refusals, let space):
            return try await store.quarantine(refusals, in: space, atUnixMs: 5)
        case .retry(let selection, let space):
            return try await store.retryQuarantined(selection, in: space)
        case .adopt(let source, let target, let after):
            return try await store.adoptVectors(of: source, into: target, after: after, limit: 3)
        case .keep(let set, let space): return try await store.keep(set, of: space)
        case .record(let queries):
            try await store.record(queries, most: 4, oldestUnixMs: 3)
            return 0
        case .start(let request): return try await store.start(request)
        case .set(let settings, let epoch): return try await store.set(settings, of: epoch)
        case .setAside(let epoch):
            try await store.setAside(10, by: epoch)
            return 0
        case .flip(let epoch):
            let newest = try await store.newestRevision()
            return try await store.flip(
                epoch,
                pass: .none,
                through: newest,
                atUnixMs: 6,
                permit: { true }
            )
        case .cancel(let epoch):
            return try await store.end(epoch, as: .cancelled, reason: "asked", atUnixMs: 7)
        case .prune(let space): return try await store.prune(space, limit: 2)
        }
    }
}

extension Act {
    static func some(in tables: ModelTables, _ numbers: inout SeededNumbers) -> Act {
        let space = spaces.randomElement(using: &numbers) ?? spaces[0]
        let epoch = Epoch(
            rawValue: .random(in: 1...Int64(tables.profileLog.rows.count), using: &numbers)
        )
        switch Int.random(in: 0..<40, using: &numbers) {
        case 0..<6: return .ingest(someBatch(into: space, &numbers))
        case 6: return .delete(someDeletion(&numbers))
        case 7..<12: return .put(someVectors(in: tables, &numbers), space)
        case 12..<15:
            let settlement = Settlement(
                epoch: epoch,
                givenBackMicros: .random(in: 0...8, using: &numbers),
                tokens: 3
            )
            return .settlingPut(someVectors(in: tables, &numbers), space, settlement)
        case 15..<19:
            let refusals = someVectors(in: tables, &numbers).map {
                ItemRefusal(item: $0.item, revision: $0.revision, reason: "\($0.form)")
            }
            return .quarantine(refusals, space)
        case 19: return .retry(.all, space)
        case 20: return .retry(.keys([someKey(&numbers), someKey(&numbers)]), space)
        case 21:
            let source = spaces.randomElement(using: &numbers) ?? space
            let after = ItemID(rawValue: .random(in: 0...5, using: &numbers))
            return .adopt(from: source, into: space, after: after)
        case 22:
            let canary = CanarySet.Canary(text: "\(numbers.next())", values: [0, 1])
            return .keep(CanarySet(canaries: [canary], jitter: 0.5, atUnixMs: 1), space)
        case 23:
            let query = RecordedQuery(
                text: "\(Int.random(in: 0..<8, using: &numbers))",
                atUnixMs: .random(in: 0..<9, using: &numbers)
            )
            return .record([query])
        case 24..<28:
            let identity = identities.randomElement(using: &numbers) ?? identities[0]
            return .start(
                MigrationRequest(identity: identity, settings: .standard, atUnixMs: 2)
            )
        case 28:
            var settings = MigrationSettings()
            settings.nice = .random(in: 0...1, using: &numbers)
            return .set(settings, epoch)
        case 29: return .setAside(epoch)
        case 30..<33: return .flip(tables.profileLog.building?.epoch ?? epoch)
        case 33: return .cancel(tables.profileLog.building?.epoch ?? epoch)
        default: return .prune(space)
        }
    }

    private static func someKey(_ numbers: inout SeededNumbers) -> ItemKey {
        ItemKey(key: "\(Int.random(in: 0..<6, using: &numbers))")
    }

    private static func someBatch(
        into space: SpaceID,
        _ numbers: inout SeededNumbers
    ) -> IngestBatch {
        let entries = (0...Int.random(in: 0..<3, using: &numbers)).map { _ in
            IngestBatch.Entry(
                draft: ItemDraft(
                    key: someKey(&numbers),
                    text: "text \(Int.random(in: 0..<3, using: &numbers))"
                ),
                vector: Bool.random(using: &numbers) ? [1, 0] : nil,
                form: VectorForm.allCases.randomElement(using: &numbers) ?? .whole
            )
        }
        return IngestBatch(entries: entries, space: space, atUnixMs: 4)
    }

    private static func someDeletion(_ numbers: inout SeededNumbers) -> Deletion {
        let key = someKey(&numbers)
        return Deletion(selection: .keys([.init(key: key, expectedRevision: nil)]), atUnixMs: 4)
    }

    /// Of some stored items or of all, most at their own revision.
    private static func someVectors(
        in tables: ModelTables,
        _ numbers: inout SeededNumbers
    ) -> [Vector] {
        let isFilling = Int.random(in: 0..<3, using: &numbers) == 0
        let keys = isFilling ? tables.list(.everything, after: nil, limit: 9).map(\.key) : []
        return (keys.isEmpty ? (0..<3).map { _ in someKey(&numbers) } : keys).compactMap { key in
            guard let item = tables.item(at: key) else { return nil }
            let age = Int64.random(in: 0..<8, using: &numbers) / 7
            return Vector(
                item: item.id,
                revision: Revision(rawValue: item.revision.rawValue - age),
                values: [0, 1],
                form: VectorForm.allCases.randomElement(using: &numbers) ?? .whole
            )
        }
    }
}
