import Curl
import Foundation
import Messages
import MoultClient
import OllamaDouble

/// A double, a server over it, and the ways to both.
struct BenchStage: Sendable {
    let double: OllamaDouble
    let rpc: MoultClient
    let http: CurlClient
    /// Of the server's front over HTTP.
    let front: String
    /// Where the server listens.
    let address: String
    let process: Int32

    static let chatModels = ["llama3.2", "qwen3", "gemma3"]

    /// Runs `body` with all of it, and leaves nothing behind.
    static func run(_ moult: String, _ body: (BenchStage) async throws -> Void) async throws {
        let double = try await OllamaDouble.start()
        let directory = FileManager.default.temporaryDirectory.path + "/channels-bench-\(UUID())"
        let port = 20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 20_000
        let address = "tcp://127.0.0.1:\(port)"
        let server = Process()
        server.executableURL = URL(fileURLWithPath: moult)
        server.arguments = [
            "serve", "--data", directory, "--embedder", "ollama:embeddinggemma",
            "--log-level", "error", "--listen", address,
            "--set", "providers=home=ollama \(double.url)",
            "--set", "inference.listen=tcp://127.0.0.1:\(port + 1)",
        ]
        try server.run()
        var limits = CurlLimits()
        limits.connectionsPerHostMax = 128
        limits.connectionsKeptMax = 256
        let stage = BenchStage(
            double: double,
            rpc: try MoultClient(server: address),
            http: CurlClient(limits: limits),
            front: "http://127.0.0.1:\(port + 1)",
            address: address,
            process: server.processIdentifier
        )
        defer {
            server.terminate()
            server.waitUntilExit()
            try? FileManager.default.removeItem(atPath: directory)
        }
        try await stage.waitUntilServing(server)
        try await body(stage)
        await stage.rpc.close()
        await stage.http.close()
        await double.stop()
    }

    private func waitUntilServing(_ server: Process) async throws {
        let clock = ContinuousClock()
        for _ in 0..<600 where server.isRunning {
            let health = try? await rpc.health.check()
            if health?.status == .serving { return }
            try await clock.sleep(for: .milliseconds(50))
        }
        throw BenchFailure("the server does not serve")
    }

    func change(_ model: String) throws { double.change(try ModelPatch(parsing: model)) }

    /// Processor seconds that the server has used.
    func processorSeconds() throws -> Double {
        let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        // The name, in brackets, may have spaces; behind it, user and system time are the 12th and
        // 13th words.
        let words = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        guard words.count > 12, let user = Double(words[12]), let system = Double(words[13]) else {
            throw BenchFailure("/proc/\(process)/stat is not as it should be")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

/// One way to have texts embedded.
enum Way: String, CaseIterable {
    case straight
    case http
    case rpc
}

extension BenchStage {
    func embed(_ texts: [String], by way: Way) async throws {
        switch way {
        case .straight: try await post("/api/embed", of: double.url, embedBody(texts))
        case .http: try await post("/api/embed", of: front, embedBody(texts))
        case .rpc:
            let answer = try await rpc.inference.embed(MoultV1.EmbedRequest(texts: texts))
            guard answer.embedded.count == texts.count else { throw BenchFailure("no vectors") }
        }
    }

    private func embedBody(_ texts: [String]) throws -> [UInt8] {
        try json(["model": "embeddinggemma", "input": texts])
    }

    func json(_ object: [String: Any]) throws -> [UInt8] {
        Array(try JSONSerialization.data(withJSONObject: object))
    }

    private func post(_ path: String, of host: String, _ body: [UInt8]) async throws {
        let request = CurlRequest(method: .post, url: host + path, body: body)
        let answer = try await http.answer(to: request)
        guard answer.status == 200, answer.body.count > 1_000 else {
            throw BenchFailure("\(host)\(path) answers \(answer.status)")
        }
    }

    /// As a backfill does: whatever is urgent goes first.
    func fill(_ texts: [String]) async throws {
        _ = try await rpc.inference.embed(MoultV1.EmbedRequest(texts: texts, bulk: true))
    }

    func submit(_ text: String, model: String) async throws -> Int64 {
        let draft = MoultV1.JobDraft(
            model: model,
            messages: [MoultV1.ChatMessage(role: "user", content: text)]
        )
        let answer = try await rpc.inference.submitJob(MoultV1.SubmitJobRequest(draft: draft))
        guard let job = answer.job else { throw BenchFailure("a job was not stored") }
        return job.id
    }

    /// Submits a job and waits for its end.
    func chat(_ text: String, model: String = chatModels[0]) async throws {
        let draft = MoultV1.JobDraft(
            model: model,
            messages: [MoultV1.ChatMessage(role: "user", content: text)]
        )
        let events = try rpc.inference.chat(MoultV1.ChatRequest(draft: draft))
        for try await event in events {
            guard case .ended(let job) = event.event else { continue }
            if job.state != .succeeded { throw BenchFailure("a job ended: \(job.message)") }
        }
    }
}

/// Why there is nothing to report.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
