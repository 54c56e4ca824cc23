import Testing

@testable import Channels

/// A generation whose model the host has thrown out waits for a load that nobody tells of.
@Suite struct GenerationTests {
    /// The embedder is pinned, "ant" was loaded, and a generation of it has begun.
    private func generating(slots: Int? = nil) -> ResidencyRig {
        var settings = ResidencySettings()
        settings.slots = slots
        var rig = ResidencyRig(["e"], settings)
        rig.settle()
        rig.chatLoaded("ant")
        rig.watch([.pinned("e"), .chat("ant")])
        rig.chatGenerates(.began("ant"))
        return rig
    }

    @Test func `one whose model is missing for too long is a load that hangs, and not before`() {
        var rig = generating()
        rig.advance(by: .seconds(15))
        rig.looked([.pinned("e"), .chat("stranger")])
        let since = rig.now
        rig.pass(.seconds(59), [.pinned("e"), .chat("stranger")])
        #expect(!rig.names.contains(.wedged))
        rig.pass(.seconds(1), [.pinned("e"), .chat("stranger")])
        #expect(rig.now - since == .seconds(60))
        #expect(rig.message(of: .wedged)?.contains("The load of ant on box has hung") == true)
        #expect(rig.pending.contains(.unload("stranger")))
    }

    @Test func `a model that came between two looks is not taken for one that hangs`() {
        var rig = generating()
        rig.advance(by: .seconds(15))
        rig.looked([.pinned("e")])
        rig.pass(.seconds(59), [.pinned("e")])
        rig.advance(by: .seconds(1))
        #expect(rig.pending.contains(.look))
        rig.looked([.pinned("e"), .chat("ant")])
        rig.pass(.seconds(100), [.pinned("e"), .chat("ant")])
        #expect(rig.names.isEmpty)
    }

    @Test func `it is over when the model speaks`() {
        var rig = generating()
        rig.pass(.seconds(80), [.pinned("e")])
        #expect(rig.names == [.wedged])
        rig.chatGenerates(.speaks)
        #expect(rig.names.isEmpty)
        rig.pass(.seconds(200), [.pinned("e"), .chat("ant")])
        #expect(rig.names.isEmpty)
    }

    @Test func `the embedder goes at once where there is one slot, else when nothing else helped`()
    {
        var rig = generating(slots: 1)
        rig.pass(.seconds(76), [.pinned("e")])
        #expect(rig.pending.contains(.unload("e")))
        var other = generating()
        other.pass(.seconds(76), [.pinned("e")])
        #expect(other.names == [.wedged])
        #expect(!other.pending.contains(.unload("e")))
        other.pass(.seconds(31), [.pinned("e")])
        #expect(other.pending.contains(.unload("e")))
    }

    @Test(arguments: [(Int64(400), false), (1 << 30, true)])
    func `the absence of a model that runs elsewhere says nothing`(
        bytes: Int64,
        isWedged: Bool
    ) {
        var rig = ResidencyRig(["e"])
        rig.settle()
        rig.listed([InstalledModel(name: "far:cloud", digest: "f", sizeBytes: bytes)])
        rig.chatLoaded("far:cloud")
        rig.watch([.pinned("e")])
        rig.chatGenerates(.began("far:cloud"))
        rig.pass(.seconds(200), [.pinned("e")])
        #expect(rig.names.contains(.wedged) == isWedged)
    }

    @Test func `a model that is listed under another tag is there`() {
        var rig = generating()
        rig.listed([
            InstalledModel(name: "ant:latest", digest: "a", sizeBytes: 1),
            InstalledModel(name: "ant:3b", digest: "a", sizeBytes: 1),
        ])
        rig.pass(.seconds(200), [.pinned("e"), .chat("ant:3b", digest: "a")])
        #expect(rig.names.isEmpty)
    }

    @Test func `a load that waits for the only loaded model to end its say does not hang`() {
        var rig = generating()
        rig.chatGenerates(.speaks)
        rig.watch([.chat("ant")])
        #expect(rig.pending.contains(.warm("e")))
        rig.pass(.seconds(200), [.chat("ant")])
        #expect(rig.names == [.pinLost])
        rig.chatGenerates(.ended)
        rig.pass(.seconds(59), [])
        #expect(rig.names == [.pinLost])
        rig.pass(.seconds(1), [])
        #expect(rig.names == [.pinLost, .wedged])
    }

    @Test func `a load that hangs beside a generation is freed all the same`() {
        var rig = generating()
        rig.chatGenerates(.speaks)
        rig.watch([.chat("ant"), .chat("stranger")])
        rig.pass(.seconds(61), [.chat("ant"), .chat("stranger")])
        #expect(rig.pending.contains(.unload("stranger")))
    }

    @Test func `a pinned model that chats as well is not the first to go`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.chatLoaded("e")
        rig.tell { $0.chatLoads("ant", at: $1) }
        rig.pass(.seconds(61), [.pinned("e")])
        #expect(rig.names == [.wedged])
        #expect(!rig.pending.contains(.unload("e")))
    }

    @Test func `what an earlier start may have loaded is no stranger`() {
        var rig = ResidencyRig()
        rig.tell { $0.chatKnows(nil, at: $1) }
        rig.settle([.pinned("e"), .chat("ant"), .chat("wasp")])
        rig.watch([.pinned("e"), .chat("ant"), .chat("wasp")])
        #expect(rig.raised.isEmpty)
        rig.tell { $0.chatKnows(["ant"], at: $1) }
        rig.looked([.pinned("e"), .chat("ant"), .chat("wasp")])
        #expect(rig.raised.map(\.model) == ["wasp"])
    }

    @Test func `what the chat worker finds out is looked at at once`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.tell { $0.chatFoundAway(at: $1) }
        #expect(rig.pending.contains(.look))
        rig.lookFailed(.unreachable)
        #expect(rig.names == [.hostAway])
    }
}
