import Knowledge
import Spaces
import Synchronization
import TestSupport
import Testing

@testable import Migration

/// An operator's hands on a migration.
struct CommandTests {
    /// A bench whose embedder never answers, so that its migration stays where it is.
    private static func stuck(items: Int = 3) async throws -> Bench {
        try await Bench(
            items: items,
            embedder: ScriptedEmbedder { _, _ throws(EmbedderError) in try await hang() }
        )
    }

    private static func code(
        _ body: () async throws(MigrationError) -> MigrationStatus
    ) async -> MigrationError.Code? {
        do throws(MigrationError) {
            _ = try await body()
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `pause and resume are kept, may be given again, and outlast a restart`()
        async throws
    {
        let bench = try await Self.stuck()
        let epoch = try await bench.start()
        for _ in 0..<2 {
            let paused = try await bench.migrations.pause(epoch)
            #expect(paused.record.settings.isPaused)
        }
        let later = bench.restarted()
        #expect(try await later.get(epoch).record.settings.isPaused)
        for _ in 0..<2 {
            let resumed = try await later.resume(epoch)
            #expect(!resumed.record.settings.isPaused)
        }
    }

    @Test func `two who turn knobs at once do not undo each other`() async throws {
        let bench = try await Self.stuck()
        let epoch = try await bench.start()
        let isFirstAtStore = Signal()
        let goOn = Signal()
        let sets = Atomic(0)
        bench.store.intercept { write in
            guard write == .set else { return }
            guard sets.add(1, ordering: .relaxed).newValue == 1 else { return }
            isFirstAtStore.fire()
            await goOn.wait()
        }
        var nice = Knobs()
        nice.nice = 3
        var width = Knobs()
        width.concurrency = 7
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [nice] in _ = try await bench.migrations.tune(epoch, nice) }
            await isFirstAtStore.wait()
            group.addTask { [width] in _ = try await bench.migrations.tune(epoch, width) }
            goOn.fire()
            try await group.waitForAll()
        }
        let settings = try await bench.migrations.get(epoch).record.settings
        #expect(settings.nice == 3)
        #expect(settings.concurrency == 7)
    }

    @Test func `a knob out of its bounds changes nothing`() async throws {
        let bench = try await Self.stuck()
        let epoch = try await bench.start()
        var knobs = Knobs()
        knobs.concurrency = 2
        knobs.nice = 1_000
        let code = await Self.code { () async throws(MigrationError) in
            try await bench.migrations.tune(epoch, knobs)
        }
        #expect(code == .invalidArgument)
        #expect(try await bench.migrations.get(epoch).record.settings.concurrency == 2)
        #expect(try await bench.migrations.get(epoch).record.settings.nice == 0)
    }

    @Test func `of a finished migration the rollback window alone can be turned`() async throws {
        let bench = try await Bench(items: 2)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            var window = Knobs()
            window.rollbackWindowSeconds = 5
            let tuned = try await migrations.tune(epoch, window)
            #expect(tuned.record.settings.rollbackWindowSeconds == 5)
            window.nice = 1
            let refusals = [
                await Self.code { () async throws(MigrationError) in
                    try await migrations.tune(epoch, window)
                },
                await Self.code { () async throws(MigrationError) in
                    try await migrations.pause(epoch)
                },
                await Self.code { () async throws(MigrationError) in
                    try await migrations.resume(epoch)
                },
                await Self.code { () async throws(MigrationError) in
                    try await migrations.cutOver(epoch, despiteVerdict: true)
                },
            ]
            #expect(refusals == Array(repeating: .alreadyEnded(epoch), count: 4))
        }
    }

    @Test func `of a cancelled migration nothing can be turned`() async throws {
        let bench = try await Self.stuck()
        try await bench.running { migrations in
            let epoch = try await bench.start()
            _ = try await migrations.cancel(epoch)
            var window = Knobs()
            window.rollbackWindowSeconds = 5
            let code = await Self.code { () async throws(MigrationError) in
                try await migrations.tune(epoch, window)
            }
            #expect(code == .alreadyEnded(epoch))
        }
    }

    @Test func `what does not exist cannot be commanded`() async throws {
        let bench = try await Bench(items: 0)
        let epoch = Epoch(rawValue: 9)
        let code = await Self.code { () async throws(MigrationError) in
            try await bench.migrations.pause(epoch)
        }
        #expect(code == .notFound)
    }

    /// - Returns: a migration that rests in `phase`, of which no run knows.
    private static func resting(
        in phase: Phase,
        gate: EvaluationGate,
        verdict: EvaluationReport.Verdict?
    ) async throws -> (Migrations, Epoch) {
        let bench = try await Bench(items: 1)
        var settings = MigrationSettings.standard
        settings.gate = gate
        settings.holds = true
        let request = MigrationRequest(identity: Fixtures.new, settings: settings, atUnixMs: 1)
        guard case .started(let record) = try await bench.store.start(request) else {
            throw MigrationError(.invalidArgument, "It did not start.")
        }
        let epoch = record.epoch
        _ = try await bench.store.record(phase, reason: "", of: epoch, atUnixMs: 2)
        if let verdict {
            try await bench.store.keep(FakeEvidence.report(verdict, of: epoch), of: epoch)
        }
        return (bench.migrations, epoch)
    }

    @Test(
        arguments: [
            (EvaluationGate.block, EvaluationReport.Verdict?.some(.noGo), false, false),
            (.block, .some(.inconclusive), false, false),
            (.block, nil, false, false),
            (.block, .some(.noGo), true, true),
            (.block, .some(.go), false, true),
            (.hold, .some(.noGo), false, true),
            (.inform, .some(.noGo), false, true),
        ]
    )
    func `a verdict other than go yields to the order only past a gate that lets it`(
        gate: EvaluationGate,
        verdict: EvaluationReport.Verdict?,
        despiteVerdict: Bool,
        isTaken: Bool
    ) async throws {
        let (migrations, epoch) = try await Self.resting(
            in: .holding,
            gate: gate,
            verdict: verdict
        )
        let code = await Self.code { () async throws(MigrationError) in
            try await migrations.cutOver(epoch, despiteVerdict: despiteVerdict)
        }
        #expect(code == (isTaken ? nil : .wrongPhase(epoch)))
        let settings = try await migrations.get(epoch).record.settings
        #expect(settings.isCutOverOrdered == isTaken)
        #expect(settings.holds == true || isTaken)
    }

    @Test func `an order that comes before the verdict lifts the hold, and the gate still judges`()
        async throws
    {
        let (migrations, epoch) = try await Self.resting(
            in: .backfilling,
            gate: .block,
            verdict: nil
        )
        _ = try await migrations.cutOver(epoch, despiteVerdict: false)
        let settings = try await migrations.get(epoch).record.settings
        #expect(!settings.holds)
        #expect(!settings.isCutOverOrdered)
        let despite = try await migrations.cutOver(epoch, despiteVerdict: true)
        #expect(despite.record.settings.isCutOverOrdered)
    }
}

