import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `The watch over the active model` {
    @Test func `makes the canaries of a space that has none`() async throws {
        let fixture = try await Fixture.watched()
        try await fixture.running { fixture in
            try await fixture.madeCanaries()
        }
        let set = try #require(try await fixture.store.canaries(of: fixture.activeSpace))
        #expect(set.canaries.map(\.text) == CanaryTexts.builtIn)
        #expect(fixture.memory.conditions == [])
    }

    @Test func `raises a condition when the model is another, and clears it when it is back`()
        async throws
    {
        let fixture = try await Fixture.watched()
        try await fixture.running { fixture in
            try await fixture.madeCanaries()
            fixture.old.driftsAway()
            fixture.clock.advance(to: .seconds(600))
            while fixture.memory.conditions.isEmpty { await Task.yield() }
            let drift = try #require(fixture.memory.conditions.first)
            #expect(drift.name == .canaryDrift)
            #expect(drift.sinceUnixMs == 1_000)
            #expect(drift.message.contains("not the one that filled the space"))
            #expect(try await fixture.ingest("a", "one").isEmbedded, "by policy it only warns")
            fixture.old.answers(nil)
            await fixture.clock.sleeper(until: .seconds(1_200))
            fixture.clock.advance(to: .seconds(1_200))
            while !fixture.memory.conditions.isEmpty { await Task.yield() }
        }
    }

    @Test func `keeps new vectors out of the space while the model is another, by policy`()
        async throws
    {
        let fixture = try await Fixture.watched(.refuse)
        try await fixture.running { fixture in
            try await fixture.madeCanaries()
            fixture.old.driftsAway()
            fixture.clock.advance(to: .seconds(600))
            while fixture.memory.conditions.isEmpty { await Task.yield() }
            let calls = fixture.old.documents.count { $0 == "one" }
            let reason = try await fixture.ingest("a", "one").pendingReason
            #expect(reason == fixture.memory.conditions.first?.message)
            await fixture.clock.sleeper(until: .seconds(601))
            fixture.clock.advance(to: .seconds(601))
            await fixture.clock.sleeper(until: .seconds(602))
            #expect(fixture.old.documents.count { $0 == "one" } == calls, "the healer rests")
            #expect(await fixture.counts()?.vectors == 0)
            fixture.old.answers(nil)
            await fixture.clock.sleeper(until: .seconds(1_200))
            fixture.clock.advance(to: .seconds(1_200))
            while await !fixture.isHealed() { await Task.yield() }
        }
    }

    @Test func `looks at the new model behind a flip`() async throws {
        let fixture = try await Fixture.watched()
        let profile = try await fixture.startMigration()
        try await fixture.running { fixture in
            try await fixture.madeCanaries()
            try fixture.publish(profile)
            while try await fixture.store.canaries(of: profile.space.id) == nil {
                await Task.yield()
            }
        }
    }

    @Test func `says nothing of drift while the embedder does not answer, and looks again soon`()
        async throws
    {
        let fixture = try await Fixture.watched()
        fixture.old.fails()
        try await fixture.running { fixture in
            await fixture.clock.sleeper(until: .seconds(60))
            #expect(fixture.memory.conditions == [])
            fixture.old.answers(nil)
            fixture.clock.advance(to: .seconds(60))
            await fixture.clock.sleeper(until: .seconds(660))
        }
        #expect(try await fixture.store.canaries(of: fixture.activeSpace) != nil)
    }

    @Test func `tells of an embedder that is away or denies its service, and since when`()
        async throws
    {
        let fixture = try await Fixture()
        fixture.old.fails()
        for key in ["a", "b", "c"] { try await fixture.ingest(key, key) }
        let away = Condition(.embedderAway, "It is down.", sinceUnixMs: 1_000)
        #expect(fixture.memory.conditions == [away])
        let other = try await Fixture()
        other.old.fails(.denied, "The key is not valid.")
        try await other.ingest("a", "a")
        let denied = Condition(.embedderDenied, "The key is not valid.", sinceUnixMs: 1_000)
        #expect(other.memory.conditions == [denied])
        other.clock.advance(to: .milliseconds(400))
        #expect(other.memory.conditions.map(\.sinceUnixMs) == [600], "by the clock of the wall")
    }
}

extension Fixture {
    fileprivate static func watched(
        _ policy: CanarySettings.DriftPolicy = .warn
    ) async throws -> Fixture {
        try await Fixture {
            $0.canaries.every = .seconds(600)
            $0.canaries.onDrift = policy
        }
    }

    /// The watch's first look is over, and it sleeps until the next.
    fileprivate func madeCanaries() async throws {
        while try await store.canaries(of: activeSpace) == nil { await Task.yield() }
        await clock.sleeper(until: .seconds(600))
    }

    /// Does `body` while the memory runs.
    fileprivate func running(_ body: (Fixture) async throws -> Void) async throws {
        let run = Task { await memory.run() }
        defer { run.cancel() }
        try await body(self)
    }
}

extension FakeEmbedder {
    /// Another model under the same name: every axis is another one's.
    fileprivate func driftsAway() {
        answers { [weak self] texts, _ throws(EmbedderError) in
            texts.map { Array((self?.bag($0) ?? []).reversed()) }
        }
    }
}
