import Knowledge
import Spaces
import Testing

@testable import Migration

/// Which spaces a way back keeps fresh, and until when.
struct RollbackWindowTests {
    private static let day: Int64 = 86_400_000

    private static func row(
        _ epoch: Int64,
        space: Int64,
        _ outcome: ProfileOutcome? = .finished,
        at unixMs: Int64 = 0
    ) -> Profile {
        let identity = SpaceIdentity(provider: "test", model: "m\(space)", dimensions: 4)
        return Profile(
            epoch: Epoch(rawValue: epoch),
            space: Space(id: SpaceID(rawValue: space), identity: identity),
            startedUnixMs: 0,
            ending: outcome.map { Profile.Ending(outcome: $0, atUnixMs: unixMs) }
        )
    }

    private static func open(
        _ rows: [Profile],
        seconds: [Int64: Int] = [:],
        at unixMs: Int64
    ) -> [[Int64]] {
        var settings: [Epoch: MigrationSettings] = [:]
        for row in rows.dropFirst() {
            var standard = MigrationSettings.standard
            standard.rollbackWindowSeconds = seconds[row.epoch.rawValue] ?? 86_400
            settings[row.epoch] = standard
        }
        return RollbackWindow.open(in: ProfileLog(rows: rows), settings: settings, at: unixMs)
            .map { [$0.space.id.rawValue, $0.untilUnixMs, $0.epoch.rawValue] }
    }

    @Test func `the space that a flip led away from is kept to the end of the window, no longer`() {
        let rows = [Self.row(1, space: 1), Self.row(2, space: 2, at: 1_000)]
        #expect(Self.open(rows, at: 1_000) == [[1, Self.day + 1_000, 2]])
        #expect(Self.open(rows, at: Self.day + 999) == [[1, Self.day + 1_000, 2]])
        #expect(Self.open(rows, at: Self.day + 1_000).isEmpty)
    }

    @Test func `a window of no length keeps nothing`() {
        let rows = [Self.row(1, space: 1), Self.row(2, space: 2, at: 1_000)]
        #expect(Self.open(rows, seconds: [2: 0], at: 1_000).isEmpty)
        #expect(Self.open(rows, seconds: [2: 1], at: 1_000) == [[1, 2_000, 2]])
    }

    @Test func `what was cancelled, failed or is building opens no window`() {
        let rows = [
            Self.row(1, space: 1),
            Self.row(2, space: 2, .cancelled, at: 5),
            Self.row(3, space: 3, .failed, at: 6),
            Self.row(4, space: 4, nil),
        ]
        #expect(Self.open(rows, at: 10).isEmpty)
    }

    @Test func `two flips in a day keep two spaces, each until its own time`() {
        let rows = [
            Self.row(1, space: 1),
            Self.row(2, space: 2, at: 1_000),
            Self.row(3, space: 3, at: 9_000),
        ]
        let windows = Self.open(rows, at: 9_000)
        #expect(windows == [[1, Self.day + 1_000, 2], [2, Self.day + 9_000, 3]])
    }

    @Test func `after a rollback the space that was left is kept, and the active one is not`() {
        let rows = [
            Self.row(1, space: 1),
            Self.row(2, space: 2, at: 1_000),
            Self.row(3, space: 1, at: 2_000),
        ]
        #expect(Self.open(rows, at: 2_000) == [[2, Self.day + 2_000, 3]])
    }

    @Test func `of two windows of one space the later end counts`() {
        let rows = [
            Self.row(1, space: 1),
            Self.row(2, space: 2, at: 1_000),
            Self.row(3, space: 1, at: 2_000),
            Self.row(4, space: 3, at: 3_000),
        ]
        let windows = Self.open(rows, seconds: [4: 10], at: 3_000)
        #expect(windows == [[1, Self.day + 1_000, 2], [2, Self.day + 2_000, 3]])
    }

    @Test func `only settings of rows whose window may be open are asked for`() {
        let rows = [
            Self.row(1, space: 1),
            Self.row(2, space: 2, at: 1_000),
            Self.row(3, space: 3, at: 9_000),
            Self.row(4, space: 4, nil),
        ]
        let log = ProfileLog(rows: rows)
        let epochs = RollbackWindow.candidates(in: log, at: 6_000, longestSeconds: 5)
        #expect(epochs == [Epoch(rawValue: 3)])
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00:00 UTC"),
        (-1, "1969-12-31 23:59:59 UTC"),
        (951_782_400_000, "2000-02-29 00:00:00 UTC"),
        (1_795_238_101_999, "2026-11-21 05:15:01 UTC"),
        (4_107_542_399_000, "2100-02-28 23:59:59 UTC"),
        (4_107_542_400_000, "2100-03-01 00:00:00 UTC"),
    ])
    func `a moment is written as people read it`(unixMs: Int64, words: String) {
        #expect(Moment.words(unixMs) == words)
    }
}
