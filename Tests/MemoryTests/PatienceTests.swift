import Knowledge
import Spaces
import TestSupport
import Testing
import Waiting

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `Writes that lose patience` {
    @Test func `open the breaker of an embedder that hangs`() async throws {
        let fixture = try await Fixture()
        fixture.old.hangs()
        for round in 1...3 { try await fixture.ingestInVain("\(round)", until: 2 * round) }
        #expect(try await fixture.memory.stats().embedderProblem == nil, "it may be slow")

        // The first two calls began at 0 and 2 seconds, the third at 4.
        for seconds in [10, 12] { await fixture.pass(to: seconds) }
        #expect(try await fixture.memory.stats().embedderProblem == nil)
        await fixture.pass(to: 14)
        #expect(fixture.problem == "fake:old@16 has not answered for 10.0 seconds.")
        fixture.old.answers(nil)
        #expect(try await fixture.ingest("a", "a").pendingReason?.contains("not asked") == true)
    }

    @Test func `leave the breaker of a slow embedder closed`() async throws {
        let fixture = try await Fixture { $0.breaker.failuresMax = 1 }
        let answer = OneShot<Void>()
        fixture.old.answers { [old = fixture.old] texts, _ throws(EmbedderError) in
            _ = await answer.value()
            return texts.map(old.bag)
        }
        try await fixture.ingestInVain("a", until: 2)
        await fixture.clock.sleeper(until: .seconds(10))
        answer.fulfil(())
        while fixture.running > 0 { await Task.yield() }
        fixture.clock.advance(to: .seconds(10))
        #expect(fixture.problem == nil)
    }

    @Test func `let as many calls run on as the limit, and end one more`() async throws {
        let fixture = try await Fixture { $0.breaker.watchedCallsMax = 2 }
        let ended = OneShot<Void>()
        fixture.old.answers { texts, _ throws(EmbedderError) in
            _ = await OneShot<Void>().value()
            if texts == ["3"] { ended.fulfil(()) }
            throw EmbedderError(.cancelled, "It was cancelled.")
        }
        for round in 1...3 { try await fixture.ingestInVain("\(round)", until: 2 * round) }
        _ = await ended.value()
        #expect(fixture.running == 2)
    }

    @Test func `do not wait for an embedder that ignores its cancellation`() async throws {
        let fixture = try await Fixture { $0.breaker.watchedCallsMax = 0 }
        let never = OneShot<Void>()
        fixture.old.answers { texts, _ throws(EmbedderError) in
            await withCheckedContinuation { continuation in
                Task {
                    _ = await never.value()
                    continuation.resume()
                }
            }
            throw EmbedderError(.unavailable, "It is late.")
        }
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
        await fixture.memory.route.turnBack()
        #expect(try await status.pendingReason == "The embedding model is being replaced.")
        never.fulfil(())
    }

    @Test func `are told of a new embedder that hangs during a hand-over`() async throws {
        let fixture = try await Fixture { $0.breaker.failuresMax = 1 }
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        fixture.new.hangs()
        try await fixture.ingestInVain("a", until: 2)
        #expect(fixture.memory.route.newEmbedderFault() == nil)
        await fixture.clock.sleeper(until: .seconds(10))
        fixture.clock.advance(to: .seconds(10))
        while fixture.memory.route.newEmbedderFault() == nil { await Task.yield() }
    }
}

extension Fixture {
    /// A write that waits for its vector until the time, which comes.
    fileprivate func ingestInVain(_ text: String, until seconds: Int) async throws {
        async let status = ingest(text, text)
        await clock.sleeper(until: .seconds(seconds))
        clock.advance(to: .seconds(seconds))
        #expect(try await status.pendingReason != nil)
    }

    /// Returns when who slept until that time is awake.
    fileprivate func pass(to seconds: Int) async {
        await clock.sleeper(until: .seconds(seconds))
        let before = running
        clock.advance(to: .seconds(seconds))
        while running == before { await Task.yield() }
    }

    fileprivate var embedder: GuardedEmbedder { memory.route.serving.embedder }
    fileprivate var problem: String? { embedder.problem?.reason }
    /// Calls of the active embedder that nobody waits for.
    fileprivate var running: Int { embedder.watch.count }
}
