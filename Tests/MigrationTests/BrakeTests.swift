import Knowledge
import Spaces
import Testing

@testable import Migration

/// What slows a migration down, and that nothing slows it for ever.
struct BrakeTests {
    private static let slow = LiveLoad(searchP99: .milliseconds(51), queryWaitP99: nil)
    private static let well = LiveLoad(searchP99: .milliseconds(50), queryWaitP99: nil)

    @Test func `a migration that paused with no request allowed looks at the load and goes on`()
        throws
    {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.searchP99MsMax = 50
        var rig = MachineRig(settings)
        try rig.page([1, 2], through: 2)
        let embed = try #require(rig.embeds.first)
        rig.wait(.seconds(1))
        rig.feed(.load(Self.slow))
        #expect(rig.machine.governor.width == 0)
        rig.fail(embed.ticket, .unavailable, "down")
        rig.wait(rig.machine.limits.backoffMax)
        try rig.page([1, 2], through: 2)
        rig.feed(.tick)
        #expect(rig.machine.phase == .paused && rig.openEmbeds.count == 1)
        #expect(rig.has { if case .measureLoad = $0 { true } else { false } })
        rig.feed(.load(Self.well))
        #expect(rig.embeds.count == 1)
    }

    @Test func `a cancel that could not be written asks again for what was aborted`() throws {
        var rig = MachineRig(MigrationSettings(batchItems: 2, concurrency: 2), isClear: false)
        #expect(rig.lookTicket != nil)
        rig.feed(.cancelRequested)
        rig.feed(.cancelled(.failure(StoreError(.failed, "broken"))))
        rig.wait(rig.machine.limits.backoffMax)
        #expect(rig.lookTicket != nil)

        var loading = MachineRig()
        try loading.pilot { if case .prepareIndex = $0 { true } else { false } }
        loading.feed(.cancelRequested)
        loading.feed(.cancelled(.failure(StoreError(.failed, "broken"))))
        loading.wait(loading.machine.limits.backoffMax)
        try loading.pilot { if case .prepareIndex = $0 { true } else { false } }
    }

    @Test func `what holds goes on holding while it is kept fresh`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.holds = true
        var rig = MachineRig(settings)
        rig.pilotThroughAll()
        let held = try #require(rig.machine.progress(at: rig.now).brake)
        #expect(held.brake == .holding)
        rig.wait(.seconds(1))
        // It walks what came meanwhile.
        #expect(rig.reading != nil)
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .holding)
        rig.pilotThroughAll()
        #expect(rig.machine.brake.since == .zero)
    }

    @Test(arguments: [true, false])
    func `what a drifted model answers is not stored, whoever paused it`(
        isPausedFirst: Bool
    ) throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4], through: 4)
        let embeds = rig.embeds
        rig.wait(rig.machine.limits.canaryEvery)
        let look = try #require(rig.lookTicket)
        if isPausedFirst { rig.tune { $0.isPaused = true } }
        rig.feed(.canariesChecked(look, .success(.drifted("it moved"))))
        if !isPausedFirst { rig.tune { $0.isPaused = true } }
        #expect(rig.machine.reason == "paused by an operator")
        for embed in embeds {
            rig.answer(embed.ticket, embed.items)
            #expect(rig.stores.isEmpty)
        }
    }
}
