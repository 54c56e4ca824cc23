import OllamaDouble
import Testing

/// What each fault looks like to somebody who embeds.
@Suite struct EmbedFaultTests {
    private func embed(
        under script: String,
        version: VersionProfile = .current,
        input: String = #"["a hill", "a sea"]"#
    ) async throws -> HTTPProbe.Answer {
        try await withDouble {
            $0.faults = try FaultScript(parsing: script)
            $0.version = version
        } _: { double in
            try await HTTPProbe(double.url)
                .post("/api/embed", #"{"model": "embeddinggemma", "input": \#(input)}"#)
        }
    }

    @Test func `zero vectors come with status 200`() async throws {
        let answer = try await embed(under: "embed=zero")
        #expect(answer.status == 200)
        #expect(try answer.vectors() == Array(repeating: Array(repeating: 0, count: 768), count: 2))
    }

    @Test func `so do nulls`() async throws {
        let answer = try await embed(under: "embed=nulls")
        #expect(answer.status == 200)
        #expect(answer.text.contains("[null,null"))
    }

    @Test func `what is not a number is told as the version tells it`() async throws {
        let new = try await embed(under: "embed=nan")
        #expect(new.status == 400)
        #expect(new.error == "embedding contains NaN or Inf values")
        let old = try await embed(under: "embed=nan", version: .old)
        #expect(old.status == 500)
        #expect(old.error == "failed to encode response: json: unsupported value: NaN")
    }

    @Test func `vectors can be of another width`() async throws {
        let vectors = try await embed(under: "embed=dimensions:512").vectors()
        #expect(vectors.map(\.count) == [512, 512])
    }

    @Test(arguments: [0, 1, 3])
    func `vectors can be too few or too many`(count: Int) async throws {
        #expect(try await embed(under: "embed=count:\(count)").vectors().count == count)
    }

    @Test func `a text can be cut without a word`() async throws {
        let text = String(repeating: "word ", count: 500)
        let answer = try await embed(under: "embed=truncate:100", input: "\"\(text)\"")
        #expect(answer.status == 200)
        #expect(try answer.json()["prompt_eval_count"] as? Int == 100)
    }

    @Test(arguments: [
        (500, "model runner has unexpectedly stopped"), (502, "Bad Gateway"),
        (503, "server busy, please try again.  maximum pending requests exceeded"),
    ])
    func `a status comes with its text`(status: Int, text: String) async throws {
        let answer = try await embed(under: "embed=status:\(status)")
        #expect(answer.status == status)
        #expect(answer.error?.hasPrefix(text) == true)
    }

    @Test(arguments: ["reset", "refuse:0", "restart:0"])
    func `a connection can be reset`(fault: String) async throws {
        await #expect(throws: (any Error).self) {
            let answer = try await embed(under: "embed=\(fault)")
            guard answer.isComplete else { throw CancellationError() }
        }
    }

    @Test func `a model that crashes while it loads fails the request`() async throws {
        let answer = try await embed(under: "load=crash")
        #expect(answer.status == 500)
        #expect(answer.error == "llama-server process has terminated: exit status 2")
    }

    @Test func `a load that runs out of memory throws the pinned model out and is tried again`()
        async throws
    {
        try await withDouble { double in
            try await double.useAsStranger("nomic-embed-text", keepAlive: .forever)
            try double.setFaults("load#1=oom")
            let answer = try await HTTPProbe(double.url)
                .post("/api/embed", #"{"model": "embeddinggemma", "input": "a"}"#)
            #expect(answer.status == 200)
            #expect(double.state.loaded.map(\.name) == ["embeddinggemma:latest"])
        }
    }

    @Test func `a request that runs out of memory throws every model out`() async throws {
        try await withDouble { double in
            try await double.useAsStranger("nomic-embed-text", keepAlive: .forever)
            try double.setFaults("embed#1=oom")
            let answer = try await HTTPProbe(double.url)
                .post("/api/embed", #"{"model": "embeddinggemma", "input": "a"}"#)
            #expect(answer.status == 500)
            #expect(answer.error?.hasSuffix("out of memory") == true)
            let gone = await double.first(.unloaded) { $0.model == "nomic-embed-text:latest" }
            #expect(gone?.detail == "out of memory")
        }
    }

    @Test func `a stranger can take the pin away`() async throws {
        try await withDouble { double in
            try await double.useAsStranger("embeddinggemma", keepAlive: .forever)
            try double.setFaults("embed#1=foreign:embeddinggemma@60")
            _ = try await HTTPProbe(double.url)
                .post("/api/embed", #"{"model": "embeddinggemma", "input": "a"}"#)
            #expect(double.entry("embeddinggemma")?.isPinned == false)
        }
    }

    @Test func `an answer that hangs ends with its client`() async throws {
        try await withDouble {
            $0.faults = try FaultScript(parsing: "embed=hang")
        } _: { double in
            let probe = try HTTPProbe(double.url)
            let call = Task { try await probe.post("/api/embed", "{}") }
            _ = await double.first(.fault)
            #expect(!double.events().contains { $0.kind == .ended })
            call.cancel()
            #expect(await double.first(.ended) != nil)
        }
    }

    @Test func `a slow list of what is loaded comes in the end`() async throws {
        try await withDouble {
            $0.faults = try FaultScript(parsing: "ps#1=slow:20")
        } _: { double in
            let answer = try await HTTPProbe(double.url).get("/api/ps")
            #expect(answer.status == 200)
        }
    }
}
