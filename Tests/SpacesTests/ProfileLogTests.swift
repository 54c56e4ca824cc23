import Knowledge
import Spaces
import Testing

@Suite struct `The profile log` {
    @Test func `has no active profile while it is empty`() {
        #expect(ProfileLog(rows: []).active == nil)
        #expect(ProfileLog(rows: []).building == nil)
    }

    @Test func `takes the highest epoch that finished as the active one`() {
        let log = ProfileLog(rows: [
            row(3, .cancelled), row(1, .finished), row(2, .finished), row(4, nil),
        ])
        #expect(log.active?.epoch == Epoch(rawValue: 2))
        #expect(log.building?.epoch == Epoch(rawValue: 4))
        #expect(log.rows.map(\.epoch.rawValue) == [1, 2, 3, 4])
    }

    @Test(arguments: [nil, .cancelled, .failed] as [ProfileOutcome?])
    func `makes no active profile of one that has not finished`(outcome: ProfileOutcome?) {
        #expect(ActiveProfile(row(1, outcome)) == nil)
        #expect(ProfileLog(rows: [row(1, outcome)]).active == nil)
    }

    @Test func `keeps the row and the time in the active profile`() throws {
        let active = try #require(ActiveProfile(row(7, .finished)))
        #expect(active.profile == row(7, .finished))
        #expect(active.finishedUnixMs == 20)
        #expect(active.space.identity.target == "test:space@3")
    }

    private func row(_ epoch: Int64, _ outcome: ProfileOutcome?) -> Profile {
        Profile(
            epoch: Epoch(rawValue: epoch),
            space: Space(
                id: SpaceID(rawValue: epoch),
                identity: SpaceIdentity(provider: "test", model: "space", dimensions: 3)
            ),
            startedUnixMs: 10,
            ending: outcome.map { Profile.Ending(outcome: $0, atUnixMs: 20) }
        )
    }
}
