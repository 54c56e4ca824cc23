import Knowledge
import Spaces
import Testing

@testable import Migration

/// The pass, event by event.
struct MachinePassTests {
    @Test func `batches go out in revision order, as many as may be in flight`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4, 5], through: 5)
        #expect(rig.embeds.map { $0.items.map(\.revision.rawValue) } == [[1, 2], [3, 4]])
    }

    @Test func `a pass is proven when every batch is stored, not when it is answered`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3], through: 3)
        let embeds = rig.embeds
        #expect(embeds.count == 2)
        var stores: [Ticket] = []
        for embed in embeds {
            rig.answer(embed.ticket, embed.items)
            #expect(!rig.isIndexing)
            stores += rig.stores.map(\.ticket)
        }
        rig.feed(.stored(stores[0], .success(2)))
        #expect(!rig.isIndexing)
        // An edit in between made it a no-op: that batch is done all the same.
        rig.feed(.stored(stores[1], .success(0)))
        #expect(rig.isIndexing)
    }

    @Test func `a pass is not proven while there is more to read`() throws {
        var rig = MachineRig()
        try rig.page([1], through: 1, hasMore: true)
        let embed = try #require(rig.embeds.first)
        let reading = try #require(rig.reading)
        rig.answer(embed.ticket, embed.items)
        rig.feed(.stored(embed.ticket, .success(1)))
        #expect(!rig.isIndexing)
        let last = BacklogPage(items: [], through: Revision(rawValue: 9), hasMore: false)
        rig.feed(.read(reading, .success(last)))
        #expect(rig.isIndexing)
    }

    @Test func `batches keep the rate that was asked for`() throws {
        let settings = MigrationSettings(itemsPerSecondMax: 8, batchItems: 2, concurrency: 8)
        var rig = MachineRig(settings)
        try rig.page([1, 2, 3, 4], through: 4)
        #expect(rig.embeds.count == 1)
        #expect(rig.machine.nextWake(after: rig.now) == .milliseconds(250))
        rig.now = .milliseconds(249)
        rig.feed(.tick)
        #expect(rig.embeds.isEmpty)
        rig.now = .milliseconds(250)
        rig.feed(.tick)
        #expect(rig.embeds.count == 1)
    }

    @Test func `vectors that leave the space void the pass`() throws {
        var rig = MachineRig()
        try rig.page([], through: 7)
        #expect(rig.isIndexing)
        rig.feed(.vectorsRemoved)
        guard case .readBacklog(_, let after, _)? = rig.asked.last else {
            Issue.record("\(rig.asked)")
            return
        }
        #expect(after == .none)
    }

    @Test func `an answer to what is no longer asked for changes nothing`() throws {
        var rig = MachineRig()
        try rig.page([1], through: 1)
        let embed = try #require(rig.embeds.first)
        rig.feed(.embedded(embed.ticket, .failure(EmbedderError(.unavailable, "down"))))
        rig.answer(embed.ticket, embed.items)
        #expect(rig.asked.isEmpty)
        rig.feed(.stored(embed.ticket, .success(1)))
        #expect(rig.asked.isEmpty)
    }
}

/// Faults, event by event.
struct MachineFaultTests {
    @Test func `a provider's fault rests, tries one batch, and goes on when it is stored`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4], through: 4)
        for embed in rig.embeds {
            rig.feed(.embedded(embed.ticket, .failure(EmbedderError(.unavailable, "down"))))
        }
        #expect(rig.machine.phase == .paused)
        #expect(rig.machine.reason == "down")
        rig.feed(.canariesChecked(Ticket(rawValue: 0), .success(.same)))
        #expect(rig.asked.isEmpty)
        let nextTry = try #require(rig.machine.nextTry)
        #expect(nextTry > .milliseconds(790) && nextTry <= .seconds(1))
        rig.now = nextTry
        rig.feed(.tick)
        try rig.page([1, 2, 3, 4], through: 4)
        #expect(rig.embeds.count == 1)
        let probe = rig.embeds[0]
        rig.answer(probe.ticket, probe.items)
        #expect(rig.machine.phase == .paused)
        rig.feed(.stored(probe.ticket, .success(2)))
        #expect(rig.machine.phase == .backfilling)
    }

    @Test func `what is paid for is stored again, not embedded again`() throws {
        var rig = MachineRig()
        try rig.page([1], through: 1)
        let embed = rig.embeds[0]
        rig.answer(embed.ticket, embed.items)
        rig.feed(.stored(embed.ticket, .failure(StoreError(.diskFull, "full"))))
        #expect(rig.machine.nextTry == .seconds(5))
        rig.now = .seconds(5)
        rig.feed(.tick)
        #expect(rig.stores.map(\.ticket) == [embed.ticket])
        // The item is still in the backlog, and on its way.
        try rig.page([1], through: 1)
        #expect(rig.embeds.isEmpty)
        #expect(rig.machine.phase == .paused)
        rig.feed(.stored(embed.ticket, .success(1)))
        #expect(rig.machine.phase != .paused)
    }
}

