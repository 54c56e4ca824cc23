import Channels
import Ollama
import OllamaDouble
import Spaces
import Testing

/// Every fault of the double's script that a host or a backend meets.
@Suite(.timeLimit(.minutes(2))) struct `A host's faults` {
    private static let chatBody = "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"

    @Test(arguments: [
        ("status:500", EmbedderError.Code.unavailable), ("status:502", .unavailable),
        ("status:503", .unavailable), ("status:504", .timedOut), ("status:401", .denied),
        ("reset", .unavailable), ("refuse:50", .unavailable), ("restart:50", .unavailable),
        ("oom", .unavailable), ("nulls", .invalidAnswer), ("count:1", .invalidAnswer),
        ("count:3", .invalidAnswer), ("nan", .batchRefused),
    ])
    func `of an embedding`(fault: String, code: EmbedderError.Code) async throws {
        try await ContractHost.withDouble(faults: "embed=\(fault)") { its in
            let error = await its.embedError(["a", "b"])
            #expect(error?.code == code)
            #expect(error?.message.hasSuffix(".") == true)
        }
    }

    @Test(arguments: VersionProfile.allCases)
    func `of a vector that is none, found by asking for fewer texts`(
        version: VersionProfile
    ) async throws {
        try await ContractHost.withDouble(faults: "embed#1-2=nan", version: version) { its in
            #expect(await its.embedError(["a", "b"])?.code == .batchRefused)
            #expect(await its.embedError(["a"])?.code == .invalidAnswer)
            #expect(await its.embedError(["b"]) == nil)
        }
    }

    @Test(arguments: VersionProfile.allCases)
    func `of a text that is too long`(version: VersionProfile) async throws {
        try await ContractHost.withDouble(version: version) { its in
            let long = String(repeating: "word ", count: 5_000)
            #expect(await its.embedError([long])?.code == .textRefused(position: 0))
            #expect(await its.embedError([long, "a"])?.code == .batchRefused)
            #expect(await its.embedError([long, "a"], truncates: true) == nil)
        }
    }

    @Test func `that come as success are passed on, for whoever asked looks at them`() async throws
    {
        let text = "a few words, and then some more of them"
        let faults = "embed#1=zero,embed#2=dimensions:3,embed#3=truncate:4"
        try await ContractHost.withDouble(faults: faults) { its in
            let zero = try await its.backend.embed(EmbedRequest([text]))
            #expect(zero.vectors == [[Float](repeating: 0, count: 768)])
            let narrow = try await its.backend.embed(EmbedRequest([text]))
            #expect(narrow.vectors.map(\.count) == [3])
            let cut = try await its.backend.embed(EmbedRequest([text], truncates: true))
            #expect(cut.vectors.map(\.count) == [768])
            #expect(cut.tokens == 4)
        }
    }

    @Test func `of a request that gets no answer in time`() async throws {
        var limits = OllamaLimits()
        limits.embedTimeout = .milliseconds(50)
        limits.residentsTimeout = .milliseconds(50)
        limits.askTimeout = .milliseconds(50)
        let faults = "embed=hang,ps=hang,tags=hang,version=hang,show=hang,chat=hang"
        try await ContractHost.withDouble(faults: faults, limits: limits) { its in
            #expect(await its.embedError()?.code == .timedOut)
            let residents = await its.hostError { _ = try await its.host.residents() }
            #expect(residents?.code == .busy)
            #expect(residents?.message.contains("did not list its loaded models within") == true)
            let tags = await its.hostError { _ = try await its.host.installed() }
            #expect(tags?.code == .timedOut)
            let version = await its.hostError { _ = try await its.host.version() }
            #expect(version?.code == .timedOut)
            let show = await its.hostError { _ = try await its.host.facts(of: "qwen3") }
            #expect(show?.code == .timedOut)
            let unload = await its.hostError { try await its.host.unload("qwen3") }
            #expect(unload?.code == .timedOut)
        }
    }

    @Test(arguments: [
        ("load=crash", HostError.Code.failed), ("load=oom", .outOfMemory),
        ("embed=status:503", .busy), ("embed=reset", .unreachable), ("embed=status:500", .failed),
    ])
    func `of a load`(faults: String, code: HostError.Code) async throws {
        try await ContractHost.withDouble(faults: faults) { its in
            let error = await its.hostError {
                _ = try await its.host.load("embeddinggemma", as: .embedding, keepAlive: .pinned)
            }
            #expect(error?.code == code)
        }
    }

    /// A load has no time-out of its own: giving it up would end it, and no retry could succeed.
    @Test func `of a slow load are none`() async throws {
        var limits = OllamaLimits()
        limits.askTimeout = .milliseconds(1)
        limits.embedTimeout = .milliseconds(1)
        try await ContractHost.withDouble(faults: "load=slow:200", limits: limits) { its in
            let report = try await its.host.load("qwen3", as: .chat, keepAlive: .seconds(60))
            #expect(report.loadTime >= .milliseconds(200))
        }
    }

    @Test(arguments: [
        ("status:500", HostError.Code.failed), ("status:503", .busy), ("reset", .unreachable),
        ("oom", .outOfMemory), ("eof:0", .failed), ("eof:3", .failed), ("line:3", .failed),
        ("cut:3", .unreachable), ("refuse:50", .unreachable), ("restart:50", .unreachable),
    ])
    func `of a chat`(fault: String, code: HostError.Code) async throws {
        try await ContractHost.withDouble(faults: "chat=\(fault)") { its in
            let error = await its.hostError {
                _ = try await its.host.chat(
                    "qwen3",
                    body: Self.chatBody,
                    keepAlive: .seconds(300)
                ) { _ in }
            }
            #expect(error?.code == code)
            #expect(error?.message.hasSuffix(".") == true)
        }
    }

    @Test func `of a chat that does not begin`() async throws {
        var limits = OllamaLimits()
        limits.chatHeadTimeout = .milliseconds(50)
        try await ContractHost.withDouble(faults: "chat=hang", limits: limits) { its in
            let error = await its.hostError {
                _ = try await its.host.chat(
                    "qwen3",
                    body: Self.chatBody,
                    keepAlive: .seconds(300)
                ) { _ in }
            }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func `of a stranger are seen among the residents`() async throws {
        try await ContractHost.withDouble(faults: "ps=foreign:llama3.2@-1") { its in
            let residents = try await its.host.residents()
            #expect(residents.map(\.name) == ["llama3.2:latest"])
            #expect(residents.map(\.isPinned) == [true])
        }
    }

    @Test func `of a host that is away are told with where it should be`() async throws {
        let address = try OllamaAddress("127.0.0.1:1")
        try await ContractHost.withDouble { its in
            let away = OllamaHost(
                OllamaSettings(name: "away", address: address),
                client: its.client,
                clock: ContinuousClock()
            )
            let error = await its.hostError { _ = try await away.version() }
            #expect(error?.code == .unreachable)
            #expect(error?.message.contains("http://127.0.0.1:1/api/version") == true)
        }
    }

    @Test func `are over once the host is back, with nothing loaded`() async throws {
        try await ContractHost.withDouble { its in
            _ = try await its.host.load("embeddinggemma", as: .embedding, keepAlive: .pinned)
            try await its.double?.restart()
            // It takes no connections for a moment.
            while await its.hostError({ _ = try await its.host.version() }) != nil {}
            let residents = try await its.host.residents()
            #expect(residents.isEmpty)
            #expect(await its.embedError() == nil)
        }
    }
}
