import Testing

@testable import Channels

/// A load that hangs although the host answers is freed.
@Suite struct WedgeTests {
    /// The embedder is pinned, and the old chat model is loaded.
    private func busyHost() -> ResidencyRig {
        var rig = ResidencyRig()
        rig.settle()
        rig.chatLoaded("old")
        rig.watch([.pinned("e"), .chat("old")])
        return rig
    }

    @Test func `a load that hangs has the old chat model unloaded, and not before its time`() {
        var rig = busyHost()
        rig.tell { $0.chatLoads("new", at: $1) }
        rig.pass(.seconds(60) - .nanoseconds(1), [.pinned("e"), .chat("old")])
        #expect(!rig.pending.contains(.unload("old")))
        rig.advance(by: .nanoseconds(1))
        #expect(rig.pending.contains(.unload("old")))
        #expect(rig.message(of: .wedged)?.contains("The load of new on box has hung") == true)
        rig.unloaded("old")
        rig.chatLoaded("new")
        #expect(!rig.names.contains(.wedged))
    }

    @Test func `a stranger goes before a chat model`() {
        var rig = busyHost()
        rig.tell { $0.chatLoads("new", at: $1) }
        rig.pass(.seconds(60), [.pinned("e"), .chat("old"), .chat("stranger")])
        #expect(rig.pending.contains(.unload("stranger")))
        #expect(!rig.pending.contains(.unload("old")))
    }

    @Test func `a load that is known to be long has longer`() {
        var rig = ResidencyRig()
        rig.warmed("e", took: .seconds(5))
        rig.looked([.pinned("e")])
        rig.tell { $0.chatLoads("slow", at: $1) }
        rig.pass(.seconds(30), [.pinned("e")])
        rig.tell { $0.chatLoads("other", at: $1) }
        rig.tell { $0.chatLoads("slow", at: $1) }
        rig.pass(.seconds(119), [.pinned("e"), .chat("other")])
        #expect(!rig.names.contains(.wedged))
        rig.pass(.seconds(2), [.pinned("e"), .chat("other")])
        #expect(rig.names.contains(.wedged))
    }

    @Test func `a host that answers nothing is not taken for a load that hangs`() {
        var rig = busyHost()
        rig.tell { $0.chatLoads("new", at: $1) }
        rig.advance(by: .seconds(100))
        #expect(!rig.names.contains(.wedged))
    }

    @Test func `after two healings that did not help a person is called`() {
        var rig = busyHost()
        rig.tell { $0.chatLoads("new", at: $1) }
        rig.pass(.seconds(95), [.pinned("e"), .chat("old")])
        #expect(rig.pending.filter { $0 == .unload("old") }.count == 2)
        #expect(rig.message(of: .wedged)?.contains("restart Ollama") == false)
        rig.pass(.seconds(60), [.pinned("e"), .chat("old")])
        #expect(rig.pending.filter { $0 == .unload("old") }.count == 2)
        #expect(rig.message(of: .wedged)?.contains("restart Ollama") == true)
        #expect(rig.raised.filter { $0.name == .wedged }.count == 2)
    }

    @Test func `an embedder of ours goes only when nothing else helped`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.tell { $0.chatLoads("new", at: $1) }
        rig.pass(.seconds(89), [.pinned("e")])
        #expect(rig.names == [.wedged])
        #expect(!rig.pending.contains(.unload("e")))
        rig.pass(.seconds(2), [.pinned("e")])
        #expect(rig.pending.contains(.unload("e")))
    }

    @Test func `a warm call that hangs is freed too`() {
        var rig = busyHost()
        rig.watch([.chat("old")])
        #expect(rig.pending.contains(.warm("e")))
        rig.pass(.seconds(61), [.chat("old")])
        #expect(rig.pending.contains(.unload("old")))
    }
}
