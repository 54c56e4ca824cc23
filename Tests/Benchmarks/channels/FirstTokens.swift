import Curl
import Messages
import MoultClient
import OllamaDouble

/// The time to a reply's first token, with the model loaded: straight, and through both fronts.
struct FirstTokens {
    let stage: BenchStage
    let rounds: Int

    func run() async throws {
        try stage.change("llama3.2,request_ms=2,reply_tokens=5,reply_token_ms=5,load_ms=100")
        print("first token, \(rounds) each:")
        // What is loaded by the worker is used by all.
        try await stage.chat("to have it loaded")
        var latencies: [Way: Latencies] = [:]
        for round in 0..<rounds {
            for way in Way.allCases {
                let time = try await firstToken("question \(round)", by: way)
                latencies[way, default: Latencies()].add(time)
            }
        }
        guard let straight = latencies[.straight] else { return }
        for way in Way.allCases {
            guard let mine = latencies[way] else { continue }
            print(
                "  \(way): p50 \(mine.p50.inMilliseconds), p99 \(mine.p99.inMilliseconds); added "
                    + "\((mine.p50 - straight.p50).inMilliseconds) and "
                    + "\((mine.p99 - straight.p99).inMilliseconds)"
            )
        }
    }

    private func firstToken(_ text: String, by way: Way) async throws -> Duration {
        switch way {
        case .straight: try await firstToken(text, of: stage.double.url)
        case .http: try await firstToken(text, of: stage.front)
        case .rpc: try await firstTokenOfJob(text)
        }
    }

    private func firstToken(_ text: String, of host: String) async throws -> Duration {
        let body = try stage.json([
            "model": BenchStage.chatModels[0],
            "messages": [["role": "user", "content": text]],
        ])
        let clock = ContinuousClock()
        let began = clock.now
        var first: Duration?
        let request = CurlRequest(method: .post, url: host + "/api/chat", body: body)
        try await stage.http.stream(request) { chunk in
            if case .bytes = chunk, first == nil { first = clock.now - began }
        }
        guard let first else { throw BenchFailure("\(host) says nothing") }
        return first
    }

    private func firstTokenOfJob(_ text: String) async throws -> Duration {
        let draft = MoultV1.JobDraft(
            model: BenchStage.chatModels[0],
            messages: [MoultV1.ChatMessage(role: "user", content: text)]
        )
        let clock = ContinuousClock()
        let began = clock.now
        var first: Duration?
        for try await event in try stage.rpc.inference.chat(MoultV1.ChatRequest(draft: draft)) {
            if case .chunk = event.event, first == nil { first = clock.now - began }
        }
        guard let first else { throw BenchFailure("a job says nothing") }
        return first
    }
}
