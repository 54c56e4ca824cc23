import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite struct `A search of any space` {
    @Test func `finds what its own embedder and its own vectors say`() async throws {
        let fixture = try await Fixture()
        for text in ["one", "two", "three"] { try await fixture.ingest(text, text) }
        let profile = try await fixture.startMigration()
        try await fixture.backfill(profile.space, with: fixture.new)
        let rankings = try await fixture.memory.nearestItems(
            to: ["two", "three"],
            in: profile.space,
            limit: 1
        )
        let found = rankings.compactMap(\.hits.first?.id)
        let items = try await fixture.store.items(withIDs: found)
        #expect(Set(items.map(\.text)) == ["two", "three"])
        #expect(rankings.map(\.hits.count) == [1, 1])
        #expect(fixture.new.calls.allSatisfy { $0.role == .query })
    }

    @Test func `is refused while the index is not ready`() async throws {
        let fixture = try await Fixture()
        let unknown = Space(id: SpaceID(rawValue: 9), identity: fixture.new.identity)
        await #expect {
            try await fixture.memory.nearestItems(to: ["one"], in: unknown, limit: 1)
        } throws: { ($0 as? EmbedderError)?.code == .unavailable }
        #expect(fixture.new.calls.isEmpty)
    }

    @Test func `asks for few queries at once, and says which was refused`() async throws {
        let fixture = try await Fixture()
        fixture.old.refuses("bad")
        let space = fixture.memory.route.serving.profile.space
        await #expect {
            try await fixture.memory.nearestItems(
                to: ["a", "b", "c", "d", "e", "bad"],
                in: space,
                limit: 1
            )
        } throws: { ($0 as? EmbedderError)?.code == .textRefused(position: 5) }
        #expect(fixture.old.calls.map(\.texts.count) == [4, 2])
    }

    @Test func `is told how long each query took, with its share of the embedding`() async throws {
        let fixture = try await Fixture()
        fixture.old.answers { [clock = fixture.clock, old = fixture.old] texts, _ in
            clock.advance(to: .seconds(1))
            return texts.map(old.bag)
        }
        let rankings = try await fixture.memory.nearestItems(
            to: ["one", "two"],
            in: fixture.memory.route.serving.profile.space,
            limit: 1
        )
        #expect(rankings.map(\.duration) == [.milliseconds(500), .milliseconds(500)])
    }

    @Test func `is no live load`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.memory.nearestItems(
            to: ["one"],
            in: fixture.memory.route.serving.profile.space,
            limit: 1
        )
        #expect(fixture.memory.recentLatency == RecentLatency(searchP99: nil, queryWaitP99: nil))
    }
}
