import Testing

@testable import Channels

/// The host's list is looked at, and what is wrong there has a name.
@Suite struct WatchTests {
    @Test func `the list is looked at every so often`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: rig.machine.settings.lookEvery - .nanoseconds(1))
        #expect(!rig.pending.contains(.look))
        rig.advance(by: .nanoseconds(1))
        #expect(rig.pending.contains(.look))
    }

    @Test func `a pin that was lost is named, and warmed before the next request`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.watch([])
        #expect(rig.names == [.pinLost])
        #expect(rig.pending.contains(.warm("e")))
        #expect(rig.wait() != nil)
        rig.settle()
        #expect(rig.names.isEmpty)
        #expect(rig.cleared.map(\.name) == [.pinLost])
    }

    @Test func `a condition that goes on is told once`() {
        var rig = ResidencyRig()
        rig.settle()
        for _ in 0..<3 { rig.watch([.pinned("e"), .pinned("stranger")]) }
        #expect(rig.raised.map(\.name) == [.foreignModel])
    }

    @Test func `a pin with an expiry is pinned again while requests pass`() {
        var rig = ResidencyRig()
        rig.settle()
        var resident = Resident.pinned("e")
        resident.expiresUnixMs = 5
        rig.watch([resident])
        #expect(rig.names == [.pinDowngraded])
        #expect(rig.pending.contains(.warm("e")))
        #expect(rig.enter() == .passes)
        rig.settle()
        #expect(rig.names.isEmpty)
    }

    @Test func `a model under another tag of its blob is the pinned one`() {
        var rig = ResidencyRig()
        rig.settle()
        let model = InstalledModel(name: "e:latest", digest: "d1", sizeBytes: 10)
        rig.tell { $0.listed(.success((version: "", installed: [model])), at: $1) }
        rig.watch([.pinned("e:v2", digest: "d1")])
        #expect(rig.names.isEmpty)
        rig.watch([.pinned("e:v2", digest: "d2")])
        #expect(Set(rig.names) == [.pinLost, .foreignModel])
    }

    @Test func `a model partly outside of the card's memory is named`() {
        var rig = ResidencyRig()
        rig.settle()
        var resident = Resident.pinned("e")
        resident.videoBytes = 9
        rig.watch([resident])
        #expect(rig.message(of: .spilledToCPU)?.contains("9 of 10 bytes") == true)
        rig.watch([.pinned("e")])
        #expect(rig.names.isEmpty)
    }

    @Test func `a host without a graphics card spills nothing`() {
        var rig = ResidencyRig()
        var resident = Resident.pinned("e")
        resident.videoBytes = 0
        rig.settle([resident])
        rig.watch([resident])
        #expect(rig.names.isEmpty)
    }

    @Test func `a context that changed under the model is named, and loaded anew with ours`() {
        var rig = ResidencyRig()
        rig.settle()
        var resident = Resident.pinned("e")
        resident.contextTokens = 8_192
        rig.watch([resident])
        #expect(rig.message(of: .optionsDrift)?.contains("8192 tokens instead of 2048") == true)
        #expect(rig.pending.contains(.warm("e")))
        rig.settle()
        #expect(rig.names.isEmpty)
    }

    @Test func `a context that stays after a load of ours is ours`() {
        var rig = ResidencyRig()
        rig.settle()
        var resident = Resident.pinned("e")
        resident.contextTokens = 8_192
        rig.watch([resident])
        rig.settle([resident])
        rig.watch([resident])
        #expect(rig.names.isEmpty)
        #expect(!rig.pending.contains(.warm("e")))
    }

    @Test func `models of the chat worker and of guests are no strangers`() {
        var rig = ResidencyRig()
        rig.machine.guests = ["g"]
        rig.settle()
        rig.chatLoaded("c")
        rig.watch([.pinned("e"), .chat("c:latest"), .chat("g:latest")])
        #expect(rig.names.isEmpty)
        rig.watch([.pinned("e"), .chat("x")])
        #expect(rig.names == [.foreignModel])
    }

    @Test func `a host that does not answer is named, and its models are presumed gone`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: .seconds(15))
        rig.lookFailed(.unreachable)
        #expect(rig.names == [.hostAway])
        #expect(rig.machine.residents == nil)
        #expect(rig.enter() != .passes)
        rig.advance(by: .seconds(1))
        #expect(rig.pending.contains(.warm("e")))
        rig.settle()
        #expect(rig.names.isEmpty)
        #expect(rig.enter() == .passes)
    }

    @Test func `a list that is slow is not a host that is away`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: .seconds(15))
        rig.left()
        rig.lookFailed(.timedOut)
        #expect(rig.names.isEmpty)
        #expect(rig.enter() == .passes)
    }

    @Test func `another digest than the space's is named`() {
        var rig = ResidencyRig()
        rig.machine.expectedDigests["e"] = "aaaaaaaaaaaaaaaa"
        rig.listed([InstalledModel(name: "e:latest", digest: "bbbbbbbbbbbbbbbb", sizeBytes: 1)])
        #expect(rig.message(of: .modelChanged)?.contains("bbbbbbbbbbbb, not aaaaaaaaaaaa") == true)
        rig.advance(by: rig.machine.settings.listEvery)
        rig.listed([InstalledModel(name: "e:latest", digest: "aaaaaaaaaaaaaaaa", sizeBytes: 1)])
        #expect(rig.names.contains(.modelChanged) == false)
    }

    @Test func `a host with one slot is named when the embedder goes with each chat model`() {
        var rig = ResidencyRig()
        rig.settle()
        for chat in ["c", "d"] {
            #expect(!rig.names.contains(.singleSlot))
            rig.chatLoaded(chat)
            rig.watch([.chat(chat)])
            rig.warmed()
            rig.watch([.pinned("e")])
        }
        #expect(rig.message(of: .singleSlot)?.contains("OLLAMA_MAX_LOADED_MODELS") == true)
        #expect(rig.machine.slots == 1)
    }

    @Test func `a look that began before a chat model was there does not hide that it is alone`() {
        var rig = ResidencyRig()
        rig.settle()
        for chat in ["c", "d"] {
            rig.advance(by: rig.machine.settings.lookEvery)
            #expect(rig.pending.contains(.look))
            rig.chatLoaded(chat)
            rig.looked([])
            rig.looked([.chat(chat)])
            rig.warmed()
            rig.watch([.pinned("e")])
        }
        #expect(rig.names.contains(.singleSlot))
    }

    @Test func `a host with two slots is not taken for one with one`() {
        var rig = ResidencyRig()
        rig.settle()
        for chat in ["c", "d", "f", "g"] {
            rig.watch([.pinned("e")])
            rig.chatLoaded(chat)
            rig.watch([.pinned("e"), .chat(chat)])
        }
        #expect(rig.names.isEmpty)
        #expect(rig.machine.slots == 2)
    }

    @Test func `one chat model and the embedder in turns are a host with one slot, too`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.chatLoaded("c")
        rig.watch([.chat("c")])
        rig.warmed()
        rig.watch([.pinned("e")])
        #expect(!rig.names.contains(.singleSlot))
        // A job of the same model has the host load it: no load of ours ended since.
        rig.watch([.chat("c")])
        #expect(rig.names.contains(.singleSlot))
    }

    @Test func `one chat model alone that is looked at twice is one chance, not two`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.chatLoaded("c")
        for _ in 0..<4 { rig.watch([.chat("c")]) }
        #expect(!rig.names.contains(.singleSlot))
    }
}
