import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `The recording of searches` {
    @Test(arguments: [SearchMode.semantic, .lexical, .hybrid])
    func `keeps the texts of searches of every mode`(mode: SearchMode) async throws {
        let fixture = try await Fixture { $0.queries.record = true }
        _ = try await fixture.keys("one", mode)
        #expect(try await fixture.recorded(behind: .seconds(5)) == ["one"])
    }

    @Test func `keeps none when it is off`() async throws {
        let fixture = try await Fixture { $0.queries.record = false }
        _ = try await fixture.keys("one", .lexical)
        #expect(try await fixture.recorded(behind: .seconds(3_600)).isEmpty)
    }

    @Test(arguments: [(true, Duration.seconds(5)), (false, .seconds(3_600))])
    func `forgets what grew old at its start and every hour, though none came`(
        record: Bool,
        sleep: Duration
    ) async throws {
        let fixture = try await Fixture { $0.queries.record = record }
        try await fixture.keepOldAndNew()
        let run = Task { await fixture.memory.recorder.run() }
        await fixture.clock.sleeper(until: sleep)
        #expect(try await fixture.kept() == ["new"])
        try await fixture.keepOldAndNew()
        #expect(try await fixture.kept() == ["new", "old"])
        fixture.clock.advance(to: .seconds(3_600))
        await fixture.clock.sleeper(until: .seconds(3_600) + sleep)
        #expect(try await fixture.kept() == ["new"])
        run.cancel()
        await run.value
    }

    @Test func `forgets what is too many at its start`() async throws {
        let fixture = try await Fixture {
            $0.queries.record = true
            $0.queries.most = 1
        }
        try await fixture.keepOldAndNew()
        #expect(try await fixture.recorded(behind: .seconds(5)) == ["new"])
    }

    @Test func `keeps an even sample`() async throws {
        let fixture = try await Fixture {
            $0.queries.record = true
            $0.queries.share = 0.25
        }
        for number in 1...8 { _ = try await fixture.keys("\(number)", .lexical) }
        #expect(try await fixture.recorded(behind: .seconds(5)).sorted() == ["4", "8"])
    }

    @Test func `forgets searches past its bound, and takes new ones behind the next writing`()
        async throws
    {
        let fixture = try await Fixture {
            $0.queries.record = true
            $0.queries.waitingMax = 2
        }
        for number in 1...3 { _ = try await fixture.keys("\(number)", .lexical) }
        #expect(try await fixture.recorded(behind: .seconds(5)).sorted() == ["1", "2"])
        _ = try await fixture.keys("4", .lexical)
        #expect(try await fixture.recorded(behind: .seconds(10)).sorted() == ["1", "2", "4"])
    }

    @Test func `keeps no more than it is told to, the newest`() async throws {
        let fixture = try await Fixture {
            $0.queries.record = true
            $0.queries.most = 2
        }
        for number in 1...3 { _ = try await fixture.keys("\(number)", .lexical) }
        #expect(try await fixture.recorded(behind: .seconds(5)).count == 2)
    }

    @Test func `does not keep searches that were refused, or comparisons`() async throws {
        let fixture = try await Fixture { $0.queries.record = true }
        await #expect(throws: MemoryError.self) { try await fixture.keys("", .lexical) }
        _ = try await fixture.memory.nearestItems(
            to: ["two"],
            in: fixture.memory.route.serving.profile.space,
            limit: 1
        )
        _ = try await fixture.keys("one", .lexical)
        #expect(try await fixture.recorded(behind: .seconds(5)) == ["one"])
    }
}

extension Fixture {
    /// The texts that are kept once the recorder has written at `time`.
    fileprivate func recorded(behind time: Duration) async throws -> [String] {
        let run = Task { await memory.recorder.run() }
        let step = memory.settings.queries.record ? Duration.seconds(5) : .seconds(3_600)
        await clock.sleeper(until: time)
        clock.advance(to: time)
        await clock.sleeper(until: time + step)
        run.cancel()
        await run.value
        return try await kept()
    }

    /// Newest first.
    fileprivate func kept() async throws -> [String] {
        try await store.recordedQueries(limit: 100).map(\.text)
    }

    /// Puts two searches into the store, of which one is a day older than is kept.
    fileprivate func keepOldAndNew() async throws {
        let old = RecordedQuery(text: "old", atUnixMs: -31 * 86_400_000)
        let new = RecordedQuery(text: "new", atUnixMs: 0)
        try await store.record([old, new], most: 10, oldestUnixMs: .min)
    }
}
