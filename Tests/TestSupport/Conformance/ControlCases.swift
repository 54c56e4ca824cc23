import Knowledge
import Migration
import Spaces

extension StoreConformance {
    /// Every knob is other than it is by itself.
    private static let turned: MigrationSettings = {
        var settings = MigrationSettings(
            itemsPerSecondMax: 0.1,
            batchItems: 7,
            concurrency: 3
        )
        settings.nice = 2.5
        settings.hours = HoursOfDay(fromMinute: 1_320, toMinute: 6)
        settings.searchP99MsMax = 40
        settings.queryWaitMsMax = 15
        settings.slowsWrites = true
        settings.spendMicrosMax = .max
        settings.oversize = .split
        settings.quarantineShareMax = 0.125
        settings.gate = .block
        settings.holds = true
        settings.rollbackWindowSeconds = 60
        settings.isPaused = true
        settings.isCutOverOrdered = true
        settings.adopted = SpaceID(rawValue: 1)
        return settings
    }()

    private static func report(_ number: Int) -> EvaluationReport {
        var report = EvaluationReport(
            k: 10,
            queries: EvaluationReport.Queries(),
            active: EvaluationReport.Side(epoch: Epoch(rawValue: 1), target: "a:b@4"),
            candidate: EvaluationReport.Side(epoch: Epoch(rawValue: 2), target: "a:c@4"),
            overlap: 1.0 / 3,
            rankBiasedOverlap: 0.25,
            worst: [
                EvaluationReport.Comparison(
                    query: "what \"is\"\0 \u{301}",
                    overlap: 0,
                    rankBiasedOverlap: 0.1,
                    activeKeys: [ItemKey(collection: "c", key: "k")],
                    candidateKeys: []
                )
            ],
            scoreMap: [.init(quantile: 0.5, active: -0.25, candidate: 0.75)],
            verdict: .inconclusive,
            sentence: "Report \(number).",
            atUnixMs: 100
        )
        report.queries.recorded = number
        report.candidate.recall = 0.5
        return report
    }

    private static func settlement(
        of epoch: Epoch,
        givingBack micros: Int64,
        tokens: Int64 = 0
    ) -> Settlement {
        Settlement(epoch: epoch, givenBackMicros: micros, tokens: tokens)
    }

    static let tuning: [Case] = [
        Case("every knob is kept as it was given, at the start and when it is set") { test in
            let started = try await test.start(settings: turned)
            try owe("at the start", started.settings, turned)
            try owe("read back", try await test.store.migration(started.epoch), started)
            let set = try await test.store.set(.standard, of: started.epoch)
            try owe("set", set?.settings, .standard)
            try owe("read back", try await test.store.migration(started.epoch), set)
            try owe("turned again", try await test.store.set(turned, of: started.epoch), started)
        },
        Case("knobs are set on a migration that has ended, and nothing else of it changes") {
            test in
            let epoch = try await test.start().epoch
            try await test.flip(epoch)
            let before = try owed("the record", try await test.store.migration(epoch))
            let after = try owed("an answer", try await test.store.set(turned, of: epoch))
            try owe("the settings", after.settings, turned)
            try owe("set back", try await test.store.set(before.settings, of: epoch), before)
        },
        Case("there are no knobs where there is no migration") { test in
            for number in [1, 99] {
                let epoch = Epoch(rawValue: Int64(number))
                try owe("an answer", try await test.store.set(turned, of: epoch), nil)
            }
        },
        Case("evaluating and holding are recorded as every phase is") { test in
            let epoch = try await test.start().epoch
            for phase in [Phase.evaluating, .holding, .backfilling] {
                _ = try await test.store.record(phase, reason: "why", of: epoch, atUnixMs: 40)
            }
            let changes = try await test.store.changes(of: epoch, after: 0, limit: 10)
            try owe("from", changes.map(\.from), [.planned, .evaluating, .holding])
            try owe("to", changes.map(\.to), [.evaluating, .holding, .backfilling])
        },
        Case("the newest report of a migration is the one that is read") { test in
            let epoch = try await test.start().epoch
            try owe("before", try await test.store.evaluation(of: epoch), nil)
            for number in 1...2 {
                try await test.store.keep(report(number), of: epoch)
                let read = try await test.store.evaluation(of: epoch)
                try owe("the report", read, report(number))
            }
            try await oweError(.notFound, from: "keep") {
                try await test.store.keep(report(3), of: Epoch(rawValue: 99))
            }
            let none = try await test.store.evaluation(of: Epoch(rawValue: 99))
            try owe("a report of none", none, nil)
        },
        Case("items with longer texts are counted by bytes") { test in
            try await test.ingest("a", "four")
            try await test.ingest("b", "caf\u{E9}")
            try await test.ingest("c", "\0")
            var counts: [Int] = []
            for bytes in [0, 1, 3, 4, 5] {
                counts.append(try await test.store.itemsLonger(than: bytes))
            }
            try owe("counts", counts, [3, 2, 2, 1, 0])
        },
    ]

