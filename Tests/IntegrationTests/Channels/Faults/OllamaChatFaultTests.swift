import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Generations go wrong at an Ollama.
    struct OllamaChatFaultTests {
        /// What a job's watcher heard.
        private struct Heard {
            var attempts: [Int32] = []
            var retries: [String] = []
            /// Of the last attempt.
            var content = ""
            var job = MoultV1.Job()
        }

        private static func run(
            settings: [String] = [],
            _ body: (TestServer, OllamaDouble) async throws -> Void
        ) async throws {
            let settings = ["hosts.lookEveryMs=200"] + settings
            try await ChannelStage.run(settings: settings) { server, double in
                // From now on the model is loaded, and the next chat call is a generation.
                #expect(try await server.chat("warm up").job.state == .succeeded)
                try await body(server, double)
            }
        }

        private static func chat(_ text: String, on server: TestServer) async throws -> Heard {
            let draft = MoultV1.JobDraft(
                model: "llama3.2",
                messages: [MoultV1.ChatMessage(role: "user", content: text)]
            )
            let stream = try server.client.inference.chat(
                MoultV1.ChatRequest(draft: draft),
                options: CallOptions(timeout: .seconds(120))
            )
            var heard = Heard()
            for try await event in stream {
                switch event.event {
                case .began(let began):
                    heard.attempts.append(began.attempt)
                    heard.content = ""
                case .chunk(let chunk): heard.content += chunk.content
                case .retrying(let retrying): heard.retries.append(retrying.message)
                case .ended(let job): heard.job = job
                default: break
                }
            }
            return heard
        }

        @Test(
            arguments: [
                ("status:500", "answered 500"),
                ("status:502", "answered 502"),
                ("status:503", "server busy"),
                ("reset", "broke the connection off"),
                ("cut:5", "broke the connection off"),
                ("eof:5", "ended without its last line"),
                ("line:5", "unexpectedly stopped"),
                ("oom", "out of memory"),
                ("hang", "said nothing for"),
                ("restart:300", "broke the connection off"),
                ("refuse:300", "broke the connection off"),
            ]
        )
        func `an attempt that goes wrong says so, and the next one succeeds`(
            fault: String,
            words: String
        ) async throws {
            // It bounds every attempt: where nobody hangs, a stall must not look like silence.
            let settings = fault == "hang" ? ["chat.silenceMs=5000"] : []
            try await Self.run(settings: settings) { server, double in
                let wanted = try await server.chat("tell me of crabs").content
                try double.setFaults("chat#1=\(fault)")
                let heard = try await Self.chat("tell me of crabs", on: server)
                #expect(heard.job.state == .succeeded, "\(heard.job.message)")
                #expect(heard.attempts == [1, 2])
                #expect(heard.retries.count == 1)
                #expect(heard.retries.first?.contains(words) == true, "\(heard.retries)")
                #expect(heard.job.attempts == 2)
                #expect(heard.content == wanted)
                try await server.waitUntilWell()
            }
        }

        @Test(
            arguments: [
                ("chat=status:400", 1, "answered 400"),
                ("chat=line:3", 3, "It failed 3 times"),
                ("chat=eof:3", 3, "It failed 3 times"),
                ("chat=oom", 2, "out of memory"),
            ]
        )
        func `a job that goes wrong for good ends with the sentence, and the next goes on`(
            script: String,
            attempts: Int32,
            words: String
        ) async throws {
            try await Self.run { server, double in
                try double.setFaults(script)
                let heard = try await Self.chat("tell me of crabs", on: server)
                #expect(heard.job.state == .failed)
                #expect(heard.job.attempts == attempts)
                #expect(heard.job.message.contains(words), "\(heard.job.message)")
                try double.setFaults("")
                #expect(try await server.chat("tell me of crabs").job.state == .succeeded)
            }
        }

        @Test func `a job for a model that nobody has is refused, and told what to do`()
            async throws
        {
            try await Self.run { server, _ in
                let error = try await failure {
                    try await server.chat("hello", model: "nobodys-model")
                }
                #expect(error.code == .notFound)
                #expect(error.message.contains("ollama pull nobodys-model"), "\(error.message)")
            }
        }
    }
}
