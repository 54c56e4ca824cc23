import Testing

@testable import Channels

/// Who must see the pins, and how one pin is replaced by another.
@Suite struct PinTests {
    @Test func `pins are seen in a look that began after the asking`() throws {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: .seconds(15))
        #expect(rig.pending.contains(.look))
        let ticketAsked = rig.see()
        let ticket = try #require(ticketAsked)
        rig.looked([.pinned("e")])
        #expect(!rig.admitted.contains(ticket))
        rig.looked([.pinned("e")])
        #expect(rig.admitted.contains(ticket))
    }

    @Test func `a pin that is not there is warmed, and seen, before whoever asked goes on`() throws
    {
        var rig = ResidencyRig()
        rig.settle()
        let ticketAsked = rig.see()
        let ticket = try #require(ticketAsked)
        rig.looked([])
        #expect(rig.pending.contains(.warm("e")))
        rig.warmed()
        #expect(!rig.admitted.contains(ticket))
        rig.looked([.pinned("e")])
        #expect(rig.admitted.contains(ticket))
    }

    @Test func `who must see a pin does not wait for the next try`() throws {
        var rig = ResidencyRig()
        rig.warmed("e", HostError(.failed, "It crashed."))
        rig.looked([])
        let ticketAsked = rig.see()
        let ticket = try #require(ticketAsked)
        #expect(rig.pending.contains(.warm("e")))
        rig.warmed("e", HostError(.unknownModel, "There is no e."))
        #expect(rig.refused[ticket]?.code == .unknownModel)
    }

    @Test func `a pin that goes again and again is an error for whoever must see it`() throws {
        var rig = ResidencyRig()
        rig.settle()
        let ticketAsked = rig.see()
        let ticket = try #require(ticketAsked)
        for _ in 0..<rig.machine.settings.roundsMax {
            rig.looked([])
            rig.warmed()
            #expect(rig.refused.isEmpty)
        }
        rig.looked([])
        #expect(rig.refused[ticket]?.code == .busy)
    }

    @Test func `a pin that does not hold is put back with pauses up to a minute, and says so`() {
        var rig = ResidencyRig()
        rig.settle()
        var tries: [Duration] = []
        while tries.count < 9, rig.now < .seconds(600) {
            rig.pass(.milliseconds(100), [.chat("e")])
            guard rig.pending.contains(.warm("e")) else { continue }
            tries.append(rig.now)
            rig.warmed()
        }
        let pauses = zip(tries.dropFirst(), tries).map { ($0 - $1).components.seconds }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60])
        #expect(rig.message(of: .pinDowngraded)?.contains("8 tries to pin it did not hold") == true)
        #expect(rig.raised.count == 1)
        rig.pass(.seconds(15), [.pinned("e")])
        #expect(rig.names.isEmpty)
        rig.watch([.chat("e")])
        #expect(rig.pending.contains(.warm("e")))
    }

    @Test func `a new one that is never seen pinned ends the replacement, with its condition`()
        throws
    {
        var rig = ResidencyRig(["old"])
        rig.warmed("old")
        rig.looked([.pinned("old")])
        let ticketAsked = rig.replace("old", by: "new")
        let ticket = try #require(ticketAsked)
        rig.unloaded("old")
        rig.looked([])
        rig.warmed("new")
        let end = rig.now + rig.machine.settings.seenMax
        while rig.now < end {
            #expect(!rig.admitted.contains(ticket))
            rig.pass(.milliseconds(500), [.chat("new")])
            if rig.pending.contains(.warm("new")) { rig.warmed("new") }
        }
        rig.pass(.milliseconds(500), [.chat("new")])
        #expect(rig.admitted.contains(ticket))
        #expect(rig.machine.replacement == nil)
        #expect(rig.machine.pins.keys.sorted() == ["new"])
        #expect(rig.names == [.pinDowngraded])
    }

    @Test func `without pins there is nothing to see`() {
        var rig = ResidencyRig([])
        #expect(rig.see() == nil)
    }

    @Test func `the old is unloaded and seen gone before the new is pinned and seen`() throws {
        var rig = ResidencyRig(["old"])
        rig.warmed("old")
        rig.looked([.pinned("old")])
        let ticketAsked = rig.replace("old", by: "new")
        let ticket = try #require(ticketAsked)
        #expect(rig.pending.contains(.unload("old")))
        #expect(!rig.pending.contains(.warm("new")))
        rig.unloaded("old")
        rig.looked([.pinned("old")])
        #expect(!rig.pending.contains(.warm("new")))
        rig.advance(by: rig.machine.settings.goneEvery)
        rig.looked([])
        #expect(rig.pending.contains(.warm("new")))
        rig.warmed("new")
        #expect(!rig.admitted.contains(ticket))
        rig.looked([.pinned("new")])
        #expect(rig.admitted.contains(ticket))
        #expect(rig.machine.pins.keys.sorted() == ["new"])
        #expect(rig.enter("new") == .passes)
    }

    @Test func `at no time are two models told to be pinned`() throws {
        var rig = ResidencyRig(["old"])
        rig.warmed("old")
        rig.looked([.pinned("old")])
        _ = rig.replace("old", by: "new")
        rig.unloaded("old")
        for _ in 0..<5 {
            rig.looked([.pinned("old")])
            rig.advance(by: rig.machine.settings.goneEvery)
            #expect(!rig.pending.contains(.warm("new")))
            #expect(!rig.pending.contains(.warm("old")))
        }
    }

    @Test func `a new one that is loaded already serves while it is being pinned`() {
        var rig = ResidencyRig(["old"])
        rig.warmed("old")
        rig.looked([.pinned("old")])
        _ = rig.replace("old", by: "new")
        rig.unloaded("old")
        rig.looked([.chat("new")])
        #expect(rig.pending.contains(.warm("new")))
        #expect(rig.enter("new") == .passes)
    }

    @Test func `a new one that was loaded with an expiry is not taken for a lost pin`() throws {
        var rig = ResidencyRig(["old"])
        rig.machine.guests = ["new"]
        rig.warmed("old")
        rig.looked([.pinned("old")])
        let ticketAsked = rig.replace("old", by: "new")
        let ticket = try #require(ticketAsked)
        rig.unloaded("old")
        rig.looked([.chat("new")])
        rig.watch([.chat("new")])
        #expect(rig.names.isEmpty)
        // This look began before the load's end, and shows what was before.
        rig.advance(by: rig.machine.settings.lookEvery)
        #expect(rig.pending.contains(.look))
        rig.warmed("new")
        rig.looked([.chat("new")])
        #expect(rig.raised.isEmpty)
        rig.looked([.pinned("new")])
        #expect(rig.admitted.contains(ticket))
        #expect(rig.raised.isEmpty)
        rig.watch([.chat("new")])
        #expect(rig.names == [.pinDowngraded])
    }

    @Test func `an old one that does not go is kept, and whoever asked is told`() throws {
        var rig = ResidencyRig(["old"])
        rig.warmed("old")
        rig.looked([.pinned("old")])
        let ticketAsked = rig.replace("old", by: "new")
        let ticket = try #require(ticketAsked)
        rig.unloaded("old")
        while rig.refused.isEmpty, rig.now < .seconds(100) {
            rig.looked([.pinned("old")])
            rig.advance(by: rig.machine.settings.goneEvery)
        }
        #expect(rig.refused[ticket]?.code == .timedOut)
        #expect(rig.machine.pins.keys.sorted() == ["old"])
        #expect(rig.pending.contains(.warm("old")))
    }

    @Test func `a new one that does not load is tried again, and whoever asked is told`() throws {
        var rig = ResidencyRig(["old"])
        rig.warmed("old")
        rig.looked([.pinned("old")])
        let ticketAsked = rig.replace("old", by: "new")
        let ticket = try #require(ticketAsked)
        rig.unloaded("old")
        rig.looked([])
        rig.warmed("new", HostError(.outOfMemory, "It is too large."))
        #expect(rig.refused[ticket]?.code == .outOfMemory)
        rig.looked([])
        rig.advance(by: .seconds(1))
        #expect(rig.pending.contains(.warm("new")))
    }

    @Test func `a second replacement is refused while one is under way`() throws {
        var rig = ResidencyRig(["old"])
        _ = rig.replace("old", by: "new")
        let secondAsked = rig.replace("old", by: "other")
        let second = try #require(secondAsked)
        #expect(rig.refused[second]?.code == .busy)
    }

    @Test func `a pin left over from before the start is unloaded before another is made`() {
        var rig = ResidencyRig([])
        rig.looked([])
        rig.tell { $0.expect(["new"], retiring: ["old"], at: $1) }
        rig.looked([.pinned("old")])
        #expect(rig.pending.contains(.unload("old")))
        #expect(!rig.pending.contains(.warm("new")))
        rig.unloaded("old")
        rig.advance(by: rig.machine.settings.goneEvery)
        rig.looked([])
        #expect(rig.pending.contains(.warm("new")))
    }
}
