import Testing

@testable import Channels

/// Who has which place on a host.
struct SeatingTests {
    private static let gigabyte: Int64 = 1 << 30

    /// What they take: old and new 1 GiB each, chat 5 GiB.
    private static func memory(_ bytes: Int64?) -> HostMemory {
        HostMemory(
            bytes: bytes,
            sizes: [
                "old:latest": gigabyte, "new:latest": gigabyte, "chat:latest": 5 * gigabyte,
            ],
            chatModels: ["chat"]
        )
    }

    private func seating(
        slots: Int,
        chats: Bool = true,
        pinned: String? = "old",
        others: Set<String> = ["new"],
        memory: Int64? = nil
    ) -> Seating {
        Seating(
            slots: slots,
            chats: chats,
            pinned: pinned,
            others: others,
            memory: Self.memory(memory)
        )
    }

    @Test(
        arguments: [
            (1, Seating.Seat.guest), (2, .guest), (3, .direct), (64, .direct),
        ]
    ) func `beside the pinned one and chat it takes three slots`(slots: Int, seat: Seating.Seat) {
        let seating = seating(slots: slots)
        #expect(seating.seat(of: "new") == seat)
        #expect(seating.guests == (seat == .guest ? ["new"] : []))
    }

    @Test func `each embedder in use has a slot, or all but the pinned one are guests`() {
        #expect(seating(slots: 3, others: ["new", "older"]).guests == ["new", "older"])
        #expect(seating(slots: 4, others: ["new", "older"]).guests == [])
    }

    @Test func `where the pinned one is elsewhere two slots are enough`() {
        #expect(seating(slots: 2, pinned: nil).seat(of: "new") == .direct)
        #expect(seating(slots: 1, pinned: nil).seat(of: "new") == .guest)
    }

    @Test func `a host that does not chat has no guests`() {
        #expect(seating(slots: 1, chats: false).seat(of: "new") == .none)
        #expect(seating(slots: 2, chats: false).seat(of: "new") == .direct)
        #expect(seating(slots: 1, chats: false, pinned: nil).seat(of: "new") == .otherHost)
    }

    @Test func `the pinned one shares its slot with itself`() {
        #expect(seating(slots: 2, others: []).seat(of: "old:latest") == .shared)
    }

    /// 80 % of the memory, and what all three take: 7 GiB.
    @Test(arguments: [(-100 as Int64, Seating.Seat.guest), (100, .direct)])
    func `memory is filled to four fifths, and what is past it takes turns`(
        beyond: Int64,
        seat: Seating.Seat
    ) {
        let seating = seating(slots: 3, memory: 7 * Self.gigabyte * 100 / 80 + beyond)
        #expect(seating.seat(of: "new") == seat)
    }

    @Test func `what is not known to be too much is let in`() {
        var seating = seating(slots: 3, memory: 3 * Self.gigabyte)
        seating.memory.chatModels = []
        #expect(seating.seat(of: "new") == .direct)
        #expect(seating.need(of: .all).fit == .unknown)
        // The embedders alone are too much.
        seating.memory.bytes = 2 * Self.gigabyte
        #expect(seating.seat(of: "new") == .guest)
    }

    @Test func `in turns the largest counts`() {
        let need = seating(slots: 2, memory: 8 * Self.gigabyte).need(of: .turns)
        #expect(need.bytes == 6 * Self.gigabyte)
        #expect(need.fit == .fits)
        let large = seating(slots: 2, memory: 7 * Self.gigabyte).need(of: .turns)
        #expect(large.fit == .tooLarge)
    }
}