/// The hand-over and the cancel, event by event.
struct MachineHandOverTests {
    @Test func `the hand-over turns, then measures, then embeds what is missing, then flips`()
        throws
    {
        var rig = try MachineRig.handingOver()
        #expect(rig.machine.isRouteTurned)
        rig.feed(.turned(try rig.ticket { if case .turn(let ticket) = $0 { ticket } else { nil } }))
        let measure = try rig.ticket {
            if case .readNewest(let ticket) = $0 { ticket } else { nil }
        }
        rig.feed(.newest(measure, .success(Revision(rawValue: 2))))
        // Revision 3 came under the new route: the flip does not wait for it.
        try rig.page([1, 2, 3], through: 3)
        let embed = try #require(rig.embeds.first)
        #expect(embed.items.map(\.revision.rawValue) == [1, 2])
        #expect(rig.embeds.count == 1)
        rig.answer(embed.ticket, embed.items)
        rig.feed(.stored(embed.ticket, .success(2)))
        guard case .flip(let ticket, let pass, let through)? = rig.asked.last else {
            Issue.record("\(rig.asked)")
            return
        }
        #expect(pass == .none)
        #expect(through == Revision(rawValue: 2))
        #expect(rig.machine.permitsFlip(ticket))
    }

    @Test func `a flip that finds something missing embeds it and flips again`() throws {
        var (rig, flip) = try MachineRig.atFlip()
        rig.feed(.flipped(flip, .success(.timedOut)))
        let second = try rig.ticket { if case .flip(let ticket, _, _) = $0 { ticket } else { nil } }
        #expect(!rig.machine.permitsFlip(flip))
        #expect(rig.machine.permitsFlip(second))
    }

    @Test(arguments: [(4, true), (5, false)])
    func `flips that do not come off end at five`(times: Int, isTryingStill: Bool) throws {
        var (rig, flip) = try MachineRig.atFlip()
        for _ in 0..<times {
            rig.feed(.flipped(flip, .success(.timedOut)))
            let next = rig.asked.lazy.compactMap {
                if case .flip(let ticket, _, _) = $0 { ticket } else { nil }
            }
            flip = next.first ?? flip
        }
        #expect((rig.machine.phase == .handingOver) == isTryingStill)
        #expect(rig.machine.isRouteTurned == isTryingStill)
    }

    @Test func `a write path that fails stops a flip that the writer has not taken up`() throws {
        var (rig, flip) = try MachineRig.atFlip()
        rig.feed(.writePathFault("down"))
        #expect(!rig.machine.permitsFlip(flip))
        rig.feed(.flipped(flip, .success(.timedOut)))
        #expect(rig.machine.phase == .paused)
        #expect(rig.machine.reason.contains("down"))
        #expect(rig.asked.contains { if case .turnBack = $0 { true } else { false } })
    }

    @Test func `a cancel stops a flip on its way, unless it has committed`() throws {
        var (rig, flip) = try MachineRig.atFlip()
        rig.feed(.cancelRequested)
        #expect(rig.asked.contains { if case .abort = $0 { true } else { false } })
        #expect(!rig.machine.permitsFlip(flip))
        rig.feed(.cancelled(.success(.alreadyEnded(.finished))))
        #expect(rig.machine.phase == .finished)
        #expect(rig.asked.contains { if case .publish = $0 { true } else { false } })
        let change = PhaseChange(
            epoch: Epoch(rawValue: 2),
            sequence: 5,
            from: .handingOver,
            to: .finished,
            reason: "",
            atUnixMs: 0
        )
        rig.feed(.flipped(flip, .success(.flipped(change))))
        #expect(rig.asked.isEmpty)
    }

    @Test func `a cancel that cannot be written lets the work go on`() throws {
        var (rig, _) = try MachineRig.atFlip()
        rig.feed(.cancelRequested)
        rig.feed(.cancelled(.failure(StoreError(.failed, "broken"))))
        #expect(rig.machine.phase == .handingOver)
        var plain = MachineRig()
        plain.feed(.cancelRequested)
        plain.feed(.cancelled(.failure(StoreError(.failed, "broken"))))
        #expect(plain.machine.phase == .paused)
        #expect(plain.machine.reason == "broken")
    }
}
