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

    @Test func `quarantines a refused text with its reason and heals the others`() async throws {
        let fixture = try await Fixture()
        fixture.old.refuses("bad")
        let status = try await fixture.ingest("bad", "bad")
        #expect(status.pendingReason == "The embedder refuses this text: It is bad.")
        fixture.old.fails()
        try await fixture.ingest("good", "good")
        fixture.old.refuses("bad")
        try await fixture.healing { await fixture.counts()?.quarantined == 1 }
        let rows = try await fixture.store.quarantined(
            in: fixture.activeSpace,
            after: nil,
            limit: 10
        ).items
        #expect(rows.map(\.key.key) == ["bad"])
        #expect(rows.map(\.reason) == ["It is bad."])
        #expect(try await fixture.keys("good", .semantic, k: 1) == ["good"])
        #expect(try await fixture.memory.stats().quarantined == 1)
    }

    @Test func `quarantines nothing while the embedder refuses every text`() async throws {
        let fixture = try await Fixture()
        fixture.old.answers { texts, _ throws(EmbedderError) in
            throw EmbedderError(.batchRefused, "Something is wrong with \(texts.count) texts.")
        }
        for key in ["a", "b"] { try await fixture.ingest(key, key) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(5))
            #expect(await fixture.counts()?.quarantined == 0)
            fixture.old.answers(nil)
            fixture.clock.advance(to: .seconds(5))
            while await !fixture.isHealed() { await Task.yield() }
            group.cancelAll()
        }
    }

    @Test func `finds the one text for which an invalid answer comes`() async throws {
        let fixture = try await Fixture()
        fixture.old.fails()
        for key in ["a", "b", "c", "d"] { try await fixture.ingest(key, key) }
        fixture.old.answers { [old = fixture.old] texts, _ throws(EmbedderError) in
            texts.contains("a") ? [] : texts.map(old.bag)
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(5))
            fixture.clock.advance(to: .seconds(5))
            while await fixture.counts()?.quarantined != 1 { await Task.yield() }
            group.cancelAll()
        }
        let counts = await fixture.counts()
        #expect(counts?.embedded == 3)
        #expect(counts?.missing == 0)
    }

    @Test func `asks once more for what is to be retried`() async throws {
        let fixture = try await Fixture()
        fixture.old.refuses("bad")
        try await fixture.ingest("bad", "bad")
        try await fixture.healing { await fixture.counts()?.quarantined == 1 }
        fixture.old.answers(nil)
        #expect(try await fixture.memory.retryQuarantined(.all) == 1)
        try await fixture.healing { await fixture.counts()?.embedded == 1 }
        #expect(await fixture.counts()?.quarantined == 0)
    }

    @Test func `reads nothing when woken while the embedder is not asked`() async throws {
        let fixture = try await Fixture()
        fixture.old.fails(.denied, "The key is not valid.")
        try await fixture.ingest("a", "a")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.memory.run() }
            await fixture.clock.sleeper(until: .seconds(60))
            let calls = fixture.old.calls.count
            for key in ["b", "c", "d"] { _ = try? await fixture.ingest(key, key) }
            await fixture.clock.sleeper(until: .seconds(60))
            #expect(fixture.old.calls.count == calls, "a denial waits for a person")
            fixture.old.answers(nil)
            fixture.clock.advance(to: .seconds(60))
            while await !fixture.isHealed() { await Task.yield() }
            group.cancelAll()
        }
        #expect(await fixture.counts()?.quarantined == 0)
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
