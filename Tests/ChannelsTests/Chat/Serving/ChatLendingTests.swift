import Channels
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChatLendingTests {
    private static let load = ScriptedHost.Call.load("guest", .embedding, .seconds(300))

    @Test func `a guest is loaded into the slot as an embedder, and keeps it while nobody waits`()
        async throws
    {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            _ = try await test.ended(try await test.submit())
            #expect(test.channel.overview.loadedModel == "moth")
            for _ in 0..<3 {
                try await test.channel.enterSlot("guest")
                #expect(test.channel.overview.loadedModel == nil)
                test.channel.leaveSlot("guest")
                test.clock.advance(by: .seconds(60))
            }
        }
        let calls = test.host.calls.drop { $0 != .unload("moth") }
        #expect(
            Array(calls) == [
                .unload("moth"), .look, .pins, .chatLoads("guest"), Self.load, .chatLoads(nil),
            ]
        )
    }

    @Test func `a guest's slice ends at the first leave after its time when jobs wait`()
        async throws
    {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            try await test.channel.enterSlot("guest")
            let id = try await test.submit()
            #expect(try await test.channel.job(id).place?.reason == .slotLent)
            test.clock.advance(by: .milliseconds(19_500))
            try await test.channel.enterSlot("guest")
            test.clock.advance(by: .milliseconds(500))
            test.channel.leaveSlot("guest")
            test.channel.leaveSlot("guest")
            #expect(try await test.ended(id).state == .succeeded)
            try await test.channel.enterSlot("guest")
        }
        let swaps = test.host.calls.filter { call in
            if case .load = call { true } else { false }
        }
        #expect(swaps == [Self.load, .load("moth", .chat, .seconds(300)), Self.load])
    }

    @Test func `a guest that pauses too long gives its slice up`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            try await test.channel.enterSlot("guest")
            let id = try await test.submit()
            test.channel.leaveSlot("guest")
            await test.clock.sleeper(dueIn: .seconds(1))
            test.clock.advance(by: .seconds(1))
            #expect(try await test.ended(id).state == .succeeded)
        }
    }

    @Test func `whoever waits for the slot leaves with its task`() async throws {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            try await test.submit()
            let chat = await host.nextChat()
            let waiting = Task { try await test.channel.enterSlot("guest") }
            waiting.cancel()
            await #expect(throws: HostError.self) { try await waiting.value }
            chat?.end()
        }
        #expect(!host.calls.contains(Self.load))
    }

    @Test func `a guest whose model is not there is told so`() async throws {
        let host = ScriptedHost()
        host.fail(Self.load, HostError(.unknownModel, "There is no model “guest”."))
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            do {
                try await test.channel.enterSlot("guest")
                Issue.record("It was let in.")
            } catch {
                #expect((error as? HostError)?.code == .unknownModel)
            }
            let job = try await test.ended(try await test.submit())
            #expect(job.state == .succeeded)
        }
    }

    @Test func `a held slot runs no job until it is given back, and a pinned model stays`()
        async throws
    {
        let host = ScriptedHost()
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            try await test.channel.holdSlot(for: "guest")
            let id = try await test.submit()
            test.clock.advance(by: .seconds(100))
            try await test.channel.enterSlot("guest")
            test.channel.leaveSlot("guest")
            #expect(try await test.channel.job(id).job.state == .queued)
            #expect(
                test.channel.overview.standstill
                    == "A migration's hand-over keeps the slot for “guest”."
            )
            host.pinned = ["guest"]
            test.channel.giveSlotBack()
            #expect(try await test.ended(id).state == .succeeded)
        }
        #expect(!host.calls.contains(.unload("guest")))
    }

    @Test func `a hand-over that came to nothing leaves no model in the slot`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            try await test.channel.holdSlot(for: "guest")
            test.channel.giveSlotBack()
            #expect(try await test.ended(try await test.submit()).state == .succeeded)
        }
        #expect(test.host.calls.contains(.unload("guest")))
    }
}
