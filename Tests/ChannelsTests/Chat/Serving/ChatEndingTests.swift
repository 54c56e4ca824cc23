import Channels
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChatEndingTests {
    @Test func `a job that waits is cancelled at once`() async throws {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            try await test.submit("moth", "1")
            let id = try await test.submit("moth", "2")
            let chat = await host.nextChat()
            _ = try await test.channel.cancel(id)
            let job = try await test.ended(id)
            #expect(job.state == .cancelled)
            #expect(job.attempts == 0)
            chat?.end()
        }
        #expect(!host.calls.contains(.chat("moth", "2")))
    }

    @Test func `a job that runs is cancelled when its request has ended, and its model seen gone`()
        async throws
    {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit("moth", "1")
            let chat = await host.nextChat()
            chat?.say("half")
            #expect(try await test.channel.cancel(id).job.isCancelRequested)
            let job = try await test.ended(id)
            #expect(job.state == .cancelled)
            #expect(host.calls.last == .chatEnded("1"))
            try await test.submit("moth", "2")
            (await host.nextChat())?.end()
        }
        let after = host.calls.drop { $0 != .chatEnded("1") }.dropFirst()
        #expect(Array(after.prefix(4)) == [.look, .unload("moth"), .look, .pins])
    }

    @Test func `nothing changes of a job that has ended`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            let job = try await test.ended(try await test.submit())
            #expect(try await test.channel.cancel(job.id).job == job)
        }
    }

    @Test func `a deadline passes in the queue and while running`() async throws {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let running = try await test.submit("moth", "1", deadline: .seconds(20))
            let waiting = try await test.submit("moth", "2", deadline: .seconds(10))
            let chat = await host.nextChat()
            chat?.say("half")
            try await test.hears("half", of: running)
            await test.clock.sleeper(dueIn: .seconds(10))
            test.clock.advance(by: .milliseconds(9_999))
            #expect(try await test.channel.job(waiting).job.state == .queued)
            test.clock.advance(by: .milliseconds(1))
            #expect(try await test.ended(waiting).state == .expired)
            await test.clock.sleeper(dueIn: .seconds(10))
            test.clock.advance(by: .seconds(10))
            #expect(try await test.ended(running).state == .expired)
            #expect(try await test.events(of: running).texts == ["half"])
        }
    }

    @Test func `a job that was running at a restart is requeued when its model has gone`()
        async throws
    {
        let store = ModelJobStore()
        let host = ScriptedHost(isLed: true)
        let first = ChannelUnderTest(store: store, host: host)
        let id = JobID(rawValue: 1)
        try await first.whileRunning {
            try await first.submit("moth", "1")
            (await host.nextChat())?.say("lost")
        }
        #expect(store.jobs.job(id)?.state == .running)
        let second = ChannelUnderTest(store: store, host: host)
        try await second.whileRunning {
            let watch = try await second.channel.watch(id, after: JobSequence(rawValue: 0))
            (await host.nextChat())?.end()
            let told = try await watch.rest().withoutPlaces
            #expect(told.contains(.began(attempt: 2, before: JobSequence(beforeAttempt: 2))))
            #expect(
                told.contains(
                    .retrying(
                        attempt: 1,
                        message: "The attempt was interrupted by a restart of the server."
                    )
                )
            )
        }
        let after = host.calls.drop { $0 != .chatEnded("1") }.dropFirst()
        #expect(Array(after.prefix(4)) == [.look, .unload("moth"), .look, .pins])
    }

    @Test func `a cancel outlives a restart`() async throws {
        let store = ModelJobStore()
        let request = JobRequest(model: "moth", body: "{}")
        for isRunning in [false, true] {
            let answer = try await store.submit(request, notEndedMax: 9, atUnixMs: 1)
            guard case .appended(let job) = answer else { return }
            if isRunning { _ = try await store.begin(job.id, atUnixMs: 2) }
            _ = try await store.requestCancel(of: job.id)
        }
        let test = ChannelUnderTest(store: store)
        try await test.whileRunning {
            for id in 1...2 {
                let job = try await test.ended(JobID(rawValue: Int64(id)))
                #expect(job.state == .cancelled)
            }
        }
        #expect(!test.host.calls.contains(.chat("moth", "{}")))
    }

    @Test func `what ended long ago is deleted`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            let id = try await test.ended(try await test.submit()).id
            await test.clock.sleeper(dueIn: .seconds(3_600))
            test.clock.advance(by: .seconds(7 * 86_400 + 1))
            while test.store.jobs.job(id) != nil { await Task.yield() }
            await #expect(throws: ChannelError.self) { try await test.channel.job(id) }
        }
    }
}
