import Channels
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChatChannelTests {
    @Test func `a job is loaded for, said and ended`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            let id = try await test.submit("moth", "{\"messages\":[]}")
            let events = try await test.events(of: id).withoutPlaces
            let before = JobSequence(beforeAttempt: 1)
            let piece = JobPiece(sequence: before.next, piece: ChatPiece(content: "hello"))
            let job = try await test.channel.job(id).job
            #expect(job.state == .succeeded)
            #expect(events == [.began(attempt: 1, before: before), .piece(piece), .ended(job)])
        }
        #expect(
            test.host.calls == [
                .pins, .chatLoads("moth"), .load("moth", .chat, .seconds(300)), .chatLoads(nil),
                .chat("moth", "{\"messages\":[]}"), .chatEnded("{\"messages\":[]}"),
            ]
        )
    }

    @Test func `between two jobs of one model nothing is asked of the host`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            for body in ["1", "2"] { _ = try await test.ended(try await test.submit("moth", body)) }
        }
        let tail: [ScriptedHost.Call] = [
            .chat("moth", "1"), .chatEnded("1"), .chat("moth", "2"), .chatEnded("2"),
        ]
        #expect(Array(test.host.calls.suffix(4)) == tail)
    }

    @Test func `a model changes by unload, gone, pins and load`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            _ = try await test.ended(try await test.submit("moth", "1"))
            _ = try await test.ended(try await test.submit("wasp", "2"))
        }
        let change: [ScriptedHost.Call] = [
            .chatEnded("1"), .unload("moth"), .look, .pins, .chatLoads("wasp"),
            .load("wasp", .chat, .seconds(300)), .chatLoads(nil), .chat("wasp", "2"),
            .chatEnded("2"),
        ]
        #expect(Array(test.host.calls.suffix(9)) == change)
        #expect(test.channel.overview.modelChangesToday == 2)
        #expect(test.channel.overview.loadedModel == "wasp")
    }
}
