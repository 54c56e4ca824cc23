import Testing

@testable import Channels

/// No request goes out before its model is warm.
@Suite struct WarmingTests {
    @Test func `the model is warmed at the start, and the first request waits for it`() {
        var rig = ResidencyRig()
        #expect(rig.pending.contains(.warm("e")))
        let ticket = rig.wait()
        #expect(ticket != nil)
        rig.warmed()
        #expect(ticket.map(rig.admitted.contains) == true)
        #expect(rig.enter() == .passes)
    }

    @Test func `a name with its tag and without is one model`() {
        var rig = ResidencyRig(["e:latest"])
        rig.warmed("e:latest")
        #expect(rig.enter("e") == .passes)
        #expect(rig.enter("other") == .passes)
        rig.tell { $0.left("e", fault: HostError(.failed, "It failed."), at: $1) }
        #expect(rig.enter("e:latest") != .passes)
    }

    @Test func `a failed load refuses those who waited, and those who come before the next try`() {
        var rig = ResidencyRig()
        let ticket = rig.wait()
        rig.warmed("e", HostError(.failed, "It crashed."))
        #expect(ticket.flatMap { rig.refused[$0] }?.message == "It crashed.")
        #expect(
            rig.enter()
                == .refused(HostError(.failed, "It crashed.", retryAfter: .seconds(1)))
        )
    }

    @Test func `a failed load is tried again, ever later, up to a bound`() {
        var settings = ResidencySettings()
        settings.retryFirst = .seconds(1)
        settings.retryMax = .seconds(5)
        var rig = ResidencyRig(["e"], settings)
        rig.looked([])
        for pause in [1, 2, 4, 5, 5] {
            rig.warmed("e", HostError(.failed, "It crashed."))
            rig.advance(by: .seconds(pause) - .nanoseconds(1))
            #expect(!rig.pending.contains(.warm("e")))
            rig.advance(by: .nanoseconds(1))
            #expect(rig.pending.filter { $0 == .warm("e") }.count == 1)
        }
    }

    @Test func `after an outage one load goes first, and requests wait for it`() {
        var rig = ResidencyRig()
        rig.settle()
        rig.left(HostError(.failed, "The connection was lost."))
        #expect(rig.pending.contains(.warm("e")))
        let ticket = rig.wait()
        rig.left(HostError(.failed, "The connection was lost."))
        #expect(rig.pending.filter { $0 == .warm("e") }.count == 1)
        rig.warmed()
        #expect(ticket.map(rig.admitted.contains) == true)
    }

    @Test func `requests that fail again and again are held off ever longer`() {
        var rig = ResidencyRig()
        rig.settle()
        for pause in [Duration.zero, .seconds(1), .seconds(2), .seconds(4)] {
            rig.left(HostError(.failed, "It failed."))
            #expect(rig.pending.contains(.warm("e")) == (pause == .zero))
            rig.advance(by: pause)
            #expect(rig.pending.contains(.warm("e")))
            rig.warmed()
        }
        rig.left()
        rig.left(HostError(.failed, "It failed."))
        #expect(rig.pending.contains(.warm("e")))
    }

    @Test func `who waits is refused when the time at the gate is over, and the load goes on`() {
        var rig = ResidencyRig()
        let ticket = rig.wait()
        rig.advance(by: rig.machine.settings.enterWaitMax - .nanoseconds(1))
        #expect(rig.refused.isEmpty)
        rig.advance(by: .nanoseconds(1))
        #expect(ticket.flatMap { rig.refused[$0] }?.code == .timedOut)
        #expect(rig.pending.contains(.warm("e")))
        #expect(!rig.pending.contains(.stopWarming("e")))
    }

    @Test func `a model that is not installed is named, and takes a person`() {
        var rig = ResidencyRig()
        rig.warmed("e", HostError(.unknownModel, "There is no e."))
        #expect(rig.message(of: .modelMissing)?.contains("ollama pull e") == true)
        guard case .refused(let error) = rig.enter() else {
            Issue.record("It was not refused.")
            return
        }
        #expect(error.code == .unknownModel)
        rig.advance(by: rig.machine.settings.deniedRetry)
        rig.warmed()
        #expect(!rig.names.contains(.modelMissing))
    }

    @Test func `a load without progress is given up after its time, and not before`() {
        var rig = ResidencyRig()
        rig.listed([])
        for _ in 0..<40 { rig.watch([]) }
        #expect(rig.now == rig.machine.settings.loadTimeMax - .seconds(15))
        #expect(!rig.pending.contains(.stopWarming("e")))
        rig.advance(by: .seconds(15))
        #expect(rig.pending.contains(.stopWarming("e")))
        rig.warmed("e", HostError(.cancelled, "It was given up."))
        #expect(rig.machine.pins["e"]?.lastError?.code == .cancelled)
    }

    @Test func `a load that waits for others has its time from their end on`() {
        var rig = ResidencyRig()
        rig.advance(by: .seconds(500))
        rig.chatLoaded("c")
        rig.advance(by: .seconds(500))
        #expect(!rig.pending.contains(.stopWarming("e")))
    }

    @Test func `one embedder is loaded after the other`() {
        var rig = ResidencyRig(["e", "f"])
        #expect(rig.pending.contains(.warm("e")))
        #expect(!rig.pending.contains(.warm("f")))
        rig.warmed("e")
        #expect(rig.pending.contains(.warm("f")))
    }

    @Test func `a model unseen for a while is looked at before a request passes`() throws {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: rig.machine.settings.freshFor)
        #expect(rig.enter() == .passes)
        rig.advance(by: .nanoseconds(1))
        let asked = rig.wait()
        let ticket = try #require(asked)
        #expect(rig.pending.contains(.look))
        rig.looked([.pinned("e")])
        #expect(rig.admitted.contains(ticket))
        #expect(rig.enter() == .passes)
    }

    @Test func `a host started anew has its model loaded before the first request`() throws {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: .seconds(5))
        let asked = rig.wait()
        let ticket = try #require(asked)
        rig.looked([])
        #expect(rig.pending.contains(.warm("e")))
        rig.advance(by: .seconds(1))
        #expect(!rig.admitted.contains(ticket))
        rig.warmed()
        #expect(rig.admitted.contains(ticket))
    }

    @Test func `a slow list holds no request up for long`() throws {
        var rig = ResidencyRig()
        rig.settle()
        rig.advance(by: .seconds(5))
        let asked = rig.wait()
        let ticket = try #require(asked)
        rig.advance(by: rig.machine.settings.freshLookMax - .nanoseconds(1))
        #expect(!rig.admitted.contains(ticket))
        rig.advance(by: .nanoseconds(1))
        #expect(rig.admitted.contains(ticket))
    }

    @Test func `requests that are answered keep the model fresh`() {
        var rig = ResidencyRig()
        rig.settle()
        for _ in 0..<5 {
            rig.advance(by: .seconds(2))
            #expect(rig.enter() == .passes)
            rig.left()
        }
    }

    @Test func `who leaves the gate is neither admitted nor refused`() throws {
        var rig = ResidencyRig()
        let ticketAsked = rig.wait()
        let ticket = try #require(ticketAsked)
        rig.machine.withdraw(ticket)
        rig.warmed()
        #expect(rig.admitted.isEmpty)
        #expect(rig.refused.isEmpty)
    }
}
