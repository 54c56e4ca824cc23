import Channels
import Ollama
import OllamaDouble
import Spaces
import Testing

@Suite(.timeLimit(.minutes(2))) struct `An embedding backend's contract` {
    private let long = String(repeating: "word ", count: 9_000)

    @Test func `a text has the same vector alone and among others, in their order`() async throws {
        try await ContractHost.with { its in
            let texts = ["a cat", "ein Haus", "😀\n\"quoted\" \\ text"]
            let reply = try await its.backend.embed(EmbedRequest(texts))
            #expect(reply.vectors.count == 3)
            #expect((reply.tokens ?? 0) > 3)
            for (text, vector) in zip(texts, reply.vectors) {
                let alone = try await its.backend.embed(EmbedRequest([text])).vectors[0]
                #expect(cosine(alone, vector) > 0.999)
                #expect(abs(cosine(vector, vector) - 1) < 1e-3)
            }
            #expect(cosine(reply.vectors[0], reply.vectors[1]) < 0.99)
        }
    }

    @Test func `vectors are as wide as is asked`() async throws {
        try await ContractHost.with { its in
            let reply = try await its.backend.embed(EmbedRequest(["a"], dimensions: 128))
            #expect(reply.vectors.map(\.count) == [128])
            #expect(abs(cosine(reply.vectors[0], reply.vectors[0]) - 1) < 1e-3)
        }
    }

    @Test func `a text that is too long is refused, or cut where it may be`() async throws {
        try await ContractHost.with { its in
            let alone = await its.embedError([long])
            #expect(alone?.code == .textRefused(position: 0))
            let among = await its.embedError(["a", long])
            #expect(among?.code == .batchRefused)
            #expect(among?.message.contains("context length") == true)
            let cut = try await its.backend.embed(EmbedRequest([long], truncates: true))
            #expect(cut.vectors.count == 1)
        }
    }

    @Test func `a model that is not installed takes a person`() async throws {
        try await ContractHost.with { its in
            let backend = its.host.embedBackend(for: "no-such")
            let error = await #expect(throws: EmbedderError.self) {
                try await backend.embed(EmbedRequest(["a"]))
            }
            #expect(error?.code == .denied)
            #expect(error?.message.contains("run `ollama pull no-such` there") == true)
        }
    }

    @Test func `no texts are no request`() async throws {
        try await ContractHost.withDouble { its in
            let reply = try await its.backend.embed(EmbedRequest([]))
            #expect(reply == EmbedReply(vectors: []))
            #expect(try await its.double?.bodies(at: "embed") == [])
        }
    }

    @Test func `the warm call and the others say the same options, and only it a keep_alive`()
        async throws
    {
        let options = "{\"num_ctx\":1024,\"use_mmap\":false}"
        let parsed = try OllamaOptions(options)
        try await ContractHost.withDouble(embedOptions: ["embeddinggemma:latest": parsed]) { its in
            _ = try await its.host.load("embeddinggemma", as: .embedding, keepAlive: .pinned)
            _ = try await its.backend.embed(EmbedRequest(["a\n"], truncates: true))
            _ = try await its.backend.embed(EmbedRequest(["b"], dimensions: 5))
            let start = "{\"model\":\"embeddinggemma\",\"input\":"
            #expect(
                try await its.double?.bodies(at: "embed") == [
                    start + "[],\"options\":\(options),\"keep_alive\":-1}",
                    start + "[\"a\\n\"],\"truncate\":true,\"options\":\(options)}",
                    start + "[\"b\"],\"truncate\":false,\"dimensions\":5,\"options\":\(options)}",
                ]
            )
            let loads = try await its.double?.events().filter { $0.kind == .loaded }
            #expect(loads?.count == 1)
            #expect(try await its.host.residents().map(\.isPinned) == [true])
        }
    }

    @Test(arguments: ["", "[]", "1", "null", "{", "{} x"])
    func `options are an object`(json: String) {
        let error = #expect(throws: OllamaSettingsError.self) { try OllamaOptions(json) }
        #expect(error?.message.contains("no JSON object") == true)
    }

    @Test func `the host is no longer at it when a request is cancelled`() async throws {
        try await ContractHost.withDouble(
            models: ContractHost.quickModels.map(\.embeddingWithoutEnd)
        ) { its in
            let embedding = Task { await its.embedError() }
            _ = try await its.double?.event { $0.kind == .started }
            embedding.cancel()
            #expect(await embedding.value?.code == .cancelled)
            let ended = try await its.double?.event { $0.kind == .ended && $0.endpoint == "embed" }
            #expect(ended?.detail == "the client went away")
        }
    }

    @Test func `a load is given up with the call that asked for it`() async throws {
        try await ContractHost.withDouble(faults: "load=hang") { its in
            let loading = Task {
                await its.hostError {
                    _ = try await its.host.load(
                        "embeddinggemma",
                        as: .embedding,
                        keepAlive: .pinned
                    )
                }
            }
            _ = try await its.double?.event { $0.kind == .loadStarted }
            loading.cancel()
            #expect(await loading.value?.code == .cancelled)
            _ = try await its.double?.event { $0.kind == .loadDiscarded }
        }
    }

    private func cosine(_ left: [Float], _ right: [Float]) -> Float {
        func dot(_ left: [Float], _ right: [Float]) -> Float {
            zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return dot(left, right) / (dot(left, left) * dot(right, right)).squareRoot()
    }
}
