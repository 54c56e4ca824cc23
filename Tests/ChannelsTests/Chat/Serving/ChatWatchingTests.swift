import Knowledge
import Synchronization
import TestSupport
import Testing

@testable import Channels

@Suite(.timeLimit(.minutes(1))) struct ChatWatchingTests {
    private let host = ScriptedHost(isLed: true)

    @Test func `one who falls behind reads on from the store, without gap or repeat`()
        async throws
    {
        var settings = ChatSettings()
        settings.piecesAtHand = 4
        settings.piecesPerPage = 3
        // Nothing else is due when what was said is to be written.
        settings.placeEvery = .seconds(3_600)
        let test = ChannelUnderTest(settings: settings, host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            var slow = try await test.channel.watch(id, after: JobSequence(rawValue: 0))
                .makeAsyncIterator()
            let chat = await host.nextChat()
            let words = (1...40).map { "word \($0)" }
            var heard: [JobEvent] = []
            for (index, word) in words.enumerated() {
                chat?.say(word)
                try await test.hears(word, of: id)
                // Each turn of the clock has what was said written, so that little stays at hand.
                await test.clock.sleeper(dueIn: settings.commitEvery)
                test.clock.advance(by: settings.commitEvery)
                try await until {
                    let stored = test.store.jobs.pieces(
                        of: id,
                        after: .init(rawValue: 0),
                        limit: 99
                    )
                    return stored.count == index + 1
                }
                if word == "word 7", let event = try await slow.next(isolation: nil) {
                    heard.append(event)
                }
            }
            chat?.end()
            while let event = try await slow.next(isolation: nil) { heard.append(event) }
            #expect(heard.texts == words)
            #expect(try await test.events(of: id).texts == words)
            let middle = JobSequence(rawValue: JobSequence(beforeAttempt: 1).rawValue + 25)
            let rest = try await test.events(of: id, after: middle).withoutPlaces
            #expect(rest.texts == Array(words.dropFirst(25)))
            #expect(rest.count == 16)
        }
    }

    @Test func `a thousand watchers hear all that is said`() async throws {
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            let texts = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<1_000 { group.addTask { try await test.events(of: id).texts } }
                let chat = await host.nextChat()
                for number in 0..<50 { chat?.say("\(number)") }
                chat?.end()
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(texts.count == 1_000)
            #expect(Set(texts) == [(0..<50).map { "\($0)" }])
        }
    }

    private func until(_ isSo: () -> Bool) async throws {
        while !isSo() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// 20 watchers sleep over "now"; their turn is in 1 s, and each more moves it by 50 ms.
    private struct SleepingOver {
        let test: ChannelUnderTest
        let id: JobID
        let live: LiveJob
        let chat: ScriptedHost.Chat?
        let heard = Heard()

        func watch(_ count: Int) async throws {
            for _ in 0..<count {
                heard.hear(try await test.channel.watch(id, after: .init(rawValue: 0)))
            }
        }
    }

    private func whileSleepingOver(_ body: (SleepingOver) async throws -> Void) async throws {
        var settings = ChatSettings()
        settings.wakePace = .milliseconds(50)
        let test = ChannelUnderTest(settings: settings, host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            let chat = await host.nextChat()
            let live = try #require(test.channel.board[id])
            let sleepers = SleepingOver(test: test, id: id, live: live, chat: chat)
            try await sleepers.watch(20)
            try await until { live.state.withLock { $0.sleepers.count } == 20 }
            chat?.say("now")
            await test.clock.sleeper(dueIn: .seconds(1))
            try await body(sleepers)
        }
    }

    @Test func `of many watchers each hears what it slept over, at the turn's end`() async throws {
        try await whileSleepingOver { asleep in
            asleep.test.clock.advance(by: .milliseconds(999))
            #expect(asleep.heard.count == 0)
            asleep.test.clock.advance(by: .milliseconds(1))
            try await until { asleep.heard.count == 20 }
            asleep.chat?.end()
        }
    }

    @Test func `a turn that latecomers put off comes all the same`() async throws {
        try await whileSleepingOver { asleep in
            try await asleep.watch(10)
            // They hear at once what was said before they came.
            try await until { asleep.heard.count == 10 }
            asleep.test.clock.advance(by: .seconds(1))
            await asleep.test.clock.sleeper(dueIn: .milliseconds(500))
            #expect(asleep.heard.count == 10)
            asleep.test.clock.advance(by: .milliseconds(500))
            try await until { asleep.heard.count == 30 }
            asleep.chat?.end()
        }
    }

    @Test func `those who sleep over the last words hear them before the store has the end`()
        async throws
    {
        try await whileSleepingOver { asleep in
            let store = asleep.test.store
            store.fault = StoreError(.diskFull, "The disk is full.")
            asleep.chat?.end()
            try await until { asleep.heard.count == 20 }
            #expect(store.jobs.job(asleep.id)?.state == .running)
            store.fault = nil
            try await until {
                asleep.test.clock.advance(by: .milliseconds(10))
                return store.jobs.job(asleep.id)?.state == .succeeded
            }
        }
    }

    @Test func `a piece is heard at once, and written within the interval`() async throws {
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            let chat = await host.nextChat()
            chat?.say("now")
            try await test.hears("now", of: id)
            #expect(test.store.jobs.pieces(of: id, after: .init(rawValue: 0), limit: 9).isEmpty)
            await test.clock.sleeper(dueIn: .milliseconds(50))
            test.clock.advance(by: .milliseconds(50))
            while test.store.appends == 0 { await Task.yield() }
            let pieces = test.store.jobs.pieces(of: id, after: .init(rawValue: 0), limit: 9)
            #expect(pieces.map(\.piece.content) == ["now"])
            chat?.end()
        }
    }

    @Test func `one who waits hears its place, and its place again when it changes`()
        async throws
    {
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            try await test.submit("moth", "1")
            let first = await host.nextChat()
            try await test.submit("moth", "2")
            let id = try await test.submit("moth", "3")
            var watch = try await test.channel.watch(id, after: .init(rawValue: 0))
                .makeAsyncIterator()
            guard case .waiting(let place) = try await watch.next(isolation: nil) else {
                Issue.record("No place was told.")
                return
            }
            #expect(place.ahead == 2)
            async let next = watch.next(isolation: nil)
            first?.end()
            let second = await host.nextChat()
            await test.clock.sleeper(dueWithin: .milliseconds(500))
            test.clock.advance(by: .milliseconds(500))
            guard case .waiting(let later) = try await next else {
                Issue.record("The new place was not told.")
                return
            }
            #expect(later.ahead == 1)
            second?.end()
            (await host.nextChat())?.end()
        }
    }

    @Test func `a job that never was cannot be watched`() async throws {
        let test = ChannelUnderTest()
        try await test.whileRunning {
            await #expect(throws: ChannelError.self) {
                _ = try await test.channel.watch(JobID(rawValue: 7), after: .init(rawValue: 0))
            }
        }
    }

    @Test func `when the server stops its watchers are told`() async throws {
        let test = ChannelUnderTest(host: host)
        var watch: JobWatch?
        try await test.whileRunning {
            let id = try await test.submit()
            _ = await host.nextChat()
            watch = try await test.channel.watch(id, after: .init(rawValue: 0))
        }
        await #expect(throws: ChannelError.self) {
            if let watch { for try await _ in watch {} }
        }
    }
}

/// Pieces that all watchers heard.
private final class Heard: Sendable {
    private let pieces = Mutex(0)

    var count: Int { pieces.withLock { $0 } }

    /// Listens until the job ends, or the channel does.
    func hear(_ watch: JobWatch) {
        Task {
            for try await event in watch {
                if case .piece = event { pieces.withLock { $0 += 1 } }
            }
        }
    }
}
