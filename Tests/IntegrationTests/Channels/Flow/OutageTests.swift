import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// An Ollama that goes and comes back.
    struct OutageTests {
        private static let items = 300
        private static let settings = [
            "hosts.lookEveryMs=300", "migration.backoffFirstMs=100", "migration.backoffMaxMs=500",
        ]

        private static func host() throws -> OllamaConfiguration {
            var host = OllamaConfiguration()
            host.apply(try ModelPatch(parsing: "embeddinggemma,item_ms=15,load_ms=200"))
            host.apply(
                try ModelPatch(parsing: "llama3.2,reply_tokens=200,reply_token_ms=20,load_ms=30")
            )
            return host
        }

        /// - Parameter forgets: the host restarted, and has nothing loaded.
        @Test(arguments: [false, true])
        func `it goes away in mid-job and mid-backfill, and all goes on when it is back`(
            forgets: Bool
        ) async throws {
            try await ChannelStage.run(try Self.host(), settings: Self.settings) { server, double in
                try await server.fill("item", Self.items)
                let epoch = try await server.migrate(to: "ollama:embeddinggemma@256")
                try await eventually("the backfill is under way") {
                    try await server.progress(of: epoch).embedded > 0
                }
                let job = try await server.submitChat("what is a crab?")
                let hearing = JobHearing()
                async let followed: Void = hearing.follow(job, on: server)
                try await eventually("the job is in the middle of its reply") {
                    hearing.heard.pieces > 3
                }

                await double.goDown()
                let away = try await Self.expectReasons(on: server, epoch: epoch, job: job)
                #expect(away.contains(double.url), "\(away)")
                #expect(try await server.progress(of: epoch).embedded < Self.items)
                let outage = try #require(double.events().last).sequence
                if forgets { await double.restart() } else { try await double.comeUp() }

                try await server.finish(epoch)
                await followed
                let ended = try #require(hearing.heard.end)
                #expect(ended.state == .succeeded && ended.attempts == 2)
                #expect(hearing.heard.attempts == [1, 2])
                #expect(hearing.heard.faults == [])
                try await Self.expectNothingLost(on: server, epoch: epoch)
                Self.expectPinFirst(double.events(after: outage), forgets: forgets)
            }
        }

        /// Whoever looks is told why nothing happens.
        ///
        /// - Returns: what the migration says.
        private static func expectReasons(
            on server: TestServer,
            epoch: Int64,
            job: Int64
        ) async throws -> String {
            let status = try await server.status(of: epoch, when: "the migration says why") {
                !$0.reason.isEmpty
            }
            try await eventually("the job says why") {
                try await server.job(job).place?.reason == .hostAway
            }
            try await eventually("the host is shown as away, with a sentence") {
                let host = try await server.client.inference.listModels().hosts.first
                return host?.reachable == false && host?.conditions.isEmpty == false
            }
            return status.reason
        }

        private static func expectNothingLost(
            on server: TestServer,
            epoch: Int64
        ) async throws {
            let stats = try await server.stats()
            #expect(stats.activeEpoch == epoch)
            #expect(stats.pending == 0)
            let row = try await server.profiles().first { $0.active }
            #expect(row?.vectors == Int64(items))
            for number in [1, items / 2, items] {
                let answer = try await server.search("item\(number)", .semantic)
                #expect(answer.hits.first?.item?.key == "item\(number)")
            }
        }

        /// Whoever comes first pins the embedder; where the host forgot it, nobody uses a model before.
        private static func expectPinFirst(_ events: [DoubleEvent], forgets: Bool) {
            let first = events.first {
                $0.kind == .arrived && ["embed", "chat"].contains($0.endpoint)
                    && !HostHistory.isUnloading($0)
            }
            #expect(first.flatMap(HostHistory.modelToPin) == "embeddinggemma:latest")
            let pinned = events.first { $0.kind == .ended && $0.request == first?.request }
            #expect(pinned?.status == 200)
            let used = events.first { $0.kind == .started && $0.endpoint != nil }
            #expect((first?.sequence ?? .max) < (used?.sequence ?? .max))
            // A host that forgot nothing has no embedder to load.
            guard forgets else { return }
            // Its end is noted behind its answer, when others may have come.
            let loaded = events.first { $0.kind == .loaded }
            #expect(loaded?.model == "embeddinggemma:latest")
            #expect((loaded?.sequence ?? .max) < (used?.sequence ?? .max))
        }
    }
}

extension TestServer {
    func submitChat(_ text: String, model: String = "llama3.2") async throws -> Int64 {
        let draft = MoultV1.JobDraft(
            model: model,
            messages: [MoultV1.ChatMessage(role: "user", content: text)]
        )
        let request = MoultV1.SubmitJobRequest(draft: draft)
        return try #require(try await client.inference.submitJob(request).job).id
    }

    func job(_ id: Int64) async throws -> MoultV1.Job {
        let request = MoultV1.GetJobRequest(jobID: id)
        return try #require(try await client.inference.getJob(request).job)
    }
}
