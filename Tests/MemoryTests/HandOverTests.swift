import Knowledge
import Spaces
import TestSupport
import Testing
import Waiting

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `During a hand-over` {
    @Test func `a new write is embedded for the new space alone and held until the flip`()
        async throws
    {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        async let status = fixture.ingest("a", "one two")
        await fixture.clock.sleeper(until: .seconds(2))
        await fixture.hold()
        #expect(try await fixture.store.counts(of: profile.space.id).embedded == 1)
        #expect(try await fixture.store.counts(of: fixture.activeSpace).embedded == 0)
        #expect(try await fixture.keys("one", .semantic) == [], "the old profile is served")
        #expect(try await fixture.keys("one", .lexical) == ["a"])

        fixture.clock.advance(to: .milliseconds(300))
        try fixture.publish(profile)
        #expect(try await status.isEmbedded)
        #expect(try await fixture.keys("one", .semantic) == ["a"])
        #expect(fixture.memory.route.longestHold() == .milliseconds(300))
        #expect(fixture.old.documents == [])
        #expect(fixture.new.documents == ["one two"])
    }

    @Test func `an acknowledgement that has waited two seconds says pending`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        async let status = fixture.ingest("a", "one")
        await fixture.hold()
        fixture.clock.advance(to: .seconds(2))
        #expect(try await status.pendingReason == "The embedding model is being replaced.")
        #expect(fixture.memory.route.longestHold() == .seconds(2))
    }

    @Test func `an acknowledgement comes before its caller's deadline`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        async let status = fixture.ingest("a", "one", within: .milliseconds(500))
        await fixture.hold()
        fixture.clock.advance(to: .milliseconds(450))
        #expect(try await status.pendingReason != nil)
    }

    @Test func `turning back says pending, and the healer does the rest`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        async let status = fixture.ingest("a", "one")
        await fixture.hold()
        await fixture.memory.route.turnBack()
        #expect(try await status.pendingReason != nil)
        #expect(try await fixture.ingest("b", "two").isEmbedded)

        try await fixture.healing { await fixture.isHealed() }
        #expect(try await fixture.keys("one", .semantic, k: 1) == ["a"])
    }

    @Test func `stragglers get their time, then commit as they are`() async throws {
        let fixture = try await Fixture()
        fixture.old.hangs()
        async let status = fixture.ingest("a", "one")
        await fixture.clock.sleeper(until: .seconds(2))
        let profile = try await fixture.startMigration()
        async let turned: Void = fixture.memory.route.turn(
            to: profile.space,
            straggling: .seconds(1)
        )
        await fixture.clock.sleeper(until: .seconds(1))
        fixture.clock.advance(to: .seconds(1))
        await turned
        #expect(try await status.pendingReason == "The embedding model is being replaced.")
        #expect(try await fixture.store.counts(of: profile.space.id).items == 1)
    }

    @Test func `the turn waits for an old write that is still being committed`() async throws {
        let fixture = try await Fixture()
        let isCommitting = OneShot<Void>()
        let mayCommit = OneShot<Void>()
        fixture.store.intercept { write in
            guard write == .ingest else { return }
            isCommitting.fulfil(())
            _ = await mayCommit.value()
        }
        async let status = fixture.ingest("a", "one")
        _ = await isCommitting.value()
        let profile = try await fixture.startMigration()
        let hasSettled = OneShot<Void>()
        async let turned: Void = {
            await fixture.memory.route.turn(to: profile.space, straggling: .zero)
            hasSettled.fulfil(())
        }()
        while !fixture.memory.route.isTurned { await Task.yield() }
        #expect(hasSettled.current == nil)
        mayCommit.fulfil(())
        await turned
        #expect(try await status.isEmbedded, "the old profile is served")
    }

    @Test func `turning back lets go who waits for the stragglers`() async throws {
        let fixture = try await Fixture()
        fixture.old.hangs()
        async let status = fixture.ingest("a", "one")
        await fixture.clock.sleeper(until: .seconds(2))
        let profile = try await fixture.startMigration()
        async let turned: Void = fixture.memory.route.turn(
            to: profile.space,
            straggling: .seconds(1)
        )
        await fixture.clock.sleeper(until: .seconds(1))
        await fixture.memory.route.turnBack()
        await turned
        fixture.clock.advance(to: .seconds(2))
        #expect(try await status.pendingReason != nil)
    }

    @Test func `a new embedder that fails is a fault when its breaker opens`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        fixture.new.fails(.unavailable, "It is down.")
        for key in ["a", "b"] {
            #expect(try await fixture.ingest(key, key).pendingReason != nil)
            #expect(fixture.memory.route.newEmbedderFault() == nil)
        }
        #expect(try await fixture.ingest("c", "c").pendingReason != nil)
        #expect(fixture.memory.route.newEmbedderFault() == "It is down.")
        await fixture.memory.route.turnBack()
        #expect(fixture.memory.route.newEmbedderFault() == nil)
    }

    @Test func `a breaker that an earlier hand-over opened does not end the next`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        fixture.new.fails(.unavailable, "It is down.")
        for key in ["a", "b", "c"] {
            #expect(try await fixture.ingest(key, key).pendingReason != nil)
        }
        await fixture.memory.route.turnBack()
        fixture.new.answers(nil)
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        #expect(fixture.memory.route.newEmbedderFault() == nil)
    }

    @Test func `a new embedder that is slow is no fault`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        fixture.new.hangs()
        for round in 1...4 {
            async let status = fixture.ingest("a", "\(round)")
            await fixture.clock.sleeper(until: .seconds(2 * round))
            fixture.clock.advance(to: .seconds(2 * round))
            #expect(try await status.pendingReason != nil)
        }
        #expect(fixture.memory.route.newEmbedderFault() == nil)
    }

    @Test func `a space without an index or an embedder is a fault at once`() async throws {
        let fixture = try await Fixture()
        let unloaded = Space(id: SpaceID(rawValue: 98), identity: fixture.new.identity)
        await fixture.memory.route.turn(to: unloaded, straggling: .zero)
        #expect(fixture.memory.route.newEmbedderFault() != nil)
        let unknown = Space(
            id: SpaceID(rawValue: 99),
            identity: SpaceIdentity(provider: "no", model: "such", dimensions: 3)
        )
        await fixture.memory.route.turn(to: unknown, straggling: .zero)
        #expect(fixture.memory.route.newEmbedderFault() == "There is no no:such@3.")
        #expect(try await fixture.ingest("a", "one").pendingReason != nil)
        await fixture.memory.route.turnBack()
        #expect(try await fixture.ingest("b", "two").isEmbedded)
    }

    @Test func `the claim of a held write is answered pending, and embedded behind the flip`()
        async throws
    {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        let claim = IdempotencyClaim(key: "claim", fingerprint: Fingerprint(high: 1, low: 1))
        let drafts = [ItemDraft(key: ItemKey(key: "a"), text: "one")]
        async let held = fixture.memory.ingest(drafts, claim: claim)
        await fixture.hold()
        let meanwhile = try await fixture.memory.ingest(drafts, claim: claim)
        #expect(meanwhile.map(\.status.isEmbedded) == [false])
        try fixture.publish(profile)
        #expect(try await held.map(\.status.isEmbedded) == [true])
        let behind = try await fixture.memory.ingest(drafts, claim: claim)
        #expect(behind.map(\.status.isEmbedded) == [true])
    }

    @Test func `the claim of a write for a space that was active before is not yet embedded`()
        async throws
    {
        let fixture = try await Fixture()
        let earlier = fixture.memory.route.serving.profile.space
        try fixture.publish(try await fixture.startMigration())
        await fixture.memory.route.turn(to: earlier, straggling: .seconds(1))
        let claim = IdempotencyClaim(key: "claim", fingerprint: Fingerprint(high: 1, low: 1))
        let drafts = [ItemDraft(key: ItemKey(key: "a"), text: "one")]
        async let held = fixture.memory.ingest(drafts, claim: claim)
        await fixture.hold()
        let meanwhile = try await fixture.memory.ingest(drafts, claim: claim)
        #expect(
            meanwhile.map(\.status.pendingReason) == ["The active profile has no vector of it now."]
        )
        await fixture.memory.route.turnBack()
        #expect(try await held.map(\.status.isEmbedded) == [false])
        try await fixture.healing { await fixture.isHealed() }
        let healed = try await fixture.memory.ingest(drafts, claim: claim)
        #expect(healed.map(\.status.isEmbedded) == [true])
    }

    @Test func `an older epoch is not published over a newer one`() async throws {
        let fixture = try await Fixture()
        let first = fixture.memory.route.serving.profile
        let profile = try await fixture.startMigration()
        #expect(try fixture.publish(profile))
        #expect(fixture.memory.route.publish(first), "a newer one is served")
        #expect(fixture.memory.route.serving.profile.epoch == profile.epoch)
    }

    @Test func `a profile whose index is not loaded is not published`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        fixture.memory.discard(profile.space.id)
        #expect(try !fixture.publish(profile))
        #expect(fixture.memory.route.serving.profile.epoch < profile.epoch)
        try await fixture.memory.prepare(profile.space)
        #expect(try fixture.publish(profile))
        #expect(fixture.memory.route.serving.profile.epoch == profile.epoch)
    }
}

extension Fixture {
    /// Returns when an acknowledgement is held.
    func hold() async {
        while memory.route.held == 0 { await Task.yield() }
    }

    /// Whether the active space lacks nothing.
    func isHealed() async -> Bool {
        (try? await store.counts(of: activeSpace).missing) == 0
    }

    func counts() async -> SpaceCounts? {
        try? await store.counts(of: activeSpace)
    }

    /// Runs the healer until `isDone`, which is asked after each of its writes.
    func healing(until isDone: @escaping @Sendable () async -> Bool) async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await memory.run() }
            while await !isDone(), !Task.isCancelled { await Task.yield() }
            group.cancelAll()
        }
    }
}
