import Knowledge
import Spaces
import Testing

@testable import Migration

/// Money, event by event: a token costs one millionth.
struct SpendTests {
    private static let price: Int64 = 1_000_000
    /// "text 1" and what a model may add to it.
    private static let bound: Int64 = 6 + 16

    private static func rig(limit: Int64?, spent: Int64 = 0) -> MachineRig {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.spendMicrosMax = limit
        let spend = MigrationSpend(micros: spent, tokens: 0)
        return MachineRig(settings, spend: spend, microsPerMillionTokens: price)
    }

    private static func setAside(_ rig: MachineRig) -> (ticket: Ticket, micros: Int64)? {
        rig.asked.lazy.compactMap {
            if case .setAside(let ticket, let micros) = $0 { (ticket, micros) } else { nil }
        }
        .first
    }

    @Test func `what a request may cost is counted before it starts, and settled with its vectors`()
        throws
    {
        var rig = Self.rig(limit: nil)
        try rig.page([1], through: 1)
        #expect(rig.embeds.isEmpty)
        let aside = try #require(Self.setAside(rig))
        #expect(aside.micros == Self.bound)
        #expect(rig.machine.progress(at: rig.now).spend.micros == Self.bound)
        rig.feed(.wasSetAside(aside.ticket, .success(())))
        let embed = try #require(rig.embeds.first)
        rig.answer(embed.ticket, embed.items, tokens: 2)
        let settlement = rig.stores.first?.paid.settlement
        #expect(settlement?.givenBackMicros == Self.bound - 2)
        #expect(settlement?.tokens == 2)
        #expect(rig.machine.progress(at: rig.now).spend == MigrationSpend(micros: 2, tokens: 2))
    }

    @Test(arguments: [(bound, true), (bound - 1, false)])
    func `the limit is never passed`(limit: Int64, starts: Bool) throws {
        var rig = Self.rig(limit: 100 + limit, spent: 100)
        try rig.page([1], through: 1)
        #expect((Self.setAside(rig) != nil) == starts)
        #expect((rig.machine.phase == .paused) == !starts)
        guard !starts else { return }
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .spend)
        rig.wait(.seconds(3_600))
        #expect(!rig.isAsking)
        rig.tune { $0.spendMicrosMax = 100 + limit + 1 }
        #expect(rig.machine.phase == .backfilling)
        try rig.page([1], through: 1)
        #expect(Self.setAside(rig) != nil)
    }

    @Test func `what is in flight may make room`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 2)
        settings.spendMicrosMax = 2 * Self.bound - 1
        var rig = MachineRig(settings, microsPerMillionTokens: Self.price)
        try rig.page([1, 2], through: 2)
        let aside = try #require(Self.setAside(rig))
        rig.feed(.wasSetAside(aside.ticket, .success(())))
        #expect(rig.machine.phase == .backfilling)
        let embed = try #require(rig.embeds.first)
        rig.answer(embed.ticket, embed.items, tokens: 1)
        #expect(Self.setAside(rig) != nil)
    }

    @Test(arguments: [
        (EmbedderError.Code.unavailable, bound), (.denied, bound), (.timedOut, 0),
        (.invalidAnswer, 0),
    ])
    func `a failed request gives back what it surely did not cost`(
        code: EmbedderError.Code,
        givenBack: Int64
    ) throws {
        var rig = Self.rig(limit: nil)
        try rig.page([1], through: 1)
        let aside = try #require(Self.setAside(rig))
        rig.feed(.wasSetAside(aside.ticket, .success(())))
        rig.fail(aside.ticket, code, "no")
        let back = rig.asked.compactMap {
            if case .settle(let settlement) = $0 { settlement.givenBackMicros } else { nil }
        }
        #expect(back.reduce(0, +) == givenBack)
        #expect(rig.machine.progress(at: rig.now).spend.micros == Self.bound - givenBack)
    }

    @Test func `a pause that comes while money is set aside starts nothing and gives it back`()
        throws
    {
        var rig = Self.rig(limit: nil)
        try rig.page([1], through: 1)
        let aside = try #require(Self.setAside(rig))
        rig.tune { $0.isPaused = true }
        rig.feed(.wasSetAside(aside.ticket, .success(())))
        #expect(rig.embeds.isEmpty)
        #expect(rig.machine.progress(at: rig.now).spend.micros == 0)
    }

    @Test func `what costs nothing is not set aside`() throws {
        var rig = MachineRig()
        try rig.page([1], through: 1)
        #expect(Self.setAside(rig) == nil)
        #expect(rig.embeds.count == 1)
    }

    @Test func `what was answered before the request that failed is not given back`() throws {
        var rig = Self.rig(limit: nil)
        try rig.page([1], through: 1)
        let aside = try #require(Self.setAside(rig))
        rig.feed(.wasSetAside(aside.ticket, .success(())))
        var error = EmbedderError(.unavailable, "down")
        error.isPartlyPaid = true
        rig.feed(.embedded(aside.ticket, .failure(error)))
        #expect(rig.machine.progress(at: rig.now).spend.micros == Self.bound)
    }

    @Test func `the bound covers the prefix, and the windows of a text that may be split`() {
        let purse = Purse(
            .none,
            microsPerMillionTokens: Self.price,
            texts: Purse.Texts(prefixBytes: 5, contextTokensMax: 10),
            limit: nil
        )
        // "text 1" and its prefix are 11 bytes, one past the bound.
        let items = [MachineRig.item(1)]
        #expect(purse.bound(of: items, oversize: .truncate) == 6 + 5 + 16)
        #expect(purse.bound(of: items, oversize: .split) == 2 * 6 + 6 * (5 + 16))
        let roomy = Purse(
            .none,
            microsPerMillionTokens: Self.price,
            texts: Purse.Texts(prefixBytes: 5, contextTokensMax: 11),
            limit: nil
        )
        #expect(roomy.bound(of: items, oversize: .split) == 6 + 5 + 16)
    }
}
