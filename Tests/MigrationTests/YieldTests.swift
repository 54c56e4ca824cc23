import Knowledge
import Spaces
import Testing

@testable import Migration

/// Yielding: nice, hours, the live system, and slots that do not wait for the store.
struct YieldTests {
    @Test func `a slot is filled at the answer, and not at the commit`() throws {
        var rig = MachineRig(MigrationSettings(batchItems: 1, concurrency: 1))
        try rig.page([1, 2, 3, 4, 5], through: 5)
        for expected in 2...3 {
            let embed = try #require(rig.embeds.first)
            rig.answer(embed.ticket, embed.items)
            if expected == 2 { #expect(rig.embeds.first?.items.map(\.revision.rawValue) == [2]) }
        }
        // As many as may wait for the store do.
        #expect(rig.embeds.isEmpty)
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .store)
        let store = try #require(rig.stores.first)
        rig.feed(.stored(store.ticket, .success(1)))
        #expect(rig.embeds.count == 1)
    }

    @Test func `nice rests a slot so many times as long as the request took`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.nice = 2
        var rig = MachineRig(settings)
        try rig.page([1, 2], through: 2)
        let embed = rig.embeds[0]
        rig.now = .milliseconds(500)
        rig.answer(embed.ticket, embed.items)
        #expect(!rig.isAsking)
        #expect(rig.machine.nextWake(after: rig.now) == .milliseconds(1_500))
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .nice)
        rig.now = .milliseconds(1_499)
        rig.feed(.tick)
        #expect(!rig.isAsking)
        rig.now = .milliseconds(1_500)
        rig.feed(.tick)
        #expect(rig.embeds.count == 1)
    }

    @Test func `nice turned down ends the rests`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.nice = 100
        var rig = MachineRig(settings)
        try rig.page([1, 2], through: 2)
        let embed = rig.embeds[0]
        rig.now = .seconds(1)
        rig.answer(embed.ticket, embed.items)
        rig.tune { $0.nice = 0 }
        #expect(rig.embeds.count == 1)
    }

    @Test func `paused for its provider, it says that its next try waits for the hours`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.hours = HoursOfDay(fromMinute: 0, toMinute: 1)
        var rig = MachineRig(settings)
        try rig.page([1, 2], through: 2)
        rig.fail(try #require(rig.embeds.first).ticket, .denied, "the key was revoked")
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .provider)
        rig.wait(.seconds(60))
        #expect(rig.machine.phase == .paused && rig.embeds.isEmpty)
        let brake = rig.machine.progress(at: rig.now).brake
        #expect(brake?.brake == .hours)
        #expect(brake?.sentence.contains("00:00 UTC") == true)
    }

    @Test func `outside of the hours nothing starts, and they wake it`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        // 22:00 to 06:00.
        settings.hours = HoursOfDay(fromMinute: 22 * 60, toMinute: 6 * 60)
        var rig = MachineRig(settings, unixMsAtZero: (21 * 60 + 59) * 60_000)
        try rig.page([1, 2], through: 2)
        #expect(rig.embeds.isEmpty)
        let brake = rig.machine.progress(at: rig.now).brake
        #expect(brake?.brake == .hours)
        #expect(brake?.sentence.contains("22:00 UTC") == true)
        rig.feed(.counted(.success(SpaceCounts(items: 2, embedded: 0, vectors: 0))))
        rig.now = .milliseconds(59_999)
        rig.feed(.tick)
        #expect(rig.embeds.isEmpty)
        rig.feed(.counted(.success(SpaceCounts(items: 2, embedded: 0, vectors: 0))))
        #expect(rig.machine.nextWake(after: rig.now) == .seconds(60))
        rig.now = .seconds(60)
        rig.feed(.tick)
        let embed = try #require(rig.embeds.first)
        // 06:00: what is in flight comes in, and nothing else starts.
        rig.now = .seconds(60 + 8 * 3_600)
        rig.answer(embed.ticket, embed.items)
        #expect(rig.stores.count == 1 && rig.embeds.isEmpty)
    }

    @Test(
        arguments: [
            (600, 360, 359, nil), (600, 360, 360, 600), (600, 360, 1_000, nil),
            (60, 120, 60, nil), (60, 120, 120, 1_500), (60, 120, 0, 60),
        ] as [(Int, Int, Int, Int?)]
    )
    func `hours may go over midnight`(from: Int, to: Int, minute: Int, opens: Int?) throws {
        let hours = try #require(HoursOfDay(fromMinute: from, toMinute: to))
        let clock = WallClock(unixMsAtZero: 0)
        let opening = clock.opening(of: hours, at: .seconds(minute * 60))
        #expect(opening == opens.map { .seconds($0 * 60) })
    }

    @Test func `the live system halves the width down to none, and gets it back one by one`()
        throws
    {
        var settings = MigrationSettings(batchItems: 1, concurrency: 4)
        settings.searchP99MsMax = 50
        var rig = MachineRig(settings)
        try rig.page([1, 2, 3, 4, 5, 6, 7, 8, 9], through: 9, hasMore: true)
        #expect(rig.embeds.count == 4)
        let slow = LiveLoad(searchP99: .milliseconds(51), queryWaitP99: nil)
        let well = LiveLoad(searchP99: .milliseconds(50), queryWaitP99: nil)
        for width in [2, 1, 0] {
            rig.wait(.seconds(1))
            #expect(rig.has { if case .measureLoad = $0 { true } else { false } })
            rig.feed(.load(slow))
            #expect(rig.machine.governor.width == width)
        }
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .liveLoad)
        for width in [1, 2, 3, 4, 4] {
            rig.feed(.load(well))
            #expect(rig.machine.governor.width == width)
        }
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .embedder)
    }

    @Test func `where even one is too many it rests longer each time, up to a bound`() {
        var governor = LoadGovernor(most: 1)
        var rests: [Int] = []
        for _ in 0..<7 {
            governor.look(isOver: true)
            var looks = 0
            while governor.width == 0 {
                governor.look(isOver: false)
                looks += 1
            }
            rests.append(looks)
            governor = governor.tuned(most: 2)
        }
        #expect(rests.first == 1)
        #expect(rests.max().map { $0 <= LoadGovernor.restMax } == true)
    }

    @Test func `without a bound nobody looks at the live system`() throws {
        var rig = MachineRig()
        try rig.page([1], through: 1)
        rig.wait(.seconds(5))
        #expect(!rig.has { if case .measureLoad = $0 { true } else { false } })
    }
}
