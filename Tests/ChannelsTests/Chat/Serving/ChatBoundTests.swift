import Channels
import TestSupport
import Testing

/// What an attempt and a job may take.
@Suite(.timeLimit(.minutes(1))) struct ChatBoundTests {
    private let host = ScriptedHost(isLed: true)

    /// Moves the clock until `isDone`.
    private func advanceUntil(
        _ test: ChannelUnderTest,
        _ isDone: @Sendable () -> Bool
    ) async {
        while !isDone() {
            test.clock.advance(by: .milliseconds(100))
            for _ in 0..<50 { await Task.yield() }
        }
    }

    @Test func `an attempt that runs for too long is ended, and counts`() async throws {
        var settings = ChatSettings()
        settings.runMax = .seconds(20)
        settings.attemptsMax = 2
        let test = ChannelUnderTest(settings: settings, host: host)
        let sentence = """
            It had not ended after 20 s, and an attempt may take no longer: ask for less, or raise \
            chat.runMs.
            """
        try await test.whileRunning {
            let id = try await test.submit()
            (await host.nextChat())?.say("one")
            try await test.hears("one", of: id)
            await test.clock.sleeper(dueIn: .seconds(20))
            test.clock.advance(by: .milliseconds(19_999))
            #expect(test.channel.overview.running == id)
            #expect(!host.calls.contains(.chatEnded("{}")))
            test.clock.advance(by: .milliseconds(1))
            await host.called(.chatEnded("{}"))
            await advanceUntil(test) { test.store.jobs.job(id)?.attempts == 2 }
            #expect(test.store.jobs.job(id)?.message == sentence)
            _ = await host.nextChat()
            await advanceUntil(test) { test.store.jobs.job(id)?.state == .failed }
            let job = try await test.channel.job(id).job
            #expect(job.failure == .timedOut)
            #expect(job.message == "It failed 2 times, the last time so: \(sentence)")
        }
        let after = host.calls.drop { $0 != .chatEnded("{}") }.dropFirst()
        #expect(Array(after.prefix(4)) == [.look, .unload("moth"), .look, .pins])
    }

    @Test func `a job says as much as it may, and fails with the next byte`() async throws {
        var settings = ChatSettings()
        settings.logBytesMax = 6
        let test = ChannelUnderTest(settings: settings, host: host)
        try await test.whileRunning {
            let whole = try await test.submit("moth", "1")
            let first = await host.nextChat()
            first?.say("abc")
            first?.say("def")
            first?.end()
            #expect(try await test.ended(whole).state == .succeeded)
            let cut = try await test.submit("moth", "2")
            let second = await host.nextChat()
            second?.say("abcdef")
            try await test.hears("abcdef", of: cut)
            #expect(!host.calls.contains(.chatEnded("2")))
            second?.say("g")
            let job = try await test.ended(cut)
            #expect(job.failure == .tooLong)
            #expect(job.attempts == 1)
            #expect(
                job.message == """
                    It said more than 6 bytes, which is what a job may say: ask for less, or raise \
                    chat.logBytesMax.
                    """
            )
        }
        #expect(host.calls.contains(.chatEnded("2")))
    }

    @Test func `what a job says counts over its attempts`() async throws {
        var settings = ChatSettings()
        settings.logBytesMax = 6
        let test = ChannelUnderTest(settings: settings, host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            let first = await host.nextChat()
            first?.say("abcd")
            first?.fail(.failed)
            await advanceUntil(test) { test.store.jobs.job(id)?.attempts == 2 }
            (await host.nextChat())?.say("abc")
            #expect(try await test.ended(id).state == .failed)
        }
    }
}
