import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// Vectors of the same model under another name.
struct AdoptionTests {
    private static let renamed = SpaceIdentity(provider: "test", model: "renamed", dimensions: 2)

    /// A bench whose active space has vectors [1, 0], with `values` from the renamed model.
    private static func bench(
        items: Int,
        values: [Float] = [1, 0],
        canary: [Float]? = nil
    ) async throws -> (Bench, ScriptedEmbedder) {
        let bench = try await Bench(items: items)
        let embedder = ScriptedEmbedder(renamed) { _, texts in
            texts.map { $0 == "canary" ? canary ?? values : values }
        }
        bench.catalog.add(embedder)
        return (bench, embedder)
    }

    private static func refusal(
        _ bench: Bench,
        target: String = renamed.target,
        from epoch: Epoch? = nil
    ) async -> MigrationError? {
        do throws(MigrationError) {
            _ = try await bench.migrations.adopt(
                target: target,
                from: epoch,
                sample: 8,
                knobs: Knobs()
            )
            return nil
        } catch {
            return error
        }
    }

    @Test func `the same model takes the vectors over, and embeds the sample alone`() async throws {
        let (bench, embedder) = try await Self.bench(items: 30)
        let canaries = CanarySet(
            canaries: [CanarySet.Canary(text: "canary", values: [1, 0])],
            jitter: 0,
            atUnixMs: 1
        )
        _ = try await bench.store.keep(canaries, of: Bench.active)
        try await bench.running { migrations in
            let adoption = try await migrations.adopt(
                target: Self.renamed.target,
                from: nil,
                sample: 5,
                knobs: Knobs()
            )
            guard case .started(let status) = adoption.start else {
                Issue.record("\(adoption.start)")
                return
            }
            #expect(status.record.settings.adopted == Bench.active)
            #expect(status.adoptedTarget == Fixtures.old.target)
            #expect(adoption.proof?.sampledItems == 5)
            #expect(adoption.proof?.sampleDistance == 0)
            #expect(adoption.proof?.canaryDistance == 0)
            #expect((adoption.proof?.allowedDistance ?? 0) > 0)
            try await bench.changes(until: .finished)
        }
        #expect(embedder.asked.joined().filter { $0.hasPrefix("text") }.count == 5)
        #expect(try await bench.store.counts(of: SpaceID(rawValue: 2)).embedded == 30)
    }

    @Test func `another model is refused with the numbers, and nothing is started`() async throws {
        let (bench, _) = try await Self.bench(items: 30, values: [0, 1])
        let error = await Self.refusal(bench)
        #expect(error?.code == .modelDiffers)
        #expect(error?.message.contains("8 items") == true)
        #expect(try await bench.store.profileLog().rows.count == 1)
    }

    @Test func `canaries that moved refuse it before an item is embedded`() async throws {
        let (bench, embedder) = try await Self.bench(items: 30, canary: [0, 1])
        let canaries = CanarySet(
            canaries: [CanarySet.Canary(text: "canary", values: [1, 0])],
            jitter: 0,
            atUnixMs: 1
        )
        _ = try await bench.store.keep(canaries, of: Bench.active)
        let error = await Self.refusal(bench)
        #expect(error?.code == .modelDiffers)
        #expect(embedder.asked == [["canary"]])
    }

    @Test func `other dimensions, or nothing to prove it by, are refused`() async throws {
        let (bench, _) = try await Self.bench(items: 0)
        let dimensions = await Self.refusal(bench, target: Bench.target)
        #expect(dimensions?.code == .modelDiffers)
        #expect(dimensions?.message.contains("4 dimensions") == true)
        let unproven = await Self.refusal(bench)
        #expect(unproven?.code == .modelDiffers)
        let unknown = await Self.refusal(bench, from: Epoch(rawValue: 9))
        #expect(unknown?.code == .notFound)
    }

    @Test func `a model that does not answer proves nothing`() async throws {
        let (bench, _) = try await Self.bench(items: 3)
        let down = SpaceIdentity(provider: "test", model: "down", dimensions: 2)
        bench.catalog.add(
            ScriptedEmbedder(down) { _, _ throws(EmbedderError) in
                throw EmbedderError(.unavailable, "it is down")
            }
        )
        let error = await Self.refusal(bench, target: down.target)
        #expect(error?.code == .embedderFailed)
        #expect(error?.message == "It is down.")
    }

    @Test func `what is active or building already is told, and nothing is proven`() async throws {
        let (bench, _) = try await Self.bench(items: 3)
        let active = try await bench.migrations.adopt(
            target: Fixtures.old.target,
            from: nil,
            sample: 1,
            knobs: Knobs()
        )
        #expect(active == Adoption(start: .alreadyActive(Epoch(rawValue: 1)), proof: nil))
        let epoch = try await bench.start()
        let other = await Self.refusal(bench)
        #expect(other?.code == .otherUnderWay(epoch))
        #expect(bench.oldEmbedder.asked.isEmpty)
    }

    @Test func `the space that vectors are taken over from cannot be pruned meanwhile`()
        async throws
    {
        let (bench, _) = try await Self.bench(items: 3)
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            var window = Knobs()
            window.rollbackWindowSeconds = 0
            _ = try await migrations.tune(Epoch(rawValue: 2), window)
            var knobs = Knobs()
            knobs.holds = true
            let adoption = try await migrations.adopt(
                target: Self.renamed.target,
                from: Epoch(rawValue: 1),
                sample: 3,
                knobs: knobs
            )
            guard case .started(let status) = adoption.start else {
                Issue.record("\(adoption.start)")
                return
            }
            let error = await #expect(throws: MigrationError.self) {
                try await migrations.prune(target: Fixtures.old.target, isDryRun: false)
            }
            #expect(error?.code == .spaceInUse(status.record.epoch))
        }
    }
}
