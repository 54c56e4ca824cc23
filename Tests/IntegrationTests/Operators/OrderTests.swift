import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// Orders that a running migration obeys, and remembers.
    @Suite struct OrderTests {
        @Test func `a pause starts no request, outlasts a kill, and ends with resume`()
            async throws
        {
            try await TestServer.run { server in
                let total = 1_000
                let texts = (1...total).map { "a text of item\($0)" }
                let ledger = EmbeddingLedger(path: server.directory + "/ledger")
                func answered() -> Int { ledger.counts(of: texts).values.reduce(0, +) }
                try await server.fill("item", total)
                let target = "fault:each=5ms,ledger=\(ledger.path)@65"
                let epoch = try await Self.migrateSlowly(to: target, on: server)
                try await eventually("it is under way") { answered() > 20 }
                try await server.pause(epoch)
                let status = try await server.waitUntilPaused(epoch)
                try await server.tune(epoch, MoultV1.Knobs(rate: .itemsPerSecondMax(0)))
                #expect(status.pausedByOperator)
                #expect(status.progress?.brake == .paused)
                #expect(status.nextTryUnixMs == 0)
                // What was in flight comes in.
                try await elapse(.seconds(1))
                let before = answered()
                #expect(before < total)
                try await elapse(.milliseconds(500))
                #expect(answered() == before)
                try await eventually("what was answered is stored") {
                    try await server.progress(of: epoch).embedded == Int64(before)
                }

                try await server.kill()
                try await server.start()
                let after = try await server.waitUntilPaused(epoch)
                #expect(after.pausedByOperator)
                try await elapse(.milliseconds(500))
                #expect(answered() == before)

                try await server.resume(epoch)
                try await server.finish(epoch)
                #expect(try await server.migration(epoch).pausedByOperator == false)
                // None of them twice.
                #expect(answered() == total)
            }
        }

        /// At a rate that leaves ten seconds for the order that is tested.
        private static func migrateSlowly(
            to target: String,
            on server: TestServer
        ) async throws -> Int64 {
            try await server.migrate(
                to: target,
                itemsPerSecondMax: 100,
                batchItems: 4,
                concurrency: 2
            )
        }

        private static let knobs = MoultV1.Knobs(
            rate: .itemsPerSecondMax(12.5),
            batch: .batchItems(7),
            width: .concurrency(3),
            niceness: .nice(0.5),
            day: .hours("22:00-06:00"),
            budget: .spendMicrosMax(123_456),
            searchBound: .searchP99MsMax(250),
            queryBound: .queryWaitMsMax(90),
            backPressure: .slowWrites(true),
            longTexts: .oversize(.split),
            quarantineBound: .quarantineShareMax(0.25),
            evidence: .gate(.block),
            holding: .hold(true),
            window: .rollbackWindowSeconds(77)
        )

        @Test func `every knob that is turned is read back, also after a kill`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 20)
                let epoch = try await server.migrate(to: "fault:@65", itemsPerSecondMax: 1)
                let tuned = try await server.tune(epoch, Self.knobs)
                #expect(tuned.knobs == Self.knobs)
                #expect(tuned.itemsPerSecondMax == 12.5)
                #expect(tuned.batchItems == 7 && tuned.concurrency == 3)
                let one = MoultV1.Knobs(width: .concurrency(5))
                var expected = Self.knobs
                expected.width = .concurrency(5)
                #expect(try await server.tune(epoch, one).knobs == expected)
                try await server.kill()
                try await server.start()
                #expect(try await server.migration(epoch).knobs == expected)

                let nothing = try await failure { try await server.tune(epoch, MoultV1.Knobs()) }
                #expect(nothing.code == .invalidArgument)
                for wrong in [
                    MoultV1.Knobs(batch: .batchItems(0)), MoultV1.Knobs(width: .concurrency(65)),
                    MoultV1.Knobs(niceness: .nice(-1)), MoultV1.Knobs(day: .hours("9 to 5")),
                    MoultV1.Knobs(quarantineBound: .quarantineShareMax(1.5)),
                ] {
                    let refusal = try await failure { try await server.tune(epoch, wrong) }
                    #expect(refusal.code == .invalidArgument, "\(refusal)")
                    #expect(!refusal.message.isEmpty)
                }
                #expect(try await server.migration(epoch).knobs == expected)
            }
        }

        @Test func `the status says which knob keeps it, and since when`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 200)
                let epoch = try await server.migrate(to: "fault:each=1ms@65", itemsPerSecondMax: 4)
                func expectBrake(_ brake: MoultV1.Brake, _ knobs: MoultV1.Knobs) async throws {
                    try await server.tune(epoch, knobs)
                    let what = "the brake is \(brake)"
                    let status = try await server.status(of: epoch, when: what) {
                        $0.progress?.brake == brake
                    }
                    let progress = try #require(status.progress)
                    #expect(!progress.brakeMessage.isEmpty)
                    #expect(progress.brakeSinceUnixMs >= status.startedUnixMs)
                    #expect(progress.brakeSinceUnixMs <= progress.atUnixMs)
                }
                try await expectBrake(.rate, MoultV1.Knobs(batch: .batchItems(1)))
                let slow = MoultV1.Knobs(
                    rate: .itemsPerSecondMax(0),
                    width: .concurrency(1),
                    niceness: .nice(100)
                )
                try await expectBrake(.nice, slow)
                try await expectBrake(.hours, MoultV1.Knobs(day: .hours(Self.hoursLater())))
                try await server.tune(epoch, MoultV1.Knobs(niceness: .nice(0), day: .hours("")))
                try await server.finish(epoch)
            }
        }

        /// An hour of the day that is far from now.
        private static func hoursLater() -> String {
            let hour = (Moment.hourNow + 6) % 24
            return "\(Moment.two(hour)):00-\(Moment.two((hour + 1) % 24)):00"
        }

        @Test func `a cancel starts no request, and the same target goes on with what there is`()
            async throws
        {
            try await TestServer.run { server in
                let total = 1_000
                let texts = (1...total).map { "a text of item\($0)" }
                let ledger = EmbeddingLedger(path: server.directory + "/ledger")
                func answered() -> Int { ledger.counts(of: texts).values.reduce(0, +) }
                try await server.fill("item", total)
                let target = "fault:each=5ms,ledger=\(ledger.path)@65"
                let first = try await Self.migrateSlowly(to: target, on: server)
                try await eventually("it is under way") { answered() > 20 }
                try await server.cancel(first)
                let before = answered()
                try await elapse(.milliseconds(300))
                // Two requests of four items may have been in flight.
                #expect(answered() <= before + 8)
                let atRest = answered()
                let second = try await server.migrate(to: target)
                #expect(second > first)
                try await server.finish(second)
                let twice = answered() - total
                #expect(twice >= 0 && twice <= 8, "\(atRest) at the cancel, \(answered()) in all")
            }
        }
    }
}
