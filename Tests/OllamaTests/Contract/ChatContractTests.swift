import Channels
import Ollama
import OllamaDouble
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct `A chat's contract` {
    private final class Pieces: Sendable {
        private let pieces = Mutex<[ChatPiece]>([])

        var all: [ChatPiece] { pieces.withLock { $0 } }

        func append(_ piece: ChatPiece) { pieces.withLock { $0.append(piece) } }
    }

    private let body = """
        {"messages":[{"role":"user","content":"Say hello, please."}],"options":{"seed":1}}
        """

    @Test func `pieces come one by one, then the statistics`() async throws {
        try await ContractHost.with { its in
            let pieces = Pieces()
            let statistics = try await its.host.chat(
                its.chatModel,
                body: body,
                keepAlive: .seconds(300)
            ) { pieces.append($0) }
            #expect(pieces.all.count > 1)
            #expect(!pieces.all.map(\.content).joined().isEmpty)
            #expect(statistics.doneReason == "stop")
            #expect(statistics.answerTokens > 1 && statistics.promptTokens > 1)
            #expect(statistics.totalNanoseconds >= statistics.answerNanoseconds)
            #expect(statistics.totalNanoseconds > 0)
        }
    }

    @Test func `thinking comes apart from what is said`() async throws {
        try await ContractHost.withDouble { its in
            let pieces = Pieces()
            _ = try await its.host.chat(
                "qwen3",
                body: "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"think\":true}",
                keepAlive: .seconds(300)
            ) { pieces.append($0) }
            let thought = try #require(pieces.all.firstIndex { !$0.thinking.isEmpty })
            let said = try #require(pieces.all.firstIndex { !$0.content.isEmpty })
            #expect(thought < said)
            #expect(pieces.all.allSatisfy { $0.thinking.isEmpty || $0.content.isEmpty })
        }
    }

    @Test func `a tool call comes as the server wrote it`() async throws {
        try await ContractHost.withDouble { its in
            let pieces = Pieces()
            _ = try await its.host.chat(
                "llama3.2",
                body: """
                    {"messages":[{"role":"user","content":"a"}],"tools":[{"type":"function",\
                    "function":{"name":"look_up","parameters":{"type":"object","properties":\
                    {"word":{"type":"string"}}}}}]}
                    """,
                keepAlive: .seconds(300)
            ) { pieces.append($0) }
            let calls = try #require(pieces.all.map(\.toolCalls).first { !$0.isEmpty })
            #expect(calls.hasPrefix("[{\"id\":"))
            #expect(calls.contains("\"name\":\"look_up\",\"arguments\":{\"word\":"))
        }
    }

    @Test func `the body goes out as it was written, with the job's three members`() async throws {
        try await ContractHost.withDouble { its in
            _ = try await its.host.chat("qwen3", body: body, keepAlive: .seconds(300)) { _ in }
            _ = try await its.host.load("qwen3", as: .chat, keepAlive: .seconds(300))
            #expect(
                try await its.double?.bodies(at: "chat") == [
                    body.dropLast() + ",\"model\":\"qwen3\",\"stream\":true,\"keep_alive\":300}",
                    "{\"model\":\"qwen3\",\"messages\":[],\"keep_alive\":300}",
                ]
            )
        }
    }

    @Test func `a length that was asked for is kept, and said`() async throws {
        try await ContractHost.with { its in
            let statistics = try await its.host.chat(
                its.chatModel,
                body: """
                    {"messages":[{"role":"user","content":"Count to 100."}],"think":false,\
                    "options":{"num_predict":3}}
                    """,
                keepAlive: .seconds(300)
            ) { _ in }
            #expect(statistics.doneReason == "length")
            #expect(statistics.answerTokens == 3)
        }
    }

    @Test func `the host is no longer at it when a chat is cancelled`() async throws {
        try await ContractHost.withDouble(
            models: ContractHost.quickModels.map(\.speakingWithoutEnd)
        ) {
            its in
            let began = AsyncStream.makeStream(of: Void.self)
            let chat = Task {
                await its.hostError {
                    _ = try await its.host.chat(
                        "qwen3",
                        body: body,
                        keepAlive: .seconds(300)
                    ) { _ in began.continuation.yield() }
                }
            }
            for await _ in began.stream.prefix(1) {}
            chat.cancel()
            #expect(await chat.value?.code == .cancelled)
            let ended = try await its.double?.event { $0.kind == .ended && $0.endpoint == "chat" }
            #expect(ended?.detail == "the client went away")
        }
    }

    @Test func `pieces are handed over one at a time, and none is lost on a slow reader`()
        async throws
    {
        try await ContractHost.withDouble { its in
            let pieces = Pieces()
            let readers = Mutex(0)
            let statistics = try await its.host.chat(
                "qwen3",
                body: body,
                keepAlive: .seconds(300)
            ) { piece in
                #expect(
                    readers.withLock {
                        $0 += 1
                        return $0
                    } == 1
                )
                for _ in 0..<20 { await Task.yield() }
                pieces.append(piece)
                readers.withLock { $0 -= 1 }
            }
            #expect(pieces.all.count == Int(statistics.answerTokens))
        }
    }
}
