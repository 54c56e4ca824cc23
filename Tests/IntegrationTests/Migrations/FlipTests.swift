import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// What happens at the moment of the flip.
    @Suite struct FlipTests {
        @Test func `a cancel at the moment of the flip is either in time or too late`()
            async throws
        {
            let seed = UInt64.random(in: 0 ... .max)
            var numbers = SeededNumbers(seed: seed)
            var cancelled = 0
            try await TestServer.run { server in
                try await server.fill("item", 200)
                let usual = try await Self.flip(to: 0, on: server)
                for attempt in 1...20 {
                    let epoch = try await server.migrate(to: Self.target(attempt))
                    let part = Double.random(in: 0.5...1.1, using: &numbers)
                    try await elapse(usual * part)
                    if try await Self.cancel(epoch, on: server) { cancelled += 1 }
                    #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                }
            }
            print("cancel at the flip: \(cancelled) of 20 in time, seed \(seed)")
        }

        /// Other than the active one, whichever attempts were in time.
        private static func target(_ attempt: Int) -> String { "fault:@\(65 + attempt)" }

        /// How long a whole migration takes here.
        private static func flip(to attempt: Int, on server: TestServer) async throws -> Duration {
            let clock = ContinuousClock()
            let start = clock.now
            try await server.finish(server.migrate(to: target(attempt)))
            return start.duration(to: clock.now)
        }

        /// - Returns: whether it was in time.
        private static func cancel(_ epoch: Int64, on server: TestServer) async throws -> Bool {
            let request = MoultV1.CancelRequest(epoch: epoch)
            do {
                let answer = try await server.client.migration.cancel(request)
                #expect(answer.migration?.phase == .cancelled)
                try await expect(.cancelled, of: epoch, on: server)
                return true
            } catch let error as MoultError where error.reason == .migrationEnded {
                #expect(error.code == .failedPrecondition)
                try await expect(.finished, of: epoch, on: server)
                return false
            }
        }

        private static func expect(
            _ outcome: MoultV1.ProfileOutcome,
            of epoch: Int64,
            on server: TestServer
        ) async throws {
            let row = try await server.profiles().first { $0.epoch == epoch }
            #expect(row?.outcome == outcome)
        }

        @Test func `searches across many flips never fail, and each is of one epoch`()
            async throws
        {
            try await TestServer.run { server in
                try await server.fill("item", 200)
                let isOver = Flag()
                let flips = 12
                let searches = try await withThrowingTaskGroup(of: Int.self) { group in
                    for searcher in 0..<3 {
                        group.addTask {
                            try await Self.search(from: searcher * 50, on: server, until: isOver)
                        }
                    }
                    defer { isOver.raise() }
                    for flip in 1...flips {
                        try await server.finish(server.migrate(to: "fault:@\(64 + flip % 3)"))
                    }
                    isOver.raise()
                    var searches = 0
                    for try await count in group { searches += count }
                    return searches
                }
                print("\(searches) pairs of searches across \(flips) flips")
                #expect(searches > flips)
            }
        }

        /// - Returns: how often it has searched.
        private static func search(
            from first: Int,
            on server: TestServer,
            until isOver: Flag
        ) async throws -> Int {
            var count = 0
            while !isOver.isRaised {
                try await searchTwice(first + count % 50, on: server)
                count += 1
            }
            return count
        }

        /// The answers of one call name one epoch, of which every vector is.
        private static func searchTwice(_ number: Int, on server: TestServer) async throws {
            let text = "a text of item\(number + 1)"
            let modes: [MoultV1.SearchMode] = [.semantic, .hybrid]
            let queries = modes.map { MoultV1.SearchQuery(text: text, mode: $0, k: 1) }
            let request = MoultV1.SearchRequest(queries: queries)
            let answers = try await server.client.memory.search(request).answers
            #expect(Set(answers.map(\.epoch)).count == 1)
            for answer in answers {
                #expect(answer.hits.first?.item?.key == "item\(number + 1)")
                #expect((answer.hits.first?.semanticScore ?? 0) > 0.999)
                #expect(!answer.semanticUnavailable)
            }
        }

        @Test(arguments: [MoultV1.SearchMode.semantic, .hybrid])
        func `a page token of an epoch that has gone is refused`(
            mode: MoultV1.SearchMode
        ) async throws {
            try await TestServer.run { server in
                try await server.fill("item", 20)
                let first = try await server.search("a text", mode, k: 5)
                let token = first.nextPageToken
                try #require(!token.isEmpty)
                let second = try await server.search("a text", mode, k: 5, pageToken: token)
                #expect(second.epoch == first.epoch)

                try await server.finish(server.migrate(to: "fault:@65"))
                let error = try await failure {
                    try await server.search("a text", mode, k: 5, pageToken: token)
                }
                #expect(error.code == .failedPrecondition)
                #expect(error.reason == .epochGone)
                let again = try await server.search("a text", mode, k: 5)
                #expect(again.epoch > first.epoch)
            }
        }
    }
}
