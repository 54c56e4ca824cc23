import Knowledge
import Spaces
import Testing

@testable import Migration

/// Whose fault a refusal is, event by event.
struct QuarantineTests {
    private static func quarantines(
        _ rig: MachineRig
    ) -> [(ticket: Ticket, refusal: ItemRefusal)] {
        rig.asked.compactMap {
            if case .quarantine(let ticket, let refusal) = $0 { (ticket, refusal) } else { nil }
        }
    }

    private static func probe(_ rig: MachineRig) -> Ticket? {
        rig.asked.lazy.compactMap {
            if case .probe(let ticket) = $0 { ticket } else { nil }
        }
        .first
    }

    @Test(arguments: [EmbedderError.Code.batchRefused, .invalidAnswer])
    func `a batch is halved until the guilty item stands alone`(
        code: EmbedderError.Code
    ) throws {
        var rig = MachineRig(MigrationSettings(batchItems: 8, concurrency: 1))
        rig.backlog = (1...8).map { MachineRig.item($0) }
        try rig.page(Array(1...8), through: 8)
        var sizes: [Int] = []
        var next = rig.embeds.first
        var guilty: ItemRefusal?
        while let embed = next, guilty == nil {
            sizes.append(embed.items.count)
            if embed.items.contains(where: { $0.revision.rawValue == 6 }) {
                rig.fail(embed.ticket, code, "no good")
                next = rig.embeds.first
                guilty = Self.quarantines(rig).first?.refusal
            } else {
                rig.answer(embed.ticket, embed.items)
                next = rig.embeds.first
                rig.feed(.stored(embed.ticket, .success(embed.items.count)))
                next = next ?? rig.embeds.first
            }
        }
        // 1 to 8; 1 to 4; 5 to 8; 5 and 6; 5; 6.
        #expect(sizes == [8, 4, 4, 2, 1, 1])
        #expect(guilty?.revision == Revision(rawValue: 6))
        #expect(guilty?.reason == "no good")
        #expect(rig.machine.phase == .backfilling)
    }

    @Test func `the text that is named stands alone at once, and the others go on`() throws {
        var rig = MachineRig(MigrationSettings(batchItems: 3, concurrency: 1))
        try rig.page([1, 2, 3], through: 3)
        rig.fail(rig.embeds[0].ticket, .textRefused(position: 1), "too long")
        let rest = try #require(rig.embeds.first)
        #expect(rest.items.map(\.revision.rawValue) == [1, 3])
        rig.answer(rest.ticket, rest.items)
        let accused = try #require(rig.embeds.first)
        #expect(accused.items.map(\.revision.rawValue) == [2])
        rig.fail(accused.ticket, .textRefused(position: 0), "too long")
        // Others were answered meanwhile: that is the proof.
        let row = try #require(Self.quarantines(rig).first)
        rig.feed(.stored(rest.ticket, .success(2)))
        rig.feed(.quarantined(row.ticket, .success(1)))
        #expect(rig.isIndexing)
    }

