import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// Comparing a candidate with the active profile when an operator asks for it.
struct EvaluationCommandTests {
    private static let old = SpaceID(rawValue: 1)

    /// A bench after a flip, both of whose models know four texts apart.
    private static func flipped(_ body: @Sendable (Bench) async throws -> Void) async throws {
        let bench = try await Bench(items: 30)
        try await bench.running { _ in
            try await bench.start()
            try await bench.changes(until: .finished)
            try await body(bench)
        }
    }

    private static func code(
        _ bench: Bench,
        _ order: EvaluationOrder
    ) async -> MigrationError.Code? {
        do throws(MigrationError) {
            _ = try await bench.migrations.evaluate(order)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `an earlier profile is compared with the active one, and known answers count`()
        async throws
    {
        try await Self.flipped { bench in
            let known = [
                KnownAnswer(query: "text 3", relevant: [ItemKey(key: "item-3")]),
                KnownAnswer(query: "text 4", relevant: [ItemKey(key: "item-4")]),
            ]
            let report = try await bench.migrations.evaluate(
                EvaluationOrder(epoch: Epoch(rawValue: 1), k: 5, known: known)
            )
            #expect(report.k == 5)
            #expect(report.queries.known == 2)
            #expect(report.active.epoch == Epoch(rawValue: 2))
            #expect(report.candidate.epoch == Epoch(rawValue: 1))
        }
    }

    @Test func `the report is kept with the migration that built the candidate`() async throws {
        try await Self.flipped { bench in
            _ = try await bench.migrations.rollback(to: nil, cancelling: nil, knobs: Knobs())
            try await bench.changes(until: .finished)
            let second = Epoch(rawValue: 2)
            let report = try await bench.migrations.evaluate(EvaluationOrder(epoch: second))
            let kept = try await bench.migrations.get(second).evaluation
            #expect(kept == report)
            let rows = try await bench.migrations.profiles(before: Epoch(rawValue: 3), limit: 1)
            #expect(rows.first?.verdict == report.sentence)
        }
    }

    @Test func `a way back treats long texts as the space was filled`() async throws {
        try await Self.flipped { bench in
            var knobs = Knobs()
            knobs.oversize = .split
            _ = try await bench.migrations.rollback(to: nil, cancelling: nil, knobs: knobs)
            try await bench.changes(until: .finished)
            let forth = try await bench.migrations.rollback(
                to: nil,
                cancelling: nil,
                knobs: Knobs()
            )
            #expect(forth.migration.record.settings.oversize == .reject)
            try await bench.changes(until: .finished)
            let back = try await bench.migrations.rollback(
                to: Epoch(rawValue: 3),
                cancelling: nil,
                knobs: Knobs()
            )
            #expect(back.migration.record.settings.oversize == .split)
        }
    }

    @Test func `an index that was loaded for it is let go, one inside its window stays`()
        async throws
    {
        try await Self.flipped { bench in
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            let order = EvaluationOrder(epoch: Epoch(rawValue: 1))
            _ = try await bench.migrations.evaluate(order)
            #expect(bench.indexes.retained == [Self.old])
            var knobs = Knobs()
            knobs.rollbackWindowSeconds = 0
            _ = try await bench.migrations.tune(Epoch(rawValue: 2), knobs)
            await bench.indexes.retained([])
            _ = try await bench.migrations.evaluate(order)
            #expect(bench.indexes.retained.isEmpty)
        }
    }

    @Test func `a second evaluation is refused while one is under way`() async throws {
        let asked = Signal()
        let goOn = Signal()
        let bench = try await Bench(
            items: 3,
            oldScript: { _, texts in
                asked.fire()
                await goOn.wait()
                return texts.map { _ in [1, 0] }
            }
        )
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            let order = EvaluationOrder(epoch: Epoch(rawValue: 1))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { @Sendable in _ = try await migrations.evaluate(order) }
                await asked.wait()
                #expect(await Self.code(bench, order) == .evaluationUnderWay)
                goOn.fire()
                try await group.waitForAll()
            }
            #expect(await Self.code(bench, order) == nil)
        }
    }

    @Test func `a cancelled evaluation makes way for the next`() async throws {
        let asked = Signal()
        let bench = try await Bench(
            items: 3,
            oldScript: { call, texts throws(EmbedderError) in
                guard call == 1 else { return texts.map { _ in [1, 0] } }
                asked.fire()
                return try await hang()
            }
        )
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            let order = EvaluationOrder(epoch: Epoch(rawValue: 1))
            await withTaskGroup(of: MigrationError.Code?.self) { group in
                group.addTask { await Self.code(bench, order) }
                await asked.wait()
                group.cancelAll()
                #expect(await group.next() == .embedderFailed)
            }
            #expect(await Self.code(bench, order) == nil)
        }
    }

    @Test func `what is active, or does not exist, has nothing to be compared with`() async throws {
        try await Self.flipped { bench in
            #expect(await Self.code(bench, EvaluationOrder()) == .notFound)
            let unknown = EvaluationOrder(epoch: Epoch(rawValue: 9))
            #expect(await Self.code(bench, unknown) == .notFound)
            let active = Epoch(rawValue: 2)
            let itself = await Self.code(bench, EvaluationOrder(epoch: active))
            #expect(itself == .wrongPhase(active))
        }
    }

    @Test func `an order has its bounds`() async throws {
        let answer = KnownAnswer(query: "text", relevant: [ItemKey(key: "item-1")])
        try await Self.flipped { bench in
            let epoch = Epoch(rawValue: 1)
            for (order, isTaken) in [
                (EvaluationOrder(epoch: epoch, k: 0), false),
                (EvaluationOrder(epoch: epoch, k: 1), true),
                (EvaluationOrder(epoch: epoch, k: 100), true),
                (EvaluationOrder(epoch: epoch, k: 101), false),
                (EvaluationOrder(epoch: epoch, queries: 0), false),
                (EvaluationOrder(epoch: epoch, queries: 1), true),
                (EvaluationOrder(epoch: epoch, queries: 10_000), true),
                (EvaluationOrder(epoch: epoch, queries: 10_001), false),
                (
                    EvaluationOrder(
                        epoch: epoch,
                        known: Array(repeating: answer, count: 10_001)
                    ), false
                ),
            ] {
                let code = await Self.code(bench, order)
                #expect(code == (isTaken ? nil : .invalidArgument))
            }
        }
    }
}
