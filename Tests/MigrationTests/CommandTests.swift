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
