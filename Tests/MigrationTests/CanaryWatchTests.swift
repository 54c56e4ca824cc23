import Knowledge
import Spaces
import Testing

@testable import Migration

/// Canaries and adoption, event by event.
struct CanaryWatchTests {
    @Test func `no item is embedded before the canaries were looked at`() throws {
        var rig = MachineRig(isClear: false)
        let look = try #require(rig.lookTicket)
        try rig.page([1, 2], through: 2)
        #expect(rig.embeds.isEmpty)
        rig.feed(.canariesChecked(look, .success(.same)))
        #expect(rig.embeds.count == 1)
    }

    @Test func `they are looked at every five minutes, while it goes on`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3], through: 3, hasMore: true)
        rig.wait(.seconds(299))
        #expect(rig.lookTicket == nil)
        rig.wait(.seconds(1))
        #expect(rig.lookTicket != nil)
        #expect(rig.machine.phase == .backfilling)
    }

    @Test func `a drift pauses, what is in flight is not stored, and being the same ends it`()
        throws
    {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4, 5], through: 5)
        let embed = rig.embeds[0]
        rig.wait(.seconds(300))
        rig.feed(.canariesChecked(try #require(rig.lookTicket), .success(.drifted("it moved"))))
        #expect(rig.machine.phase == .paused)
        #expect(rig.machine.reason == "it moved")
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .provider)
        rig.answer(embed.ticket, embed.items)
        #expect(rig.stores.isEmpty)
        rig.wait(.seconds(60))
        #expect(rig.embeds.isEmpty)
        rig.feed(.canariesChecked(try #require(rig.lookTicket), .success(.drifted("it moved"))))
        #expect(rig.machine.nextTry == .seconds(420))
        rig.feed(.resumeRequested)
        rig.feed(.canariesChecked(try #require(rig.lookTicket), .success(.same)))
        #expect(rig.machine.phase == .backfilling)
    }

    @Test func `an embedder that is away at the first look is waited for`() throws {
        var rig = MachineRig(isClear: false)
        let away = EvidenceError.embedder(EmbedderError(.unavailable, "it is away"))
        rig.feed(.canariesChecked(try #require(rig.lookTicket), .failure(away)))
        #expect(rig.machine.reason == "it is away")
        rig.now = try #require(rig.machine.nextTry)
        rig.feed(.tick)
        rig.feed(.canariesChecked(try #require(rig.lookTicket), .success(.same)))
        #expect(rig.machine.phase == .backfilling)
    }

    @Test func `a first look that failed is had again when an operator resumes`() throws {
        var rig = MachineRig(isClear: false)
        let look = try #require(rig.lookTicket)
        rig.tune { $0.isPaused = true }
        let away = EvidenceError.embedder(EmbedderError(.unavailable, "it is away"))
        rig.feed(.canariesChecked(look, .failure(away)))
        #expect(rig.lookTicket == nil)
        rig.tune { $0.isPaused = false }
        #expect(rig.machine.phase == .backfilling)
        #expect(rig.lookTicket != nil)
    }

    @Test func `a drift just before the hand-over keeps it from it`() throws {
        var rig = MachineRig()
        rig.newest = 1
        try rig.pilot { if case .evaluate = $0 { true } else { false } }
        let evaluation = try rig.ticket {
            if case .evaluate(let ticket, _) = $0 { ticket } else { nil }
        }
        rig.feed(.evaluated(evaluation, .success(Fixtures.report(.go))))
        try rig.pilot { if case .checkCanaries = $0 { true } else { false } }
        rig.feed(.canariesChecked(try #require(rig.lookTicket), .success(.drifted("it moved"))))
        #expect(rig.machine.phase == .paused)
        #expect(!rig.machine.isRouteTurned)
    }

    @Test func `vectors are taken over page by page before anything is embedded`() throws {
        var settings = MigrationSettings(batchItems: 2, concurrency: 2)
        settings.adopted = SpaceID(rawValue: 1)
        var rig = MachineRig(settings, isClear: false)
        func adoption() throws -> (ticket: Ticket, after: ItemID?) {
            try #require(
                rig.asked.lazy.compactMap {
                    if case .adopt(let ticket, _, let after) = $0 { (ticket, after) } else { nil }
                }
                .first
            )
        }
        #expect(rig.machine.phase == .backfilling)
        #expect(try adoption().after == nil)
        let page = AdoptedVectors(adopted: 9, through: ItemID(rawValue: 9), hasMore: true)
        rig.feed(.adopted(try adoption().ticket, .success(page)))
        #expect(try adoption().after == ItemID(rawValue: 9))
        // Paused and resumed, it goes on where it was.
        rig.tune { $0.isPaused = true }
        rig.tune { $0.isPaused = false }
        #expect(try adoption().after == ItemID(rawValue: 9))
        rig.feed(.adopted(try adoption().ticket, .failure(StoreError(.diskFull, "full"))))
        #expect(rig.machine.phase == .paused)
        rig.wait(.seconds(5))
        let last = AdoptedVectors(adopted: 1, through: ItemID(rawValue: 10), hasMore: false)
        rig.feed(.adopted(try adoption().ticket, .success(last)))
        #expect(rig.lookTicket != nil && rig.reading != nil)
        #expect(rig.machine.progress(at: rig.now).stored == 10)
    }
}
