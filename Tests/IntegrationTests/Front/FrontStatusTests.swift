import Foundation
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Over HTTP, what goes wrong has the status that says whose fault it is.
    @Suite struct FrontStatusTests {
        private static func run(
            words: String = "",
            _ body: (TestServer, OllamaDouble) async throws -> Void
        ) async throws {
            let settings = ["inference.listen=tcp://127.0.0.1:0"]
            try await ChannelStage.run(words: words, settings: settings, body)
        }

        @Test func `a host that is away is no reason to say that a model is missing`()
            async throws
        {
            try await Self.run { server, double in
                await double.goDown()
                let asks = [
                    ("/api/embed", #"{"model":"nomic-embed-text","input":"a crab"}"#),
                    ("/api/show", #"{"model":"nomic-embed-text"}"#),
                    ("/v1/embeddings", #"{"model":"ollama:nomic-embed-text@64","input":"a crab"}"#),
                ]
                for (path, body) in asks {
                    let answer = try await server.ask(path, body)
                    #expect(answer.status == 503, "\(path): \(answer.text)")
                }
                let model = try await server.ask("/v1/models/somebodys-model")
                #expect(model.status == 503, "\(model.text)")
            }
        }

        @Test(arguments: [
            ("ollama:embeddinggemma@wide", 400, "the number of dimensions"),
            ("ollama:embeddinggemma@100000", 400, "the number of dimensions"),
            ("ollama:no-such-model", 404, "no-such-model is not installed"),
            ("no-such-model", 404, "try pulling it first"),
            ("nomic-embed-text", 501, "No provider of the configuration serves"),
            ("openai:nobody-knows", 501, "No provider of the configuration serves"),
        ])
        func `a target is refused for what is wrong with it`(
            model: String,
            status: Int,
            words: String
        ) async throws {
            try await Self.run(words: "model=embeddinggemma model=no-such") { server, _ in
                let body = #"{"model":"\#(model)","input":"a crab"}"#
                let answer = try await server.ask("/api/embed", body)
                #expect(answer.status == status, "\(answer.text)")
                #expect(answer.text.contains(words), "\(answer.text)")
            }
        }
    }
}
