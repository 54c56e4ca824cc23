import Foundation
import Messages
import OllamaDouble
import Testing

extension IntegrationTests {
    /// A store is founded on an embedder that answers, or not at all.
    @Suite struct FirstEmbedderTests {
        @Test func `without a key the start is refused with a sentence, and with one it goes on`()
            async throws
        {
            let double = try await OpenAIDouble.start()
            let directory = "/tmp/moult-first-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true
            )
            let key = directory + "/key"
            let log = directory + "/first-log"
            let provider = "providers=cloud=openai \(double.url) key-file=\(key)"
            let target = "openai:text-embedding-3-small@768"
            let first = try ServerProcess(
                [
                    "serve", "--embedder", target, "--data", directory + "/data",
                    "--listen", "unix://\(directory)/first", "--set", provider,
                ],
                log: log
            )
            #expect(await first.end() == .exit(1))
            let said = try String(contentsOfFile: log, encoding: .utf8)
            #expect(
                said.contains("moult: \(target) cannot be the first space's embedder"),
                "\(said)"
            )
            #expect(said.contains(key), "\(said)")
            try Data("sk-of-a-test".utf8).write(to: URL(fileURLWithPath: key))
            try await TestServer.run(
                embedder: target,
                settings: [provider],
                directory: directory
            ) { server in
                let outcome = try await server.put(["a": "a crab"]).first
                #expect(outcome?.status == .embedded)
            }
            await double.stop()
            try FileManager.default.removeItem(atPath: directory)
        }
    }
}
