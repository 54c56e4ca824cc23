import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Requests for vectors go wrong at an Ollama.
    struct OllamaEmbedFaultTests {
        private static let settings = ["hosts.lookEveryMs=200"]

        /// A server with one item that was embedded before anything went wrong.
        private static func run(
            _ fault: EmbedFault,
            _ body: (TestServer, OllamaDouble) async throws -> Void
        ) async throws {
            var configuration = OllamaConfiguration()
            configuration.version = fault.version
            try await ChannelStage.run(configuration, settings: settings + fault.settings) {
                server,
                double in
                try await server.waitUntilPinned(on: double)
                let outcome = try await server.put(["before": "a crab of old"]).first
                try #require(outcome?.status == .embedded, "\(outcome?.message ?? "")")
                try await body(server, double)
            }
        }

        private static func expectHealed(_ server: TestServer) async throws {
            try await server.waitUntilHealed()
            #expect(try await server.item("after")?.embedded == true)
            #expect(try await server.isNearest("after", "a lobster of today"))
            #expect(try await server.isNearest("before", "a crab of old"))
            try await server.waitUntilWell()
            #expect(try await server.stats().embedderProblem.isEmpty)
            #expect(try await server.profiles().map(\.vectors) == [2])
            try await server.kill()
            let atRest = try await VectorsAtRest(of: server)
            #expect(atRest.vectors.count >= 2)
            #expect(atRest.wrong == 0)
        }

        @Test(arguments: EmbedFault.lasting)
        func `what goes wrong is said, stores nothing wrong, and is made good afterwards`(
            fault: EmbedFault
        ) async throws {
            try await Self.run(fault) { server, double in
                try double.setFaults(fault.script)
                let outcome = try await server.put(["after": "a lobster of today"]).first
                #expect(outcome?.status == .pending)
                #expect(outcome?.message.contains(fault.words) == true, "\(outcome?.message ?? "")")
                #expect(try await server.isFoundByWords("after", "lobster"))
                #expect(try await server.item("after")?.embedded == false)
                #expect(try await server.profiles().map(\.vectors) == [1])

                let error = try await failure { try await server.embed(["a shrimp"]) }
                #expect(error.code == fault.code, "\(error.message)")
                #expect(error.reason == fault.reason)
                #expect(error.retryable)

                #expect(try await server.profiles().map(\.vectors) == [1])

                try double.setFaults("")
                try await Self.expectHealed(server)
            }
        }

        @Test(arguments: EmbedFault.passing)
        func `what goes wrong once is said, and made good by itself`(
            fault: EmbedFault
        ) async throws {
            try await Self.run(fault) { server, double in
                try double.setFaults(fault.script)
                let error = try await failure { try await server.embed(["a shrimp"]) }
                #expect(error.code == fault.code, "\(error.message)")
                #expect(error.reason == fault.reason)
                #expect(error.message.contains(fault.words), "\(error.message)")
                let outcome = try await server.put(["after": "a lobster of today"]).first
                #expect(outcome?.status == .pending || outcome?.status == .embedded)
                try await Self.expectHealed(server)
            }
        }

        @Test func `a connection that breaks off once is not even noticed`() async throws {
            try await ChannelStage.run(settings: Self.settings) { server, double in
                try await server.waitUntilPinned(on: double)
                try double.setFaults("embed#1=reset")
                #expect(try await server.embed(["a shrimp"]).embedded.count == 1)
                #expect(double.events().contains { $0.kind == .fault })
                #expect(try await server.conditions.isEmpty)
            }
        }

        @Test func `a slow answer makes a write pending, and nothing else`() async throws {
            let settings = Self.settings + ["waits.vectorMs=300"]
            try await ChannelStage.run(settings: settings) { server, double in
                try await server.waitUntilPinned(on: double)
                try double.setFaults("embed#1=slow:5000")
                let outcome = try await server.put(["after": "a lobster of today"]).first
                #expect(outcome?.status == .pending)
                #expect(outcome?.message.isEmpty == false)
                try await server.waitUntilHealed()
                #expect(try await server.isNearest("after", "a lobster of today"))
                #expect(try await server.conditions.isEmpty)
            }
        }

        @Test func `a text that is cut without a word is refused, or marked where that is allowed`()
            async throws
        {
            try await ChannelStage.run(settings: Self.settings) { server, double in
                try await server.waitUntilPinned(on: double)
                try double.setFaults("embed=truncate:512")
                let text = (1...1_200).map { "word\($0)" }.joined(separator: " ")
                let error = try await failure { try await server.embed([text]) }
                #expect(error.code == .invalidArgument)
                #expect(error.reason == .invalidArgument)
                #expect(error.message.contains("exceeds the context length"), "\(error.message)")
                let answer = try await server.embed([text], truncate: true)
                #expect(answer.embedded.map(\.truncated) == [true])
                #expect(answer.embedded.map(\.tokens) == [512])
                let short = try await server.embed(["a crab"], truncate: true)
                #expect(short.embedded.map(\.truncated) == [false])
            }
        }

        @Test func `a model that nobody has is not found`() async throws {
            try await ChannelStage.run { server, _ in
                let error = try await failure {
                    try await server.embed(["a crab"], target: "ollama:nobodys-model")
                }
                #expect(error.code == .notFound)
                #expect(error.reason == .notFound)
                #expect(error.message.contains("ollama pull nobodys-model"), "\(error.message)")
                let other = try await failure {
                    try await server.embed(["a crab"], target: "elsewhere:model")
                }
                #expect(other.code == .invalidArgument)
            }
        }
    }
}