    @Test func `where nothing else was answered a probe tells whose fault it is`() throws {
        for isProviders in [false, true] {
            var rig = MachineRig()
            try rig.page([1], through: 1)
            rig.fail(rig.embeds[0].ticket, .batchRefused, "no such model")
            #expect(Self.quarantines(rig).isEmpty)
            let probe = try #require(Self.probe(rig))
            let error = EmbedderError(.batchRefused, "no such model")
            let answer = [Fixtures.vector(for: "probe")]
            rig.feed(.probed(probe, isProviders ? .failure(error) : .success(answer)))
            #expect(Self.quarantines(rig).isEmpty == isProviders)
            #expect((rig.machine.phase == .paused) == isProviders)
            if isProviders { #expect(rig.machine.reason == "no such model") }
        }
    }

    @Test func `a key that died pauses with its sentence, and nothing is quarantined`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4], through: 4)
        for embed in rig.embeds { rig.fail(embed.ticket, .denied, "401: the key is not valid") }
        #expect(rig.machine.reason == "401: the key is not valid")
        #expect(rig.machine.nextTry == .seconds(60))
        rig.now = .seconds(2)
        rig.feed(.resumeRequested)
        try rig.page([1, 2, 3, 4], through: 4)
        let embed = try #require(rig.embeds.first)
        rig.answer(embed.ticket, embed.items)
        rig.feed(.stored(embed.ticket, .success(2)))
        #expect(rig.machine.phase == .backfilling)
    }

    @Test(arguments: [(30, 30), (3_600, 3_600), (3_601, 3_600)])
    func `a provider that wants to be left alone is, up to a bound`(asks: Int, rests: Int) throws {
        var rig = MachineRig()
        try rig.page([1], through: 1)
        let error = EmbedderError(.unavailable, "429", retryAfter: .seconds(asks))
        rig.feed(.embedded(rig.embeds[0].ticket, .failure(error)))
        #expect(rig.machine.nextTry == .seconds(rests))
    }

    @Test func `a refusal that could not be written is written again`() throws {
        var rig = MachineRig(MigrationSettings(batchItems: 1, concurrency: 1))
        try rig.page([1], through: 1)
        rig.fail(rig.embeds[0].ticket, .textRefused(position: 0), "too long")
        rig.feed(
            .probed(try #require(Self.probe(rig)), .success([Fixtures.vector(for: "probe")]))
        )
        let row = try #require(Self.quarantines(rig).first)
        rig.feed(.quarantined(row.ticket, .failure(StoreError(.diskFull, "full"))))
        #expect(rig.machine.phase == .paused)
        rig.wait(.seconds(5))
        #expect(Self.quarantines(rig).map(\.ticket) == [row.ticket])
        rig.feed(.quarantined(row.ticket, .success(1)))
        #expect(rig.machine.phase == .backfilling)
    }

    @Test(arguments: [(5, true), (6, false)])
    func `a share of the items may be quarantined at the flip, and no more`(
        quarantined: Int,
        goesOn: Bool
    ) throws {
        var rig = MachineRig()
        rig.counts = SpaceCounts(
            items: 100,
            embedded: 100 - quarantined,
            vectors: 100,
            quarantined: quarantined
        )
        rig.pilotThroughAll()
        #expect(rig.machine.phase == (goesOn ? .handingOver : .paused))
        guard !goesOn else { return }
        #expect(rig.machine.reason.contains("6 of 100 items are quarantined"))
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .quarantine)
        // Somebody mends one; the next count sees it.
        rig.counts = SpaceCounts(items: 100, embedded: 94, vectors: 94, quarantined: 5)
        rig.wait(.seconds(10))
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .handingOver)
    }

    @Test func `a share that is turned up goes on at once`() throws {
        var rig = MachineRig()
        rig.counts = SpaceCounts(items: 10, embedded: 6, vectors: 6, quarantined: 4)
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .paused)
        rig.tune { $0.quarantineShareMax = 0.4 }
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .handingOver)
    }

    @Test func `what is retried is asked for alone, and no pass waits for it`() throws {
        var settings = MigrationSettings(batchItems: 2, concurrency: 2)
        settings.holds = true
        var rig = MachineRig(settings)
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .holding)
        rig.feed(.quarantineRetried)
        let reading = try rig.ticket {
            if case .readRetrying(let ticket, _, _) = $0 { ticket } else { nil }
        }
        rig.feed(.readRetrying(reading, .success([MachineRig.item(1), MachineRig.item(2)])))
        #expect(rig.embeds.map { $0.items.map(\.revision.rawValue) } == [[1]])
        let first = rig.embeds[0]
        rig.fail(first.ticket, .textRefused(position: 0), "still too long")
        // The order to cut over comes while it is looked into.
        rig.answer(first.ticket, first.items)
        let probe = try #require(rig.machine.flights[first.ticket])
        #expect(probe.isRetrial)
        rig.feed(.probed(first.ticket, .success([Fixtures.vector(for: "probe")])))
        let row = try #require(Self.quarantines(rig).first)
        rig.feed(.quarantined(row.ticket, .success(1)))
        let second = try #require(rig.embeds.first)
        #expect(second.items.map(\.revision.rawValue) == [2])
        rig.tune { $0.isCutOverOrdered = true }
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .handingOver)
    }
}
