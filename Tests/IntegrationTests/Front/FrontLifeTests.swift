import Foundation
import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// The HTTP front comes and goes with its server.
    @Suite struct FrontLifeTests {
        private static let anywhere = "inference.listen=tcp://127.0.0.1:0"

        @Test func `a front whose address is taken ends the start, and nothing listens`()
            async throws
        {
            try await TestServer.run(settings: [Self.anywhere]) { server in
                let taken = try server.front().replacingOccurrences(of: "http", with: "tcp")
                let other = server.directory + "/other"
                let second = try ServerProcess(
                    [
                        "serve", "--embedder", "builtin:lexical@64", "--data", other,
                        "--listen", "unix://\(other)-socket", "--set", "inference.listen=\(taken)",
                    ],
                    log: other + "-log"
                )
                #expect(await second.end() == .exit(1))
                let log = try String(contentsOfFile: other + "-log", encoding: .utf8)
                #expect(log.contains("Another program listens on \(taken): stop it, or"), "\(log)")
                #expect(!log.contains("errno"), "\(log)")
                #expect(!FileManager.default.fileExists(atPath: other + "-socket"))
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func `a second SIGINT skips the front's delay too`() async throws {
            // Ten minutes: without the second signal the test's time limit would come first.
            let settings = [Self.anywhere, "drain.delayMs=600000"]
            try await TestServer.run(settings: settings) { server in
                let process = try #require(server.process)
                process.signal(SIGINT)
                try await eventually("the server drains") {
                    try await server.client.health.check().status == .notServing
                }
                #expect(try await server.ask("/").text == "Ollama is running")
                process.signal(SIGINT)
                #expect(await process.end() == .exit(0))
            }
        }
    }
}
