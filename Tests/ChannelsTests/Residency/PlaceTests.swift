import Testing

@testable import Channels

/// Embedders that are neither pinned nor guests.
@Suite struct PlaceTests {
    private static func rig(slots: Int?) -> ResidencyRig {
        var settings = ResidencySettings()
        settings.slots = slots
        var rig = ResidencyRig(["e"], settings)
        rig.settle()
        return rig
    }

    @Test func `where the pin has the only slot another embedder is refused with a sentence`() {
        var rig = Self.rig(slots: 1)
        guard case .refused(let error) = rig.enter("f") else {
            Issue.record("It was let in.")
            return
        }
        #expect(error.code == .refused)
        #expect(error.message.contains("f has no place on box"))
        #expect(error.message.contains("OLLAMA_MAX_LOADED_MODELS=2"))
        #expect(rig.enter("e") == .passes)
    }

    @Test(arguments: [2, nil])
    func `where there is a slot more it passes`(slots: Int?) {
        var rig = Self.rig(slots: slots)
        #expect(rig.enter("f") == .passes)
    }

    @Test func `where nothing is pinned it passes`() {
        var settings = ResidencySettings()
        settings.slots = 1
        var rig = ResidencyRig([], settings)
        #expect(rig.enter("f") == .passes)
    }

    @Test func `a guest takes its turn in the one slot`() {
        var rig = Self.rig(slots: 1)
        rig.machine.guests = ["f"]
        #expect(rig.enter("f") == .isGuest)
    }

    @Test func `one that passes may expire and come back, and nothing is wrong`() {
        var rig = Self.rig(slots: 3)
        _ = rig.enter("f")
        for isThere in [true, false, true] {
            rig.watch(isThere ? [.pinned("e"), .chat("f")] : [.pinned("e")])
            #expect(rig.enter("f") == .passes)
        }
        #expect(rig.raised.isEmpty)
    }
}
