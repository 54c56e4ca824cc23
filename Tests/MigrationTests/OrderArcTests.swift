import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// Orders that a run at work heeds.
struct OrderArcTests {
    @Test func `what holds is cut over when it is told to`() async throws {
        let bench = try await Bench(items: 5)
        try await bench.running { migrations in
            var knobs = Knobs()
            knobs.holds = true
            _ = try await migrations.start(target: Bench.target, knobs: knobs)
            try await bench.changes(until: .holding)
            let status = try await migrations.get(nil)
            #expect(status.phase == .holding)
            #expect(status.evaluation?.verdict == .go)
            _ = try await migrations.cutOver(status.record.epoch, despiteVerdict: false)
            try await bench.changes(until: .finished)
        }
    }

    @Test func `a gate that blocks yields to the order that names the verdict alone`()
        async throws
    {
        let bench = try await Bench(items: 5)
        bench.evidence.judge(.noGo)
        try await bench.running { migrations in
            var knobs = Knobs()
            knobs.gate = .block
            _ = try await migrations.start(target: Bench.target, knobs: knobs)
            try await bench.changes(until: .holding)
            let epoch = Epoch(rawValue: 2)
            let refused = await #expect(throws: MigrationError.self) {
                try await migrations.cutOver(epoch, despiteVerdict: false)
            }
            #expect(refused?.code == .wrongPhase(epoch))
            #expect(refused?.message.contains("no-go: A test said so.") == true)
            _ = try await migrations.cutOver(epoch, despiteVerdict: true)
            try await bench.changes(until: .finished)
        }
    }

    @Test func `paused means that nothing is asked until it is resumed, also by a new process`()
        async throws
    {
        let asked = Signal()
        let goOn = Signal()
        let embedder = ScriptedEmbedder { call, texts in
            if call == 1 {
                asked.fire()
                await goOn.wait()
            }
            return texts.map(Fixtures.vector(for:))
        }
        let bench = try await Bench(items: 40, embedder: embedder)
        let epoch = Epoch(rawValue: 2)
        try await bench.running { migrations in
            try await bench.start(MigrationSettings(batchItems: 4, concurrency: 1))
            await asked.wait()
            _ = try await migrations.pause(epoch)
            goOn.fire()
            try await bench.changes(until: .paused)
        }
        let before = embedder.asked.count
        let later = bench.restarted()
        try await bench.running(later) { later in
            // It has begun, and counts again in a while.
            await bench.clock.sleeper(dueIn: bench.limits.countRefresh)
            #expect(embedder.asked.count == before)
            _ = try await later.resume(epoch)
            try await bench.changes(until: .finished, in: later)
        }
        #expect(try await bench.vectors().count == 40)
    }
}
