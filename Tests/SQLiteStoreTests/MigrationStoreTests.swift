import Knowledge
import Memory
import Migration
import Spaces
import Testing

@testable import SQLiteStore

struct MigrationStoreTests {
    let directory = TemporaryDirectory()

    private func values(_ count: Int) -> [Float] {
        [1] + [Float](repeating: 0, count: count - 1)
    }

    @Test func `the log refuses what would rewrite it`() async throws {
        let store = try directory.open()
        _ = try await store.begin()
        _ = try await store.start(.to(.lexical(8)))
        for sql in [
            "UPDATE profiles SET outcome = 'failed' WHERE epoch = 1",
            "UPDATE profiles SET space = 1 WHERE epoch = 2",
            "UPDATE profiles SET outcome = 'won', ended_ms = 1 WHERE epoch = 2",
            "UPDATE profiles SET outcome = 'finished' WHERE epoch = 2",
            "DELETE FROM profiles",
            "INSERT INTO profiles (space, started_ms) VALUES (1, 1)",
            "UPDATE migration_changes SET reason = 'other'",
            "DELETE FROM migration_changes",
        ] {
            _ = try await store.record(
                .backfilling,
                reason: "",
                of: Epoch(rawValue: 2),
                atUnixMs: 1
            )
            await #expect(throws: StoreError.self, "\(sql)") {
                try await store.writer.write { transaction in _ = try transaction.db.run(sql) }
            }
        }
    }

    @Test func `the flip looks at three indexes, whatever the corpus holds`() async throws {
        let store = try directory.open()
        _ = try await store.begin()
        let table = VectorTable(space: SpaceID(rawValue: 1))
        for (sql, bounds) in [
            (table.missingBetween, "(revision>? AND revision<?)"),
            (Backlog(table: table).missing, "(revision>?)"),
        ] {
            let plan = try await store.readers.read { db in
                try db.all("EXPLAIN QUERY PLAN " + sql, 1, 2) { try $0.text(3) }
            }
            #expect(plan.contains("SEARCH items USING COVERING INDEX items_revision \(bounds)"))
            #expect(
                plan.contains { step in
                    step.hasPrefix("SEARCH vectors_1 USING COVERING INDEX")
                        && step.hasSuffix("(revision=?)")
                },
                "\(plan)"
            )
            #expect(
                plan.contains("SEARCH quarantine USING PRIMARY KEY (space=? AND item=?)"),
                "\(plan)"
            )
            #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") })
        }
    }

    @Test func `a flip takes the same steps in a small store and in a larger one`() async throws {
        let small = try await stepsOfFlip(behind: 10)
        #expect(small > 0)
        #expect(try await stepsOfFlip(behind: 2_000) == small)
        #expect(try await stepsOfFlip(behind: 2_000, quarantined: 1_000) == small)
    }

    /// Flips with one straggler behind the pass, and counts what its look at the revisions takes.
    ///
    /// - Parameter quarantined: how many of the items behind the pass are.
    private func stepsOfFlip(behind items: Int, quarantined: Int = 0) async throws -> Int {
        let directory = TemporaryDirectory()
        let store = try directory.open()
        let space = try await store.begin()
        let entries = (0..<items).map {
            IngestBatch.Entry.of("k\($0)", "text \($0)", vector: values(4))
        }
        _ = try await store.ingest(IngestBatch(entries: entries, space: space, atUnixMs: 1))
        let pass = try await store.newestRevision()
        let through = Revision(rawValue: pass.rawValue + 1)
        let started = try #require(await store.start(.to(.lexical(8))).record)
        let refusals = try await store.backlog(
            of: started.space.id,
            after: .none,
            limit: BacklogLimit(items: quarantined)
        ).items.prefix(quarantined).map {
            ItemRefusal(item: $0.id, revision: $0.revision, reason: "too odd")
        }
        let rows = try await store.quarantine(refusals, in: started.space.id, atUnixMs: 2)
        #expect(rows == quarantined)
        try await store.ingest(.of("late", "straggler", vector: values(8)), space: started.space.id)
        let table = VectorTable(space: started.space.id)
        let steps = try await store.readers.read { db in
            try db.steps(of: table.missingBetween, pass, through)
        }
        let result = try await store.flip(
            started.epoch,
            pass: pass,
            through: through,
            atUnixMs: 5,
            permit: { true }
        )
        guard case .flipped(let change) = result else {
            Issue.record("\(result)")
            return 0
        }
        #expect(change.to == .finished)
        #expect(try await store.profileLog().active?.epoch == started.epoch)
        return steps
    }

    @Test func `a flip without permit, with something missing or too late does nothing`()
        async throws
    {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "one", vector: values(4)), space: space)
        let epoch = try #require(await store.start(.to(.lexical(8))).record).epoch
        let one = Revision(rawValue: 1)
        let late = try await store.flip(epoch, pass: .none, through: one, atUnixMs: 5) { false }
        #expect(late == .timedOut)
        let early = try await store.flip(epoch, pass: .none, through: one, atUnixMs: 5) { true }
        #expect(early == .missing)
        #expect(try await store.profileLog().building?.epoch == epoch)
        _ = try await store.end(epoch, as: .cancelled, reason: "asked", atUnixMs: 6)
        let ended = try await store.flip(epoch, pass: one, through: one, atUnixMs: 7) { true }
        #expect(ended == .alreadyEnded(.cancelled))
        #expect(try await store.profileLog().active?.epoch == Epoch(rawValue: 1))
        #expect(try await store.changes(of: epoch, after: 0, limit: 9).map(\.sequence) == [1])
    }

    @Test func `only a flip finishes a profile`() async throws {
        let store = try directory.open()
        _ = try await store.begin()
        let epoch = try #require(await store.start(.to(.lexical(8))).record).epoch
        await #expect(throws: StoreError.self) {
            try await store.end(epoch, as: .finished, reason: "", atUnixMs: 1)
        }
        await #expect(throws: StoreError.self) {
            try await store.record(.finished, reason: "", of: epoch, atUnixMs: 1)
        }
        #expect(try await store.profileLog().building?.epoch == epoch)
    }

    @Test func `the reserve stops a backfill and neither a live write nor healing`() async throws {
        var settings = StoreSettings()
        settings.diskSpace = { _ in DiskSpace(freeBytes: 99 << 20, totalBytes: 2_000 << 20) }
        let store = try directory.open(settings)
        let space = try await store.begin()
        try await store.ingest(.of("a", "one"), space: space)
        let item = try #require(await store.item("a"))
        let started = try #require(await store.start(.to(.lexical(8))).record)
        let other = started.space.id
        let healed = Vector(item: item.id, revision: item.revision, values: values(4))
        #expect(try await store.put([healed], in: space) == 1)
        let filled = Vector(item: item.id, revision: item.revision, values: values(8))
        let error = await #expect(throws: StoreError.self) {
            try await store.put([filled], in: other)
        }
        #expect(error?.code == .diskFull)
        #expect(error?.message.contains("99 MiB") == true)
        try await store.setAside(10, by: started.epoch)
        let settlement = Settlement(epoch: started.epoch, givenBackMicros: 4, tokens: 5)
        await #expect(throws: StoreError.self) {
            try await store.put([filled], in: other, settling: settlement)
        }
        let spend = try await store.migration(started.epoch)?.spend
        #expect(spend == MigrationSpend(micros: 10, tokens: 0))
        try await store.ingest(.of("b", "two", vector: values(8)), space: other)
        #expect(try await store.counts(of: other).embedded == 1)
    }

    @Test func `the reserve stops an adoption`() async throws {
        let generous = try directory.open()
        let space = try await generous.begin()
        try await generous.ingest(.of("a", "one", vector: values(4)), space: space)
        try await generous.close()
        var settings = StoreSettings()
        settings.diskSpace = { _ in DiskSpace(freeBytes: 0, totalBytes: 1 << 40) }
        let store = try directory.open(settings)
        var identity = SpaceIdentity.lexical(4)
        identity.model = "renamed"
        let target = try #require(await store.start(.to(identity)).record).space.id
        let error = await #expect(throws: StoreError.self) {
            try await store.adoptVectors(of: space, into: target, after: nil, limit: 9)
        }
        #expect(error?.code == .diskFull)
        #expect(try await store.vectors(in: target, after: nil, limit: 9).isEmpty)
    }

    @Test(arguments: [(100, true), (99, false)])
    func `a backfill goes on at the reserve and stops below it`(
        freeMebibytes: Int,
        isLet: Bool
    ) async throws {
        var settings = StoreSettings()
        settings.reserveBytes = 100 << 20
        settings.diskSpace = { _ in
            DiskSpace(freeBytes: freeMebibytes << 20, totalBytes: 1 << 40)
        }
        let store = try directory.open(settings)
        let space = try await store.begin()
        try await store.ingest(.of("a", "one"), space: space)
        let item = try #require(await store.item("a"))
        let other = try #require(await store.start(.to(.lexical(8))).record).space.id
        let vector = Vector(item: item.id, revision: item.revision, values: values(8))
        let stored = try? await store.put([vector], in: other)
        #expect(stored == (isLet ? 1 : nil))
    }

    @Test func `the reserve is the smaller of 1 GiB and 5 percent`() {
        #expect(DiskSpace(freeBytes: 0, totalBytes: 1_000).reserveBytes == 50)
        #expect(DiskSpace(freeBytes: 0, totalBytes: 1 << 50).reserveBytes == 1 << 30)
        #expect(DiskSpace.of(directory: "/tmp") != nil)
    }

    @Test func `pruning goes in steps, names who uses the space and gives the pages back`()
        async throws
    {
        let store = try directory.open()
        let old = try await store.begin()
        let wide = try #require(await store.start(.to(.lexical(1_024))).record)
        let entries = (0..<300).map {
            IngestBatch.Entry.of("k\($0)", "text", vector: values(1_024))
        }
        _ = try await store.ingest(
            IngestBatch(entries: entries, space: wide.space.id, atUnixMs: 1)
        )
        #expect(try await store.prune(wide.space.id, limit: 10) == .inUse(wide.epoch))
        #expect(try await store.prune(old, limit: 10) == .inUse(Epoch(rawValue: 1)))
        _ = try await store.end(wide.epoch, as: .cancelled, reason: "asked", atUnixMs: 6)
        let first = try await store.prune(wide.space.id, limit: 200)
        #expect(first == .deleted(vectors: 200, bytes: 200 * 4_096, isDone: false))
        let second = try await store.prune(wide.space.id, limit: 200)
        #expect(second == .deleted(vectors: 100, bytes: 100 * 4_096, isDone: true))
        let third = try await store.prune(wide.space.id, limit: 200)
        #expect(third == .deleted(vectors: 0, bytes: 0, isDone: true))
        await #expect(throws: StoreError.self) {
            try await store.prune(SpaceID(rawValue: 9), limit: 1)
        }
        let pages = try #require(await store.onWriter("PRAGMA page_count"))
        #expect(try await store.onWriter("PRAGMA freelist_count") ?? 0 > 50)
        try await store.releaseFreedPages()
        #expect(try await store.onWriter("PRAGMA freelist_count") == 0)
        #expect(try await store.onWriter("PRAGMA page_count") ?? pages < pages - 50)
        #expect(try await store.integrity() == ["ok"])

        let lost = try await store.ingest(
            .of("x", "y", vector: values(1_024)),
            space: wide.space.id
        )
        #expect(lost.receipt.outcomes.first?.hasVector == false)
        let again = try #require(await store.start(.to(.lexical(1_024))).record)
        #expect(again.space == wide.space)
        #expect(try await store.counts(of: again.space.id).vectors == 0)
    }

    @Test func `a restored backup does not know what came after it`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "one"), space: space)
        let before = store.mark(at: try await store.newestRevision())
        let backup = try directory.copy()
        try await store.ingest(.of("b", "two"), space: space)
        let after = store.mark(at: try await store.newestRevision())
        #expect(try await store.wentThrough(before))
        #expect(try await store.wentThrough(after))

        let restored = try backup.open()
        #expect(try await restored.wentThrough(before))
        #expect(try await !restored.wentThrough(after))
        for key in ["c", "d"] { try await restored.ingest(.of(key, "more"), space: space) }
        #expect(try await !restored.wentThrough(after))
        #expect(try await !store.wentThrough(restored.mark(at: Revision(rawValue: 1))))
    }
}

extension MigrationRequest {
    static func to(_ identity: SpaceIdentity) -> MigrationRequest {
        MigrationRequest(identity: identity, settings: .standard, atUnixMs: 2)
    }
}

extension StartResult {
    var record: MigrationRecord? {
        guard case .started(let record) = self else { return nil }
        return record
    }
}

extension IngestReceipt.Outcome {
    fileprivate var hasVector: Bool? {
        switch self {
        case .stored(_, _, let hasVector), .unchanged(_, _, let hasVector): hasVector
        case .revisionMismatch: nil
        }
    }
}
