import Knowledge
import TestSupport
import Testing

@testable import Channels

@Suite(.timeLimit(.minutes(1))) struct ChatFailureTests {
    private let led = ScriptedHost(isLed: true)

    @Test func `a crashed generation is tried again, and its watchers see the boundary`()
        async throws
    {
        let test = ChannelUnderTest(host: led)
        try await test.whileRunning {
            let id = try await test.submit()
            let watch = try await test.channel.watch(id, after: JobSequence(rawValue: 0))
            let first = await led.nextChat()
            first?.say("lost")
            first?.fail(.failed, "The runner crashed.")
            await led.called(.chatEnded("{}"))
            await advanceUntil(test) { test.store.jobs.job(id)?.attempts == 2 }
            let second = await led.nextChat()
            second?.say("kept")
            second?.end()
            let told = try await watch.rest().withoutPlaces
            let (one, two) = (JobSequence(beforeAttempt: 1), JobSequence(beforeAttempt: 2))
            #expect(
                told.dropLast() == [
                    .began(attempt: 1, before: one),
                    .piece(JobPiece(sequence: one.next, piece: ChatPiece(content: "lost"))),
                    .retrying(attempt: 1, message: "The runner crashed."),
                    .began(attempt: 2, before: two),
                    .piece(JobPiece(sequence: two.next, piece: ChatPiece(content: "kept"))),
                ]
            )
            let again = try await test.events(of: id, after: one.next).withoutPlaces
            #expect(again.dropLast() == told.dropFirst(3).dropLast())
        }
    }

    @Test func `who comes to the next attempt by the store hears first why one failed`()
        async throws
    {
        let test = ChannelUnderTest(host: led)
        try await test.whileRunning {
            let id = try await test.submit()
            let watch = try await test.channel.watch(id, after: JobSequence(rawValue: 0))
            let first = await led.nextChat()
            first?.say("lost")
            var heard: [JobEvent] = []
            while heard.texts.isEmpty { heard += try await watch.nextEvents() }
            first?.fail(.failed, "The runner crashed.")
            await led.called(.chatEnded("{}"))
            await advanceUntil(test) { test.store.jobs.job(id)?.attempts == 2 }
            let second = await led.nextChat()
            second?.say("kept")
            second?.end()
            await advanceUntil(test) { test.store.jobs.job(id)?.state.hasEnded ?? false }
            let rest = try await watch.rest()
            let two = JobSequence(beforeAttempt: 2)
            #expect(
                rest.withoutPlaces.dropLast() == [
                    .retrying(attempt: 1, message: "The runner crashed."),
                    .began(attempt: 2, before: two),
                    .piece(JobPiece(sequence: two.next, piece: ChatPiece(content: "kept"))),
                ]
            )
        }
    }

    /// Moves the clock second by second until `isDone`.
    private func advanceUntil(
        _ test: ChannelUnderTest,
        _ isDone: @Sendable () -> Bool
    ) async {
        while !isDone() {
            test.clock.advance(by: .milliseconds(100))
            for _ in 0..<50 { await Task.yield() }
        }
    }

    @Test func `who watched a job that failed hears where it waits for its next attempt`()
        async throws
    {
        let test = ChannelUnderTest(host: led)
        try await test.whileRunning {
            let id = try await test.submit()
            let first = await led.nextChat()
            let watch = try await test.channel.watch(id, after: JobSequence(rawValue: 0))
            first?.fail(.failed, "The runner crashed.")
            var heard: [JobEvent] = []
            while heard.last != .retrying(attempt: 1, message: "The runner crashed.") {
                heard += try await watch.nextEvents()
            }
            await test.clock.sleeper(dueIn: .milliseconds(500))
            while test.channel.places()[id] == nil {
                try Task.checkCancellation()
                await Task.yield()
            }
            test.clock.advance(by: .milliseconds(500))
            guard case .waiting(let place) = try await watch.nextEvents().first else {
                Issue.record("No place was told.")
                return
            }
            #expect(place.reason == .backingOff)
            await advanceUntil(test) { test.store.jobs.job(id)?.attempts == 2 }
            (await led.nextChat())?.end()
        }
    }

    @Test func `a third failure of its own ends a job, with the reason`() async throws {
        let host = ScriptedHost()
        let error = HostError(.failed, "The runner crashed.")
        host.fail(.chat("moth", "{}"), error, error, error)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            await advanceUntil(test) { test.store.jobs.job(id)?.state.hasEnded ?? false }
            let job = try await test.channel.job(id).job
            #expect(job.state == .failed)
            #expect(job.attempts == 3)
            #expect(job.failure == .broken)
            #expect(job.message == "It failed 3 times, the last time so: The runner crashed.")
        }
    }

    @Test(arguments: [
        (HostError.Code.refused, JobFailure.refused), (.unknownModel, .unknownModel),
        (.denied, .denied),
    ])
    func `what another try cannot help fails at once`(
        code: HostError.Code,
        failure: JobFailure
    ) async throws {
        let host = ScriptedHost()
        host.fail(.load("moth", .chat, .seconds(300)), HostError(code, "That will not do."))
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let job = try await test.ended(try await test.submit())
            #expect(job.state == .failed)
            #expect(job.failure == failure)
            #expect(job.message == "That will not do.")
            let next = try await test.ended(try await test.submit("wasp"))
            #expect(next.state == .succeeded)
        }
    }

    @Test func `an outage costs no attempts, and a probe finds its end`() async throws {
        let host = ScriptedHost()
        host.isAway = true
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            await advanceUntil(test) { host.calls.count { $0 == .version } >= 5 }
            let view = try await test.channel.job(id)
            #expect(view.place?.reason == .hostAway)
            #expect(view.job.attempts == 0)
            #expect(
                test.channel.overview.standstill == "The host does not answer: Nobody answers."
            )
            host.isAway = false
            await advanceUntil(test) { test.store.jobs.job(id)?.state == .succeeded }
        }
        #expect(test.store.jobs.job(JobID(rawValue: 1))?.attempts == 1)
    }

    @Test func `too little memory sends everybody else away, once`() async throws {
        let host = ScriptedHost()
        host.residentNames = ["stranger"]
        let error = HostError(.outOfMemory, "There is too little memory for “moth”.")
        host.fail(.load("moth", .chat, .seconds(300)), error)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            #expect(try await test.ended(try await test.submit()).state == .succeeded)
            #expect(host.calls.contains(.unload("stranger")))
            host.fail(.load("wasp", .chat, .seconds(300)), error, error)
            let job = try await test.ended(try await test.submit("wasp"))
            #expect(job.state == .failed)
            #expect(job.message == error.message)
        }
    }

    @Test func `a full disk loses nothing, and says why nothing runs`() async throws {
        let host = ScriptedHost(isLed: true)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            try await test.submit("moth", "next")
            let chat = await host.nextChat()
            chat?.say("all of it")
            test.store.fault = StoreError(.diskFull, "There is no room on the disk.")
            chat?.end()
            await advanceUntil(test) { test.channel.overview.standstill != nil }
            #expect(
                test.channel.overview.standstill
                    == "The store cannot take what happened: There is no room on the disk."
            )
            #expect(test.store.jobs.job(id)?.state == .running)
            test.store.fault = nil
            await advanceUntil(test) { test.store.jobs.job(id)?.state == .succeeded }
            #expect(try await test.events(of: id).texts == ["all of it"])
            (await host.nextChat())?.end()
        }
    }

    @Test func `a generation that is silent for too long is ended and tried again`()
        async throws
    {
        var settings = ChatSettings()
        settings.silenceMax = .seconds(30)
        let test = ChannelUnderTest(settings: settings, host: led)
        try await test.whileRunning {
            let id = try await test.submit()
            let chat = await led.nextChat()
            chat?.say("one")
            try await test.hears("one", of: id)
            await test.clock.sleeper(dueIn: .seconds(30))
            test.clock.advance(by: .milliseconds(29_999))
            #expect(test.channel.overview.running == id)
            test.clock.advance(by: .milliseconds(1))
            await led.called(.chatEnded("{}"))
            await advanceUntil(test) { test.store.jobs.job(id)?.attempts == 2 }
            #expect(test.store.jobs.job(id)?.message == "The model said nothing for 30 s.")
            (await led.nextChat())?.end()
        }
    }
}
