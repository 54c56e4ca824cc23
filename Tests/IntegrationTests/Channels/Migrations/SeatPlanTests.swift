import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// What a plan says of a model's place, and what then becomes of it.
    struct SeatPlanTests {
        private static let target = "ollama:nomic-embed-text"
        private static let new = "nomic-embed-text:latest"
        private static let chat = "llama3.2:latest"

        struct Case: Sendable, CustomTestStringConvertible {
            let words: String
            let slots: Int
            let seat: MoultV1.Seat
            let fit: MoultV1.Fit

            var testDescription: String { "\(slots) slots, “\(words)”" }
        }

        /// The three take 2.7 GiB, and the two that take turns beside the pinned one 2.5 GiB.
        @Test(
            arguments: [
                Case(words: "", slots: 2, seat: .guest, fit: .unknown),
                Case(words: "slots=2 memory=4GiB", slots: 2, seat: .guest, fit: .yes),
                Case(words: "slots=2 memory=3GiB", slots: 2, seat: .guest, fit: .no),
                Case(words: "slots=3", slots: 3, seat: .direct, fit: .unknown),
                Case(words: "slots=3 memory=4GiB", slots: 3, seat: .direct, fit: .yes),
                Case(words: "slots=3 memory=3328MiB", slots: 3, seat: .guest, fit: .yes),
            ]
        ) func `a plan says where the model is loaded, and there it is loaded`(
            this: Case
        ) async throws {
            var host = OllamaConfiguration()
            host.scheduler.loadedMax = this.slots
            try await ChannelStage.run(host, words: this.words) { server, double in
                try await server.fill("item", 20)
                try await server.waitUntilHealed()
                _ = try await server.chat("a question")
                let plan = try await server.plan(Self.target)
                #expect(plan.host == "home")
                #expect(plan.seat == this.seat, "\(plan.placement)")
                #expect(plan.fit == this.fit, "\(plan.placement)")
                #expect((plan.slicesMax > 0) == (this.seat == .guest))
                #expect((plan.estimatedDurationMsMax > 0) == (this.seat == .guest))
                // As the plan's sample was loaded, so is the migration's model.
                _ = try await server.chat("another question")
                try await server.finish(try await server.migrate(to: Self.target))
                let history = HostHistory(double.events())
                #expect(
                    history.wereLoadedTogether(Self.new, Self.chat) == (this.seat == .direct),
                    "\(plan.placement)"
                )
            }
        }

        @Test func `on a host of its own nothing is beside it`() async throws {
            let other = try await OllamaDouble.start(OllamaConfiguration())
            try await ChannelStage.run(
                words: "model=embeddinggemma",
                settings: ["providers=cpu=ollama \(other.url) model=nomic"]
            ) { server, double in
                try await server.fill("item", 20)
                let plan = try await server.plan(Self.target)
                #expect(plan.host == "cpu")
                #expect(plan.seat == .otherHost)
                try await server.finish(try await server.migrate(to: Self.target))
                #expect(HostHistory(double.events()).loads(of: Self.new) == 0)
                #expect(HostHistory(other.events()).loads(of: Self.new) > 0)
            }
            await other.stop()
        }

        @Test func `a model that is not installed is named with the host that has it`()
            async throws
        {
            var host = OllamaConfiguration()
            host.models.removeAll { $0.name.hasPrefix("qwen3-embedding") }
            let other = try await OllamaDouble.start(OllamaConfiguration())
            try await ChannelStage.run(
                host,
                words: "model=embeddinggemma model=qwen3",
                settings: ["providers=cpu=ollama \(other.url) model=nomic"]
            ) { server, _ in
                let error = await #expect(throws: MoultError.self) {
                    try await server.plan("ollama:qwen3-embedding")
                }
                let message = "\(try #require(error))"
                #expect(message.contains("ollama pull qwen3-embedding"), "\(message)")
                #expect(message.contains("cpu has qwen3-embedding installed"), "\(message)")
            }
            await other.stop()
        }

        @Test func `the model that is active shares its slot, and others need none`() async throws {
            try await ChannelStage.run { server, _ in
                let same = try await server.plan("ollama:embeddinggemma@256")
                #expect(same.seat == .shared)
                let builtIn = try await server.plan("builtin:lexical@64")
                #expect(builtIn.host == "" && builtIn.seat == .unspecified)
                #expect(builtIn.placement == [])
            }
        }
    }
}

extension IntegrationTests {
    /// A migration in turns with chat that never rests.
    struct SliceTests {
        private static let settings = [
            "hosts.lookEveryMs=500", "chat.guestSliceMs=500", "chat.jobsPerDrain=4",
            "migration.backoffFirstMs=50",
        ]
        private static let new = "nomic-embed-text:latest"

        @Test func `beside chat that never rests it ends within its plan's turns`() async throws {
            var host = OllamaConfiguration()
            host.scheduler.loadedMax = 2
            host.apply(try ModelPatch(parsing: "nomic-embed-text,item_ms=10,load_ms=50"))
            host.apply(
                try ModelPatch(parsing: "llama3.2,reply_tokens=20,reply_token_ms=5,load_ms=50")
            )
            try await ChannelStage.run(host, settings: Self.settings) { server, double in
                try await server.fill("item", 300)
                try await server.waitUntilHealed()
                let chats = [
                    Bystanders.chat(with: "llama3.2"), Bystanders.chat(with: "llama3.2"),
                ]
                let account = try await Bystanders(of: server).run(chats) {
                    let plan = try await server.plan("ollama:nomic-embed-text")
                    #expect(plan.seat == .guest)
                    #expect(plan.estimatedDurationMsMax > plan.estimatedDurationMs)
                    let before = HostHistory(double.events()).loads(of: Self.new)
                    let epoch = try await server.migrate(to: "ollama:nomic-embed-text")
                    try await server.finish(epoch)
                    let slices = HostHistory(double.events()).loads(of: Self.new) - before
                    print("\(slices) slices of \(plan.slicesMax)")
                    // 300 texts of 10 ms need more than 5 slices of 500 ms.
                    #expect(slices > 4)
                    #expect(slices <= Int(plan.slicesMax))
                }
                #expect(account.chats > 0)
            }
        }
    }
}
