import Foundation
import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// Stopping, as a mesh and a person do it.
    @Suite struct DrainTests {
        @Test func `a call in flight at SIGTERM is finished, and the exit code is 0`()
            async throws
        {
            let embedder = "fault:delay=4s@64"
            let settings = ["waits.vectorMs=60000", "waits.queryVectorMs=60000"]
            try await TestServer.run(embedder: embedder, settings: settings) { server in
                async let writing = server.put(["a": "the first crab"])
                try await eventually("the call is in flight") {
                    // Itself, and the one that writes.
                    try await server.stats().callsInFlight >= 2
                }
                try await server.terminate()
                let outcome = try #require(try await writing.first)
                #expect(outcome.status == .embedded)
                try await server.start()
                #expect(try await server.isFoundByMeaning("a", "the first crab"))
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func `during the delay health says NOT_SERVING, and calls are served`() async throws {
            // Ten minutes: it is the second signal that ends it.
            try await TestServer.run(settings: ["drain.delayMs=600000"]) { server in
                try await server.put(["a": "the first crab"])
                var states = try server.client.health.watch().makeAsyncIterator()
                #expect(try await states.next()?.status == .serving)
                let process = try #require(server.process)
                process.signal(SIGTERM)
                var state = try await states.next()
                while state?.status == .serving { state = try await states.next() }
                #expect(state?.status == .notServing)
                #expect(try await server.client.health.check().status == .notServing)
                #expect(try await server.isFoundByMeaning("a", "the first crab"))
                #expect(try await server.put(["b": "one more"]).first?.status == .embedded)
                #expect(process.endNow == nil)
                process.signal(SIGINT)
                #expect(await process.end() == .exit(0))
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func `a second SIGINT skips the delay`() async throws {
            // Ten minutes: without the second signal the test's time limit would come first.
            try await TestServer.run(settings: ["drain.delayMs=600000"]) { server in
                let process = try #require(server.process)
                process.signal(SIGINT)
                try await eventually("the server drains") {
                    try await server.client.health.check().status == .notServing
                }
                process.signal(SIGINT)
                #expect(await process.end() == .exit(0))
            }
        }

        @Test func `a second server over the same data is refused with a sentence`() async throws {
            try await TestServer.run { server in
                let other = "unix://\(server.directory)/other"
                let second = try server.launch(more: ["--listen", other])
                let end = await second.end()
                #expect(end != .exit(0))
                #expect(server.logEnd.contains(server.data), "\(server.logEnd)")
                #expect(try await server.put(["a": "still served"]).first?.status == .embedded)
            }
        }
    }
}
