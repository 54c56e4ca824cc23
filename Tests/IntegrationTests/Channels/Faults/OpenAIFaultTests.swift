import Foundation
import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// A provider over the network goes wrong, or answers in its own way.
    struct OpenAIFaultTests {
        /// A server whose active space is an OpenAI's, and the double that passes for it.
        private static func run(
            _ body: (TestServer, OpenAIDouble) async throws -> Void
        ) async throws {
            let key = FileManager.default.temporaryDirectory
                .appendingPathComponent("moult-key-\(UUID().uuidString)")
            try Data("sk-of-a-test".utf8).write(to: key)
            let double = try await OpenAIDouble.start()
            do {
                try await TestServer.run(
                    embedder: "openai:text-embedding-3-small@768",
                    settings: ["providers=cloud=openai \(double.url) key-file=\(key.path)"]
                ) { server in
                    try await body(server, double)
                    #expect(!server.logEnd.contains("sk-of-a-test"))
                }
            } catch {
                Issue.record(error)
            }
            await double.stop()
            try FileManager.default.removeItem(at: key)
        }

        @Test(
            arguments: [
                ("status:500", "answered 500"),
                ("status:503", "answered 503"),
                ("reset", "broke the connection off"),
                ("zero", "zero"),
                ("nan", "NaN or infinity"),
                ("nulls", "no vectors that can be read"),
                ("dimensions:700", "700"),
                ("count:0", "0 vectors came for 1 texts"),
                ("rate:1500", "answered 429"),
            ]
        )
        func `what goes wrong is said, stores nothing wrong, and is made good afterwards`(
            fault: String,
            words: String
        ) async throws {
            try await Self.run { server, double in
                #expect(
                    try await server.put(["before": "a crab of old"]).first?.status == .embedded
                )
                try double.setFaults("embeddings=\(fault)")
                let outcome = try await server.put(["after": "a lobster of today"]).first
                #expect(outcome?.status == .pending)
                #expect(outcome?.message.contains(words) == true, "\(outcome?.message ?? "")")
                let error = try await failure { try await server.embed(["a shrimp"]) }
                #expect(error.code == .unavailable, "\(error.message)")
                #expect(error.reason == .providerUnavailable)
                #expect(error.retryable)
                #expect(try await server.profiles().map(\.vectors) == [1])
                try double.setFaults("")
                try await server.waitUntilHealed()
                #expect(try await server.isNearest("after", "a lobster of today"))
                try await server.kill()
                #expect(try await VectorsAtRest(of: server).wrong == 0)
            }
        }

        /// No waiting heals these: a person has to.
        @Test(
            arguments: [
                ("quota", "has used up its quota: see the account's billing"),
                ("status:401", "does not accept the key"),
                ("status:403", "does not allow this to the key"),
            ]
        )
        func `what takes a person is said at once, and is not asked for again and again`(
            fault: String,
            words: String
        ) async throws {
            try await Self.run { server, double in
                try double.setFaults("embeddings=\(fault)")
                let outcome = try await server.put(["after": "a lobster of today"]).first
                #expect(outcome?.status == .pending)
                #expect(outcome?.message.contains(words) == true, "\(outcome?.message ?? "")")
                #expect(try await server.stats().embedderProblem.contains(words))
                let asked = double.events().count { $0.kind == .fault }
                for number in 1...5 {
                    let again = try await server.put([("more\(number)", "crab \(number)")]).first
                    #expect(again?.status == .pending)
                    #expect(again?.message.contains(words) == true, "\(again?.message ?? "")")
                }
                #expect(double.events().count { $0.kind == .fault } == asked)
                let error = try await failure { try await server.embed(["a shrimp"]) }
                #expect(error.code == .unavailable)
                #expect(error.reason == .providerUnavailable)
                #expect(!error.retryable)
                #expect(try await server.profiles().map(\.vectors) == [0])
            }
        }

        @Test func `the time that a rate asks for is told`() async throws {
            try await Self.run { server, double in
                try double.setFaults("embeddings=rate:90000")
                let error = try await failure { try await server.embed(["a shrimp"]) }
                #expect(error.code == .unavailable)
                #expect(error.message.contains("90 s"), "\(error.message)")
                let outcome = try await server.put(["after": "a lobster of today"]).first
                #expect(outcome?.status == .pending)
            }
        }

        @Test func `entries in another order are placed by their index`() async throws {
            try await Self.run { server, double in
                let texts = (1...9).map { "crab \($0) of nine" }
                let straight = try await server.embed(texts).embedded.map(\.vector)
                #expect(Set(straight).count == texts.count)
                try await server.kill()
                try await server.start()
                try double.setFaults("embeddings=reversed")
                let reversed = try await server.embed(texts).embedded.map(\.vector)
                #expect(reversed == straight)
                #expect(double.events().contains { $0.kind == .fault && $0.detail == "reversed" })
            }
        }

        @Test func `vectors travel as base64, and come out as the model made them`() async throws {
            try await Self.run { server, double in
                let vector = try #require(
                    try await server.embed(["a shrimp"]).embedded.first?.vector
                )
                let bodies = double.events().filter { $0.kind == .arrived }.compactMap(\.body)
                #expect(!bodies.isEmpty)
                #expect(bodies.allSatisfy { $0.contains(#""encoding_format":"base64""#) })
                #expect(bodies.allSatisfy { $0.contains(#""dimensions":768"#) })

                // The same, asked for as digits, by a program of others.
                let answer = try await Command.run(
                    "curl",
                    "-s",
                    "-H",
                    "Authorization: Bearer sk-other",
                    "-H",
                    "Content-Type: application/json",
                    "-d",
                    #"{"model": "text-embedding-3-small", "input": "a shrimp", "dimensions": 768}"#,
                    double.url + "/embeddings"
                )
                struct Reply: Decodable {
                    struct Entry: Decodable { let embedding: [Float] }
                    let data: [Entry]
                }
                let reply = try JSONDecoder().decode(Reply.self, from: Data(answer.output.utf8))
                let wanted = try #require(reply.data.first?.embedding)
                let bytes = wanted.flatMap { number in
                    Swift.withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
                }
                #expect(vector.count == 768 * 4)
                #expect(Array(vector) == bytes)
            }
        }
    }
}
