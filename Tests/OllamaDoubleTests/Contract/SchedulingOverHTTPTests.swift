import NIOHTTP1
import OllamaDouble
import Testing

/// The scheduler seen through the API, with what only the double's events show.
@Suite struct SchedulingOverHTTPTests {
    private func chat(_ model: String, keepAlive: String = "300") -> String {
        #"{"model": "\#(model)", "messages": [{"role": "user", "content": "Hello?"}], "#
            + #""keep_alive": \#(keepAlive)}"#
    }

    private func pinEmbedder(_ double: OllamaDouble) async throws {
        try await double.useAsStranger("embeddinggemma", keepAlive: .forever)
        try await until { double.entry("embeddinggemma")?.references == 0 }
    }

    /// Asks again and again: what is waited for has no event of its own.
    private func until(_ isSo: () async throws -> Bool) async throws {
        for _ in 0..<1_000_000 {
            if try await isSo() { return }
            await Task.yield()
        }
        Issue.record("it never came to that")
    }

    @Test func `who asks for the next model at the done frame loses the pinned embedder`()
        async throws
    {
        try await withDouble { double in
            let probe = try HTTPProbe(double.url)
            try await pinEmbedder(double)
            let settings = #"{"finish_delay_ms": 60000}"#
            _ = try await HTTPProbe(double.sideURL).post("/settings", settings)
            _ = try await probe.post("/api/chat", chat("llama3.2"))
            _ = try await probe.post("/api/chat", chat("gemma3"))
            let victim = await double.first(.victimChosen)
            #expect(victim?.model == "embeddinggemma:latest")
            #expect(victim?.detail == "idle: slots full for gemma3:latest")
        }
    }

    @Test func `who unloads first and looks whether it has gone keeps it`() async throws {
        try await withDouble {
            $0.scheduler.finishDelay = .milliseconds(5)
        } _: { double in
            let probe = try HTTPProbe(double.url)
            try await pinEmbedder(double)
            for model in ["llama3.2", "gemma3", "llama3.2"] {
                _ = try await probe.post("/api/chat", chat(model))
                _ = try await probe.post(
                    "/api/chat",
                    #"{"model": "\#(model)", "messages": [], "keep_alive": 0}"#
                )
                try await until {
                    try await !probe.get("/api/ps").text.contains(#""name":"\#(model):"#)
                }
            }
            #expect(!double.events().contains { $0.kind == .victimChosen })
            #expect(double.entry("embeddinggemma")?.isPinned == true)
        }
    }

    @Test func `a client that leaves while its model loads ends the load`() async throws {
        try await withDouble {
            $0.faults = try FaultScript(parsing: "load=hang")
        } _: { double in
            let probe = try HTTPProbe(double.url)
            let call = Task { try await probe.post("/api/chat", chat("llama3.2")) }
            _ = await double.first(.loadStarted)
            call.cancel()
            let discarded = await double.first(.loadDiscarded)
            #expect(discarded?.model == "llama3.2:latest")
        }
    }

    @Test func `a client that leaves while it is answered ends the answer`() async throws {
        try await withDouble {
            for index in $0.models.indices { $0.models[index].reply.tokens = 20_000 }
        } _: { double in
            let probe = try HTTPProbe(double.url)
            _ = try await probe.send(.POST, "/api/chat", chat("llama3.2"), piecesMax: 3)
            let ended = await double.first(.ended)
            #expect(ended?.detail == "the client went away")
            try await until { double.entry("llama3.2")?.references == 0 }
        }
    }

    @Test func `a batch holds a query up for its whole length`() async throws {
        try await withDouble { double in
            let probe = try HTTPProbe(double.url)
            let texts = Array(repeating: #""text""#, count: 200).joined(separator: ",")
            async let batch = probe.post(
                "/api/embed",
                #"{"model": "embeddinggemma", "input": [\#(texts)]}"#
            )
            _ = await double.first(.started)
            _ = try await probe.post("/api/embed", #"{"model": "embeddinggemma", "input": "a"}"#)
            _ = try await batch
            let turns = double.events().filter { [.started, .stopped].contains($0.kind) }
            #expect(turns.map(\.kind) == [.started, .stopped, .started, .stopped])
            #expect(turns.map(\.request) == [1, 1, 2, 2])
        }
    }

    @Test func `a full queue is told in Ollama's own words`() async throws {
        try await withDouble {
            $0.scheduler.queueMax = 0
            $0.faults = try FaultScript(parsing: "load=hang")
        } _: { double in
            let probe = try HTTPProbe(double.url)
            let call = Task { try await probe.post("/api/chat", chat("llama3.2")) }
            _ = await double.first(.loadStarted)
            let answer = try await probe.post("/api/chat", chat("gemma3"))
            #expect(answer.status == 503)
            #expect(
                answer.error == "server busy, please try again.  maximum pending requests exceeded"
            )
            call.cancel()
        }
    }

    @Test func `a wedge leaves embeds healthy, and an unload heals it`() async throws {
        try await withDouble { double in
            let probe = try HTTPProbe(double.url)
            try await pinEmbedder(double)
            try await double.useAsStranger("llama3.2", keepAlive: .forever)
            double.wedge()
            let stuck = Task { try await probe.post("/api/chat", chat("gemma3")) }
            _ = await double.first(.queued)
            let embed = #"{"model": "embeddinggemma", "input": "a"}"#
            #expect(try await probe.post("/api/embed", embed).status == 200)
            _ = try await probe.post("/api/chat", #"{"model": "llama3.2", "keep_alive": 0}"#)
            #expect(try await stuck.value.status == 200)
        }
    }

    @Test func `two names of one blob are listed once, under the one that loaded it`() async throws
    {
        try await withDouble {
            $0.models.append(ModelProfile(name: "gemma-alias", kind: .embedder, blob: "one"))
            $0.models.append(ModelProfile(name: "gemma-other", kind: .embedder, blob: "one"))
        } _: { double in
            try await double.useAsStranger("gemma-alias")
            try await double.useAsStranger("gemma-other")
            #expect(double.state.loaded.map(\.name) == ["gemma-alias:latest"])
        }
    }
}

extension OllamaDouble {
    func entry(_ model: String) -> DoubleState.Model? {
        state.loaded.first { $0.name.hasPrefix(model) }
    }
}
