import Channels
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChatAskingTests {
    private func code(
        _ body: () async throws -> Void
    ) async -> ChannelError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? ChannelError)?.code
        }
    }

    @Test func `the same key names the same job, and no other request`() async throws {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit("moth", "1", key: "k")
            #expect(try await test.submit("moth", "1", key: "k") == id)
            #expect(await code { try await test.submit("moth", "2", key: "k") } == .keyTaken)
            (await host.nextChat())?.end()
            #expect(try await test.ended(id).state == .succeeded)
            #expect(try await test.submit("moth", "1", key: "k") == id)
        }
    }

    @Test func `a queue takes as many as it may hold, and says when to come again`()
        async throws
    {
        var settings = ChatSettings()
        settings.jobsMax = 2
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(settings: settings, host: host)
        try await test.whileRunning {
            try await test.submit()
            try await test.submit()
            do {
                try await test.submit()
                Issue.record("A third job was taken.")
            } catch let error as ChannelError {
                #expect(error.code == .full)
                #expect(error.retryAfter == .seconds(10))
                #expect(
                    error.message == """
                        2 jobs have not ended, and at most 2 may wait: it would be number 3, and \
                        how long they take is not known yet. Try again later.
                        """
                )
            }
            (await host.nextChat())?.end()
            (await host.nextChat())?.end()
        }
    }

    @Test func `a body has at most so many bytes`() async throws {
        var settings = ChatSettings()
        settings.bodyBytesMax = 10
        let test = ChannelUnderTest(settings: settings)
        try await test.whileRunning {
            try await test.submit("moth", String(repeating: "x", count: 10))
            #expect(
                await code {
                    try await test.submit("moth", String(repeating: "x", count: 11))
                } == .invalid
            )
        }
    }

    @Test func `a job without a model, or past its deadline, is refused`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            #expect(await code { try await test.submit("") } == .invalid)
            #expect(await code { try await test.submit(deadline: .zero) } == .invalid)
            #expect(await code { try await test.submit(deadline: .milliseconds(1)) } == nil)
        }
    }

    @Test func `so many watch at once, and one who leaves makes room`() async throws {
        var settings = ChatSettings()
        settings.watchersMax = 1
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(settings: settings, host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            let start = JobSequence(rawValue: 0)
            do {
                let watch = try await test.channel.watch(id, after: start)
                let second = await code { _ = try await test.channel.watch(id, after: start) }
                #expect(second == .full)
                (await host.nextChat())?.end()
                for try await _ in watch {}
            }
            #expect(await code { _ = try await test.channel.watch(id, after: start) } == nil)
        }
    }

    @Test func `a place tells how many go before, why, and for how long`() async throws {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        let record = { (model: String) in
            ModelRecord(
                model: model,
                loads: 1,
                loadNanosecondsMean: 4_000_000_000,
                jobs: 1,
                jobNanosecondsMean: 2_000_000_000
            )
        }
        for model in ["moth", "wasp"] { try await test.store.keep(record(model)) }
        try await test.whileRunning {
            try await test.submit("moth", "1")
            let chat = await host.nextChat()
            let next = try await test.submit("moth", "2")
            let other = try await test.submit("wasp", "3")
            let place = try await test.channel.job(next).place
            #expect(place?.ahead == 1)
            #expect(place?.reason == .behindOthers)
            #expect(place?.estimate == .seconds(2))
            let behind = try await test.channel.job(other).place
            #expect(behind?.ahead == 2)
            #expect(behind?.reason == .behindLoadedModel)
            // Two jobs of 2 s and a change, of which at least 4 s were learnt.
            #expect(behind?.estimate.map { $0 > .seconds(4) } ?? false)
            let listed = try await test.channel.jobs(
                matching: JobFilter(states: [.queued]),
                before: nil,
                limit: 10
            )
            #expect(listed.map(\.job.id) == [other, next])
            #expect(listed.map(\.place?.ahead) == [2, 1])
            chat?.end()
        }
    }
}
