import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// What stands between a proven pass and the flip, when one of the two sides is unwell.
struct GateTests {
    @Test func `a dead active side makes the comparison inconclusive and says so`() async throws {
        let bench = try await Bench(
            items: 3,
            oldScript: { _, _ throws(EmbedderError) in
                throw EmbedderError(.unavailable, "the old provider is gone")
            }
        )
        let evidence = StoredEvidence(
            store: bench.store,
            searching: FakeSearching(bench.store, bench.catalog),
            unixMs: { 1 }
        )
        let active = try #require(try await bench.store.profileLog().active)
        let report = try await evidence.compare(active, with: Self.candidate) { _, _ in }
        #expect(report.verdict == .inconclusive)
        #expect(report.sentence.contains(Fixtures.old.target))
        #expect(report.sentence.contains("the old provider is gone"))
    }

    @Test func `a candidate that does not answer is a fault all the same`() async throws {
        let dead = ScriptedEmbedder { _, _ throws(EmbedderError) in
            throw EmbedderError(.unavailable, "the new provider is gone")
        }
        let bench = try await Bench(items: 3, embedder: dead)
        let evidence = StoredEvidence(
            store: bench.store,
            searching: FakeSearching(bench.store, bench.catalog),
            unixMs: { 1 }
        )
        let active = try #require(try await bench.store.profileLog().active)
        await #expect(throws: EvidenceError.self) {
            try await evidence.compare(active, with: Self.candidate) { _, _ in }
        }
    }

    @Test func `a comparison that does not end in time is inconclusive`() async throws {
        let bench = try await Bench(items: 3)
        bench.evidence.hang()
        var settings = MigrationSettings(batchItems: 4, concurrency: 2)
        settings.gate = .block
        try await bench.running { migrations in
            let epoch = try await bench.start(settings)
            let timeout = bench.limits.evaluationTimeout
            await bench.clock.sleeper(dueIn: timeout)
            bench.clock.advance(by: timeout)
            try await bench.changes(until: .holding)
            let reason = try await migrations.get(epoch).record.reason
            #expect(reason.contains("did not end within \(timeout)"))
        }
    }

    @Test func `a cut-over that is ordered waits for no comparison`() throws {
        var rig = MachineRig()
        try rig.pilot { if case .evaluate = $0 { true } else { false } }
        rig.tune { $0.isCutOverOrdered = true }
        #expect(rig.has { if case .cancelEvaluation = $0 { true } else { false } })
        try rig.pilot { action in
            if case .evaluate = action { Issue.record("it was compared again") }
            return if case .turn = action { true } else { false }
        }
    }

    @Test func `an operator's comparison does not replace the gate's verdict`() async throws {
        let bench = try await Bench(items: 30)
        bench.evidence.judge(.noGo)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .holding)
            let gates = try await migrations.get(epoch).evaluation
            #expect(gates?.verdict == .noGo)
            let own = try await migrations.evaluate(EvaluationOrder())
            #expect(own != gates)
            #expect(try await migrations.get(epoch).evaluation == gates)
        }
    }

    private static let candidate = Profile(
        epoch: Epoch(rawValue: 2),
        space: Space(id: SpaceID(rawValue: 2), identity: Fixtures.new),
        startedUnixMs: 1,
        ending: nil
    )
}
