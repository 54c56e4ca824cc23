import Knowledge
import Spaces
import Testing

@testable import Memory

@Suite struct `The pace of arrivals` {
    private var pace = ArrivalPace()

    @Test mutating func `lets everything in while there is no limit`() {
        for _ in 0..<100 {
            #expect(pace.turn(of: 1_000, latest: .seconds(30), at: .zero) == .zero)
        }
    }

    @Test mutating func `gives each write the time of its items`() {
        pace.limit(toPerSecond: 10, at: .zero)
        #expect(pace.turn(of: 5, latest: .seconds(30), at: .zero) == .zero)
        #expect(pace.turn(of: 10, latest: .seconds(30), at: .zero) == .milliseconds(500))
        #expect(pace.turn(of: 0, latest: .seconds(30), at: .zero) == .zero, "it costs nothing")
        #expect(pace.turn(of: 1, latest: .seconds(30), at: .zero) == .milliseconds(1_500))
        #expect(pace.turn(of: 1, latest: .seconds(30), at: .seconds(9)) == .seconds(9))
    }

    @Test mutating func `keeps no write past its bound, nor a later one for it`() {
        pace.limit(toPerSecond: 1, at: .zero)
        _ = pace.turn(of: 100, latest: .seconds(30), at: .zero)
        #expect(pace.turn(of: 1, latest: .seconds(30), at: .zero) == .seconds(30))
        #expect(pace.turn(of: 1, latest: .seconds(40), at: .zero) == .seconds(31))
        #expect(pace.turn(of: 1, latest: .seconds(-1), at: .zero) == .zero)
    }

    @Test(arguments: [0, -1, .nan, .infinity, 0.01])
    func `takes a limit that would let nothing in for the smallest one`(limit: Double) {
        var pace = ArrivalPace()
        pace.limit(toPerSecond: limit, at: .zero)
        #expect(pace.perSecond == ArrivalPace.perSecondMin)
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Where arrivals are limited` {
    @Test func `a write waits for its turn, and an unchanged one does not`() async throws {
        let fixture = try await Fixture()
        fixture.memory.limitArrivals(toPerSecond: 1)
        try await fixture.ingest("a", "one")
        #expect(try await fixture.ingest("a", "one").isUnchanged)
        async let second = fixture.ingest("b", "two")
        await fixture.clock.sleeper(until: .seconds(1))
        #expect(fixture.old.documents == ["one"])
        fixture.clock.advance(to: .seconds(1))
        #expect(try await second.isEmbedded)
    }

    @Test func `no write waits past its caller's deadline, less the margin`() async throws {
        let fixture = try await Fixture()
        fixture.memory.limitArrivals(toPerSecond: 0.1)
        try await fixture.ingest("a", "one")
        async let second = fixture.ingest("b", "two", within: .seconds(3))
        await fixture.clock.sleeper(until: .milliseconds(2_500))
        fixture.clock.advance(to: .milliseconds(2_500))
        #expect(try await second.isEmbedded)
    }

    @Test func `no write waits past the bound`() async throws {
        let fixture = try await Fixture { $0.writes.arrivalWait = .seconds(4) }
        fixture.memory.limitArrivals(toPerSecond: 0.1)
        try await fixture.ingest("a", "one")
        async let second = fixture.ingest("b", "two")
        await fixture.clock.sleeper(until: .seconds(4))
        fixture.clock.advance(to: .seconds(4))
        #expect(try await second.isEmbedded)
    }

    @Test func `those who wait go on when the limit is lifted`() async throws {
        let fixture = try await Fixture()
        fixture.memory.limitArrivals(toPerSecond: 0.1)
        try await fixture.ingest("a", "one")
        async let second = fixture.ingest("b", "two")
        await fixture.clock.sleeper(until: .seconds(10))
        fixture.memory.limitArrivals(toPerSecond: nil)
        #expect(try await second.isEmbedded)
    }

    @Test func `a write that waits does not hold up a hand-over`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        fixture.memory.limitArrivals(toPerSecond: 0.1)
        try await fixture.ingest("a", "one")
        async let second = fixture.ingest("b", "two")
        await fixture.clock.sleeper(until: .seconds(10))
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        try fixture.publish(profile)
        fixture.clock.advance(to: .seconds(10))
        #expect(try await second.isEmbedded)
        #expect(fixture.new.documents == ["two"])
    }
}
