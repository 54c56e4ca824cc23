import Channels
import Ollama
import OllamaDouble
import Testing

/// What both a double and a real Ollama keep.
@Suite(.timeLimit(.minutes(2))) struct `A host's contract` {
    @Test func `it tells its version and what is installed`() async throws {
        try await ContractHost.with { its in
            #expect(try await its.host.version().contains("."))
            let installed = try await its.host.installed()
            let model = try #require(
                installed.first { $0.name.hasPrefix(its.embedder) },
                "\(its.embedder) is not installed there"
            )
            #expect(model.digest.count == 64)
            #expect(model.sizeBytes > 0)
        }
    }

    @Test func `it tells what a model can do, and how wide its vectors are`() async throws {
        try await ContractHost.with { its in
            let facts = try await its.host.facts(of: its.embedder)
            #expect(facts.capabilities.contains("embedding"))
            #expect((facts.contextTokens ?? 0) > 0)
            let width = try #require(facts.dimensions)
            let reply = try await its.backend.embed(EmbedRequest(["a"]))
            #expect(reply.vectors.map(\.count) == [width])
            let chat = try await its.host.facts(of: its.chatModel)
            #expect(chat.capabilities.contains("completion"))
        }
    }

    @Test func `an embedder is loaded, shown as pinned, and unloaded`() async throws {
        try await ContractHost.with { its in
            let first = try await its.host.load(
                its.embedder,
                as: .embedding,
                keepAlive: .pinned
            )
            let resident = try #require(
                try await its.host.residents().first { $0.name.hasPrefix(its.embedder) }
            )
            #expect(resident.isPinned)
            #expect(resident.sizeBytes > 0 && !resident.digest.isEmpty)
            #expect((resident.contextTokens ?? 0) > 0)
            if its.double != nil { #expect(first.loadTime >= .milliseconds(60)) }
            try await its.host.unload(its.embedder)
            try await waitUntilGone(its.embedder, from: its.host)
        }
    }

    @Test func `a chat model is loaded with an expiry, and unloaded`() async throws {
        try await ContractHost.with { its in
            _ = try await its.host.load(its.chatModel, as: .chat, keepAlive: .seconds(300))
            let resident = try #require(
                try await its.host.residents().first { $0.name.hasPrefix(its.chatModel) }
            )
            #expect(!resident.isPinned)
            #expect((resident.expiresUnixMs ?? 0) > 1_700_000_000_000)
            try await its.host.unload(its.chatModel)
            try await waitUntilGone(its.chatModel, from: its.host)
        }
    }

    @Test func `a model that is not installed is named, with how to get it`() async throws {
        try await ContractHost.with { its in
            let asks: [() async throws -> Void] = [
                { _ = try await its.host.facts(of: "no-such") },
                {
                    _ = try await its.host.load("no-such", as: .embedding, keepAlive: .pinned)
                },
                {
                    _ = try await its.host.load("no-such", as: .chat, keepAlive: .seconds(1))
                },
                { try await its.host.unload("no-such") },
                {
                    _ = try await its.host.chat(
                        "no-such",
                        body: "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
                        keepAlive: .seconds(1)
                    ) { _ in }
                },
            ]
            for ask in asks {
                let error = await its.hostError(ask)
                #expect(error?.code == .unknownModel)
                #expect(
                    error?.message == "The model \"no-such\" is not installed at "
                        + "\(its.host.address): run `ollama pull no-such` there."
                )
            }
        }
    }

    @Test func `an embedder cannot chat`() async throws {
        try await ContractHost.with { its in
            let error = await its.hostError {
                _ = try await its.host.chat(
                    its.embedder,
                    body: "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
                    keepAlive: .seconds(1)
                ) { _ in }
            }
            #expect(error?.code == .refused)
            #expect(error?.message.contains("does not support chat") == true)
        }
    }

    private func waitUntilGone(_ model: String, from host: OllamaHost) async throws {
        while try await host.residents().contains(where: { $0.name.hasPrefix(model) }) {}
    }
}
