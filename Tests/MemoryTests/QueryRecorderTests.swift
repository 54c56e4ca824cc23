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
        let recorder = fixture.memory.recorder
        await recorder.run()
        #expect(try await fixture.store.recordedQueries(limit: 10).isEmpty)
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
        await clock.sleeper(until: time)
        clock.advance(to: time)
        await clock.sleeper(until: time + .seconds(5))
        run.cancel()
        await run.value
        return try await store.recordedQueries(limit: 100).map(\.text)
    }
}