/// Quarantine, listed and retried.
struct QuarantineCommandTests {
    private static func refuse(
        _ numbers: ClosedRange<Int>,
        in bench: Bench,
        _ space: SpaceID
    )
        async throws
    {
        let items = try await bench.store.items(
            at: numbers.map { ItemKey(key: "item-\($0)") }
        )
        let refusals = items.compactMap(\.self).map {
            ItemRefusal(item: $0.id, revision: $0.revision, reason: "It is bad.")
        }
        _ = try await bench.store.quarantine(refusals, in: space, atUnixMs: 3)
    }

    @Test func `the building space's quarantine is listed page by page and retried by key`()
        async throws
    {
        let bench = try await Bench(items: 5)
        guard case .started(let record) = try await bench.store.start(Fixtures.request()) else {
            Issue.record("it did not start")
            return
        }
        try await Self.refuse(0...2, in: bench, record.space.id)
        let first = try await bench.migrations.quarantine(of: nil, after: nil, limit: 2)
        #expect(first.epoch == record.epoch)
        #expect(first.target == Bench.target)
        #expect(first.total == 3)
        #expect(first.items.map(\.key.key) == ["item-0", "item-1"])
        let second = try await bench.migrations.quarantine(
            of: nil,
            after: first.items.last?.item,
            limit: 2
        )
        #expect(second.items.map(\.key.key) == ["item-2"])
        let retry = try await bench.migrations.retryQuarantine(
            of: nil,
            keys: [ItemKey(key: "item-1"), ItemKey(key: "item-4")]
        )
        #expect(retry == QuarantineRetry(epoch: record.epoch, retrying: 1))
        let after = try await bench.migrations.quarantine(of: nil, after: nil, limit: 10)
        #expect(after.items.map(\.state) == [.refused, .retrying, .refused])
        let all = try await bench.migrations.retryQuarantine(of: record.epoch, keys: [])
        #expect(all.retrying == 2)
    }

    @Test func `a retry in the active space wakes whoever heals it`() async throws {
        let wakes = Atomic(0)
        let wake: @Sendable () -> Void = { wakes.add(1, ordering: .relaxed) }
        let bench = try await Bench(items: 0, healerWakeUp: wake)
        let page = try await bench.migrations.quarantine(of: nil, after: nil, limit: 1)
        #expect(page.epoch == Epoch(rawValue: 1))
        let retry = try await bench.migrations.retryQuarantine(of: nil, keys: [])
        #expect(retry == QuarantineRetry(epoch: Epoch(rawValue: 1), retrying: 0))
        #expect(wakes.load(ordering: .relaxed) == 1)
    }

    @Test func `pages, keys and epochs have their bounds`() async throws {
        let bench = try await Bench(items: 0)
        for (limit, isTaken) in [(0, false), (1, true), (1_000, true), (1_001, false)] {
            let page = try? await bench.migrations.quarantine(of: nil, after: nil, limit: limit)
            #expect((page != nil) == isTaken)
        }
        for (count, isTaken) in [(1_000, true), (1_001, false)] {
            let keys = (0..<count).map { ItemKey(key: "item-\($0)") }
            let retry = try? await bench.migrations.retryQuarantine(of: nil, keys: keys)
            #expect((retry != nil) == isTaken)
        }
        let unknown = await #expect(throws: MigrationError.self) {
            try await bench.migrations.quarantine(of: Epoch(rawValue: 9), after: nil, limit: 1)
        }
        #expect(unknown?.code == .notFound)
    }
}
