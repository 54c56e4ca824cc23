import Channels
import Logging
import Spaces
import TestSupport
import Testing

/// The keeper's shell, over a host in memory.
@Suite struct HostKeeperTests {
    private let host = FakeHost()
    private let clock = ManualClock()

    private func keeper(pinning models: Set<String>) -> HostKeeper {
        let keeper = HostKeeper(
            host,
            address: "http://box",
            clock: clock,
            unixMs: { 1_000_000 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        keeper.expectPinned(models)
        return keeper
    }

    /// Runs `keeper` while `body` does.
    private func run(
        pinning models: Set<String> = ["e"],
        _ body: (HostKeeper) async throws -> Void
    ) async rethrows {
        let keeper = keeper(pinning: models)
        let running = Task { await keeper.run() }
        defer { running.cancel() }
        try await body(keeper)
    }

    @Test func `the first request passes when its model is loaded and pinned`() async throws {
        try await run { keeper in
            host.holdsLoads()
            async let entered: Void = keeper.enter("e")
            #expect(await host.next() == .load("e", .embedding, .pinned))
            host.letsLoadsGo()
            try await entered
            keeper.leave("e", nil)
            try await keeper.enter("e")
            #expect(host.calls.count == 1)
        }
    }

    @Test func `after an outage the model is loaded before a request passes`() async throws {
        try await run { keeper in
            try await keeper.enter("e")
            #expect(await host.next() == .load("e", .embedding, .pinned))
            host.fails(HostError(.unreachable, "Nobody answers."))
            host.evicts("e")
            keeper.leave("e", EmbedderError(.unavailable, "The connection was lost."))
            #expect(await host.next() == .load("e", .embedding, .pinned))
            let refusal = await error { try await keeper.enter("e") }
            #expect(refusal?.code == .unavailable)
            host.fails(nil)
            await clock.sleeper(dueWithin: .seconds(1))
            clock.advance(by: .seconds(5))
            #expect(await host.next() == .load("e", .embedding, .pinned))
            try await keeper.enter("e")
            #expect(keeper.overview().conditions.isEmpty)
        }
    }

    @Test func `an unknown model takes a person`() async {
        host.fails(HostError(.unknownModel, "There is no e."))
        await run { keeper in
            let refusal = await error { try await keeper.enter("e") }
            #expect(refusal?.code == .denied)
        }
    }

    @Test func `a pin that a chat model pushed out is seen again before the next load`()
        async throws
    {
        try await run { keeper in
            try await keeper.seePinned()
            host.evicts("e")
            try await keeper.seePinned()
            #expect(host.calls.filter { $0 == .load("e", .embedding, .pinned) }.count == 2)
        }
    }

    @Test func `a pin is replaced without two at once`() async throws {
        try await run(pinning: ["old"]) { keeper in
            try await keeper.seePinned()
            try await keeper.replacePin("old", by: "new")
            #expect(
                host.calls == [
                    .load("old", .embedding, .pinned), .unload("old"),
                    .load("new", .embedding, .pinned),
                ]
            )
            #expect(host.mostPinned == 1)
            #expect(keeper.overview().pinned == ["new"])
            try await keeper.enter("new")
        }
    }

    @Test func `a guest enters the chat worker's slot, and leaves it`() async throws {
        try await run { keeper in
            let lender = FakeLender()
            lender.isFree()
            keeper.lendSlot(of: lender, to: ["g"])
            try await keeper.enter("g")
            keeper.leave("g", nil)
            #expect(lender.left == ["g"])
            #expect(!host.calls.contains(.load("g", .embedding, .pinned)))
        }
    }

    @Test func `a guest that is not given the slot in time is told when to come again`() async {
        await run { keeper in
            let lender = FakeLender()
            keeper.lendSlot(of: lender, to: ["g"])
            async let refusal = error { try await keeper.enter("g") }
            await clock.sleeper(dueIn: .seconds(30))
            clock.advance(by: .seconds(30))
            let told = await refusal
            #expect(told?.code == .unavailable)
            #expect(told?.retryAfter != nil)
            keeper.leave("g", nil)
            #expect(lender.left.isEmpty)
        }
    }

    @Test func `a condition says since when it holds`() async throws {
        try await run { keeper in
            try await keeper.seePinned()
            // An answer of before would say that it is back.
            while keeper.overview().version.isEmpty {
                try Task.checkCancellation()
                await Task.yield()
            }
            host.fails(HostError(.unreachable, "Nobody answers."))
            _ = await error { try await keeper.seePinned() }
            clock.advance(by: .milliseconds(250))
            let overview = keeper.overview()
            #expect(overview.residents == nil)
            #expect(overview.conditions.map(\.name) == [.hostAway])
            #expect(overview.conditions.map(\.sinceUnixMs) == [999_750])
        }
    }

    @Test func `whoever waits when the server stops is told`() async {
        let keeper = keeper(pinning: ["e"])
        host.holdsLoads()
        let running = Task { await keeper.run() }
        let waiting = Task.immediate { await error { try await keeper.enter("e") } }
        #expect(await host.next() == .load("e", .embedding, .pinned))
        running.cancel()
        await running.value
        #expect(await waiting.value?.code == .cancelled)
        #expect(await error { try await keeper.enter("e") }?.code == .cancelled)
    }

    @Test func `a request of the channel waits at the gate until its model is warm`() async throws {
        try await run { keeper in
            let backend = FakeBackend()
            let channel = EmbedChannel(
                backend: backend,
                gate: keeper,
                model: "e",
                clock: clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            host.holdsLoads()
            async let reply = channel.embed(["a"], lane: .query)
            #expect(await host.next() == .load("e", .embedding, .pinned))
            host.letsLoadsGo()
            try #require(await backend.next()).answer()
            #expect(try await reply.vectors == [[0, 1]])
        }
    }

    @Test func `whoever remembers a model's answers hears that it is another one now`() async {
        host.installs(InstalledModel(name: "e:latest", digest: "new", sizeBytes: 1))
        let (changes, change) = AsyncStream.makeStream(of: String.self)
        await run { keeper in
            keeper.whenModelChanges { change.yield($0) }
            keeper.expectDigest("old", of: "e")
            #expect(await changes.first { _ in true } == "e")
        }
    }

    private func error(_ call: () async throws -> Void) async -> EmbedderError? {
        do {
            try await call()
            return nil
        } catch {
            return error as? EmbedderError
        }
    }
}