    static let spending: [Case] = [
        Case("what is set aside is spent until it is settled") { test in
            let epoch = try await test.start().epoch
            try owe("at first", try await test.spend(of: epoch), MigrationSpend.none)
            try await test.store.setAside(100, by: epoch)
            try await test.store.setAside(30, by: epoch)
            try owe(
                "set aside",
                try await test.spend(of: epoch),
                MigrationSpend(micros: 130, tokens: 0)
            )
            try await test.store.settle(settlement(of: epoch, givingBack: 20, tokens: 9))
            try owe(
                "settled",
                try await test.spend(of: epoch),
                MigrationSpend(micros: 110, tokens: 9)
            )
            _ = try await test.store.end(epoch, as: .cancelled, reason: "", atUnixMs: 40)
            try await test.store.settle(settlement(of: epoch, givingBack: 110, tokens: 1))
            try owe(
                "behind the end",
                try await test.spend(of: epoch),
                MigrationSpend(micros: 0, tokens: 10)
            )
        },
        Case("vectors are stored and settled for together") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.store.setAside(100, by: record.epoch)
            let stored = try await test.store.put(
                [StoreUnderTest.vector(of: item)],
                in: record.space.id,
                settling: settlement(of: record.epoch, givingBack: 40, tokens: 5)
            )
            try owe("effects", stored, 1)
            let spend = try await test.spend(of: record.epoch)
            try owe("the spend", spend, MigrationSpend(micros: 60, tokens: 5))
            let put = VectorChange.put(StoreUnderTest.vector(of: item))
            try owe("heard", test.commits.changes(of: record.space.id), [put])
        },
        Case("late vectors are settled for all the same") { test in
            let old = try await test.ingest("a", "one")
            try await test.ingest("a", "two")
            let record = try await test.start()
            try await test.store.setAside(100, by: record.epoch)
            let late = [StoreUnderTest.vector(of: old)]
            for space in [record.space.id, SpaceID(rawValue: 99)] {
                let effects = try await test.store.put(
                    late,
                    in: space,
                    settling: settlement(of: record.epoch, givingBack: 10, tokens: 2)
                )
                try owe("effects", effects, 0)
            }
            let spend = try await test.spend(of: record.epoch)
            try owe("the spend", spend, MigrationSpend(micros: 80, tokens: 4))
        },
        Case("more than was set aside is not given back, and then nothing is stored") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.store.setAside(100, by: record.epoch)
            let tooMuch = settlement(of: record.epoch, givingBack: 101, tokens: 1)
            try await oweError(.failed, from: "settle") {
                try await test.store.settle(tooMuch)
            }
            try await oweError(.failed, from: "put") {
                _ = try await test.store.put(
                    [StoreUnderTest.vector(of: item)],
                    in: record.space.id,
                    settling: tooMuch
                )
            }
            try owe("vectors", try await test.vectors(in: record.space.id), [])
            let spend = try await test.spend(of: record.epoch)
            try owe("the spend", spend, MigrationSpend(micros: 100, tokens: 0))
            try await test.store.settle(settlement(of: record.epoch, givingBack: 100))
        },
        Case("nothing is set aside or settled where there is no migration") { test in
            let nobody = Epoch(rawValue: 99)
            try await oweError(.notFound, from: "setAside") {
                try await test.store.setAside(1, by: nobody)
            }
            try await oweError(.notFound, from: "settle") {
                try await test.store.settle(settlement(of: nobody, givingBack: 0))
            }
            let item = try await test.ingest("a", "one")
            try await oweError(.notFound, from: "put") {
                _ = try await test.store.put(
                    [StoreUnderTest.vector(of: item)],
                    in: test.active.id,
                    settling: settlement(of: nobody, givingBack: 0)
                )
            }
            try owe("vectors", try await test.vectors(in: test.active.id), [])
        },
        Case("a start over has spent nothing yet, and the earlier one keeps its account") { test in
            let first = try await test.start()
            try await test.store.setAside(100, by: first.epoch)
            _ = try await test.store.end(first.epoch, as: .cancelled, reason: "", atUnixMs: 40)
            let second = try await test.start()
            try owe("the second's", second.spend, MigrationSpend.none)
            let spend = try await test.spend(of: first.epoch)
            try owe("the first's", spend, MigrationSpend(micros: 100, tokens: 0))
        },
    ]
}

extension StoreUnderTest {
    fileprivate func spend(of epoch: Epoch) async throws -> MigrationSpend? {
        try await store.migration(epoch)?.spend
    }
}
