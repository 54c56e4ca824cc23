import Channels
import Logging
import Spaces
import TestSupport
import Testing

/// The channel's shell, over a provider that a test answers.
@Suite struct EmbedChannelTests {
    private let backend = FakeBackend()
    private let gate = FakeGate()
    private let clock = ManualClock()

    private func channel(_ settings: EmbedSettings = EmbedSettings()) -> EmbedChannel {
        EmbedChannel(
            backend: backend,
            gate: gate,
            model: "m",
            settings: settings,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `a call is answered with its vectors`() async throws {
        let channel = channel()
        async let reply = channel.embed(["a", "b"], dimensions: 2, lane: .query)
        let request = try #require(await backend.next())
        #expect(request.request == EmbedRequest(["a", "b"], dimensions: 2))
        request.answer([1, 0], tokens: 4)
        let vectors = try await reply.vectors
        #expect(vectors == [[1, 0], [1, 0]])
        #expect(gate.entered == 1)
        #expect(gate.left == [nil])
    }

    @Test func `no texts need no provider`() async throws {
        let reply = try await channel().embed([], lane: .query)
        #expect(reply.vectors.isEmpty)
    }

    @Test func `a failure is told to the caller and to the gate`() async throws {
        let channel = channel()
        async let failure = error { try await channel.embed(["a"], lane: .query) }
        try #require(await backend.next()).fail(.unavailable)
        #expect(await failure?.code == .unavailable)
        #expect(gate.left.map { $0?.code } == [.unavailable])
    }

    @Test func `who is refused at the gate sends nothing`() async {
        let channel = channel()
        gate.refuses(EmbedderError(.unavailable, "It is cold."))
        let failure = await error { try await channel.embed(["a"], lane: .query) }
        #expect(failure?.message == "It is cold.")
        #expect(gate.left.isEmpty)
    }

    @Test func `a caller who is cancelled leaves at once, and the request with it`() async throws {
        let channel = channel()
        let caller = Task { await error { try await channel.embed(["a"], lane: .query) } }
        _ = try #require(await backend.next())
        caller.cancel()
        #expect(await caller.value?.code == .cancelled)
        #expect(await backend.nextCancelled() == ["a"])
    }

    @Test func `a caller who was cancelled before sends nothing that stays`() async throws {
        let channel = channel()
        let caller = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await error { try await channel.embed(["a"], lane: .query) }
        }
        #expect(await caller.value?.code == .cancelled)
        async let reply = channel.embed(["b"], lane: .query)
        var request = try #require(await backend.next())
        if request.request.texts == ["a"] { request = try #require(await backend.next()) }
        request.answer()
        #expect(try await reply.vectors.count == 1)
    }

    @Test func `a caller who leaves does not end what another waits for`() async throws {
        let channel = channel()
        // Each has asked when its task first waits.
        let gone = Task.immediate { await error { try await channel.embed(["a"], lane: .query) } }
        let left = Task.immediate { try await channel.embed(["a"], lane: .query) }
        let request = try #require(await backend.next())
        gone.cancel()
        #expect(await gone.value?.code == .cancelled)
        request.answer()
        #expect(try await left.value.vectors == [[0, 1]])
    }

    @Test func `bulk waits its grace on the clock`() async throws {
        let channel = channel()
        async let query = channel.embed(["q"], lane: .query)
        let request = try #require(await backend.next())
        clock.advance(by: .milliseconds(10))
        request.answer()
        _ = try await query
        async let bulk = channel.embed(["d"], lane: .bulk)
        await clock.sleeper(dueIn: .milliseconds(20))
        clock.advance(by: .milliseconds(20))
        try #require(await backend.next()).answer()
        #expect(try await bulk.vectors.count == 1)
    }

    @Test func `what was answered is not asked for again, until it is forgotten`() async throws {
        let channel = channel()
        async let first = channel.embed(["a"], lane: .query)
        try #require(await backend.next()).answer(tokens: 3)
        #expect(try await first.chargedTokens == 3)
        let second = try await channel.embed(["a"], lane: .query)
        #expect(second.chargedTokens == 0)
        #expect(second.tokens == [3])
        channel.forgetAnswers()
        async let third = channel.embed(["a"], lane: .query)
        try #require(await backend.next()).answer()
        #expect(try await third.vectors.count == 1)
    }

    @Test func `bulk is answered by the model, whatever queries were told`() async throws {
        let channel = channel()
        async let query = channel.embed(["a"], lane: .query)
        try #require(await backend.next()).answer()
        _ = try await query
        async let canary = channel.embed(["a"], lane: .bulk)
        try #require(await backend.next()).answer(tokens: 2)
        #expect(try await canary.chargedTokens == 2)
    }

    @Test func `an embedder puts the space's prefixes before its texts`() async throws {
        let identity = SpaceIdentity(
            provider: "ollama",
            model: "m",
            dimensions: 2,
            documentPrefix: "doc: ",
            queryPrefix: "query: "
        )
        let embedder = ChannelEmbedder(
            identity: identity,
            channel: channel(),
            asksDimensions: true
        )
        async let query = embedder.embed(["a"], as: .query)
        let asked = try #require(await backend.next())
        #expect(asked.request == EmbedRequest(["query: a"], dimensions: 2))
        asked.answer()
        _ = try await query
        async let document = embedder.embedding(of: ["a"], as: .document)
        clock.advance(by: .milliseconds(100))
        let stored = try #require(await backend.next())
        #expect(stored.request == EmbedRequest(["doc: a"], dimensions: 2))
        stored.answer(tokens: 9)
        #expect(try await document.tokens == 9)
        #expect(embedder.tokens(of: "12345") == 2)
    }

    @Test func `the few documents of a write do not wait as bulk does, and are not remembered`()
        async throws
    {
        let identity = SpaceIdentity(provider: "ollama", model: "m", dimensions: 2)
        let embedder = ChannelEmbedder(
            identity: identity,
            channel: channel(),
            asksDimensions: true
        )
        async let query = embedder.embed(["q"], as: .query)
        try #require(await backend.next()).answer()
        _ = try await query
        // Bulk would wait for its grace behind the query, and the clock stands still.
        for _ in 0..<2 {
            async let write = embedder.embed(["a"], as: .document)
            try #require(await backend.next()).answer()
            #expect(try await write.count == 1)
        }
    }

    @Test func `many callers at once are all answered`() async throws {
        let channel = channel()
        let server = Task {
            while let request = await backend.next() { request.answer() }
        }
        defer { server.cancel() }
        let ticking = Task {
            while !Task.isCancelled {
                clock.advance(by: .milliseconds(1))
                await Task.yield()
            }
        }
        defer { ticking.cancel() }
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<200 {
                group.addTask {
                    let texts = ["\(caller % 50)", "\(caller)"]
                    let lane: EmbedLane = caller.isMultiple(of: 2) ? .query : .bulk
                    return try await channel.embed(texts, lane: lane).vectors.count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(answered == 400)
    }

    private func error(
        _ call: () async throws -> ChannelReply
    ) async -> EmbedderError? {
        do {
            _ = try await call()
            return nil
        } catch {
            return error as? EmbedderError
        }
    }
}
