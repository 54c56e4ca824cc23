import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `The healer` {
    @Test func `embeds what committed without its vector, when the embedder returns`()
        async throws
    {
        let fixture = try await Fixture()
        fixture.old.fails()
        for key in ["a", "b", "c"] { try await fixture.ingest(key, "text \(key)") }
        fixture.old.answers(nil)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(5))
            #expect(await !fixture.isHealed(), "the breaker is open")
            fixture.clock.advance(to: .seconds(5))
            while await !fixture.isHealed() { await Task.yield() }
            group.cancelAll()
        }
        #expect(try await fixture.keys("text b", .semantic, k: 1) == ["b"])
        #expect(try await fixture.ingest("d", "text d").isEmbedded, "the breaker is closed")
    }

    @Test func `is woken by a write that commits without its vector`() async throws {
        let fixture = try await Fixture()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(600))
            fixture.old.answers { [old = fixture.old] _, _ throws(EmbedderError) in
                old.answers(nil)
                throw EmbedderError(.unavailable, "It is down, once.")
            }
            let status = try? await fixture.ingest("a", "one")
            #expect(status?.pendingReason != nil)
            while await !fixture.isHealed() { await Task.yield() }
            group.cancelAll()
        }
        #expect(try await fixture.keys("one", .semantic) == ["a"])
    }

    @Test func `leaves a refused text alone and heals the others`() async throws {
        let fixture = try await Fixture()
        fixture.old.refuses("bad")
        try await fixture.ingest("bad", "bad")
        fixture.old.fails()
        try await fixture.ingest("good", "good")
        fixture.old.refuses("bad")
        let before = fixture.old.documents.count { $0 == "bad" }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(600))
            group.cancelAll()
        }
        #expect(fixture.old.documents.count { $0 == "bad" } == before + 1)
        #expect(try await fixture.store.counts(of: fixture.activeSpace).missing == 1)
        #expect(try await fixture.keys("good", .semantic, k: 1) == ["good"])
    }

    @Test func `stores nothing invalid, and opens the breaker`() async throws {
        let fixture = try await Fixture()
        fixture.old.answers { texts, _ throws(EmbedderError) in
            texts.map { _ in [Float](repeating: .nan, count: 16) }
        }
        for key in ["a", "b", "c"] { try await fixture.ingest(key, key) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(5))
            fixture.clock.advance(to: .seconds(5))
            await fixture.clock.sleeper(until: .seconds(10))
            group.cancelAll()
        }
        #expect(try await fixture.store.counts(of: fixture.activeSpace).vectors == 0)
        #expect(try await fixture.memory.stats().embedderProblem?.contains("NaN") == true)
        #expect(try await fixture.memory.stats().pending == 3)
    }

    @Test func `works on the new active space behind a flip`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one")
        let profile = try await fixture.startMigration()
        try fixture.publish(profile)
        #expect(await !fixture.isHealed())
        try await fixture.healing { await fixture.isHealed() }
        #expect(try await fixture.keys("one", .semantic) == ["a"])
        #expect(fixture.new.documents == ["one"])
    }

    @Test func `lets go of the old index behind a flip`() async throws {
        let fixture = try await Fixture()
        let old = fixture.activeSpace
        let profile = try await fixture.startMigration()
        try fixture.publish(profile)
        #expect(fixture.feed.indexes.ready(old) != nil)
        try await fixture.healing { fixture.feed.indexes.ready(old) == nil }
        #expect(fixture.feed.indexes.ready(profile.space.id) != nil)
    }
}
