import Knowledge
import Testing

@testable import Memory

@Suite struct `The latency of the last seconds` {
    @Test func `is unknown when there was nothing`() {
        #expect(LatencyWindow().p99(at: .zero) == nil)
    }

    @Test(arguments: [0, 1, 7, 8, 15, 16, 999, 123_456, 59_000_000])
    func `is told to within an eighth, upwards`(microseconds: Int) throws {
        var window = LatencyWindow()
        window.record(.microseconds(microseconds), at: .zero)
        let told = try #require(window.p99(at: .zero))
        #expect(told > .microseconds(microseconds))
        #expect(told <= .microseconds(microseconds + max(1, microseconds / 8)))
    }

    @Test func `is the one that 99 of 100 do not exceed`() throws {
        var window = LatencyWindow()
        for _ in 0..<99 { window.record(.milliseconds(1), at: .zero) }
        window.record(.seconds(1), at: .zero)
        #expect(try #require(window.p99(at: .zero)) < .milliseconds(2))
        window.record(.seconds(1), at: .zero)
        #expect(try #require(window.p99(at: .zero)) > .seconds(1))
    }

    @Test func `forgets what is older than ten seconds`() {
        var window = LatencyWindow()
        window.record(.milliseconds(1), at: .seconds(100))
        #expect(window.p99(at: .seconds(109)) != nil)
        #expect(window.p99(at: .seconds(110)) == nil)
        window.record(.seconds(3), at: .seconds(110))
        #expect(window.p99(at: .seconds(110)) ?? .zero >= .seconds(3))
    }

    @Test func `takes in what took very long`() {
        var window = LatencyWindow()
        window.record(.seconds(1 << 20), at: .zero)
        window.record(.seconds(-1), at: .zero)
        #expect(window.p99(at: .zero) ?? .zero > .seconds(1 << 16))
    }

    @Test func `counts live searches, and their wait for a vector where they need one`()
        async throws
    {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one")
        #expect(fixture.memory.recentLatency == RecentLatency(searchP99: nil, queryWaitP99: nil))
        _ = try await fixture.keys("one", .lexical)
        #expect(fixture.memory.recentLatency.searchP99 != nil)
        #expect(fixture.memory.recentLatency.queryWaitP99 == nil)
        fixture.old.answers { [clock = fixture.clock, old = fixture.old] texts, _ in
            clock.advance(to: .seconds(1))
            return texts.map(old.bag)
        }
        _ = try await fixture.keys("one", .semantic)
        #expect(fixture.memory.recentLatency.queryWaitP99 ?? .zero >= .seconds(1))
        #expect(fixture.memory.recentLatency.searchP99 ?? .zero >= .seconds(1))
    }

    @Test func `of a search that ran out of time counts too`() async throws {
        let fixture = try await Fixture()
        fixture.old.answers { [clock = fixture.clock, old = fixture.old] texts, _ in
            clock.advance(to: .seconds(1))
            return texts.map(old.bag)
        }
        let query = SearchQuery(text: "one", mode: .hybrid, k: 1)
        await #expect(throws: MemoryError.self) {
            try await fixture.search(query, within: .seconds(1))
        }
        #expect(fixture.memory.recentLatency.searchP99 ?? .zero >= .seconds(1))
    }
}
