import Knowledge
import Migration
import Spaces

extension StoreConformance {
    private static func request(_ target: SpaceIdentity) -> MigrationRequest {
        MigrationRequest(identity: target, settings: .standard, atUnixMs: 30)
    }

    static let starting: [Case] = [
        Case("a start appends an unfinished profile in a space of its own") { test in
            let settings = MigrationSettings(
                itemsPerSecondMax: 12.5,
                batchItems: 7,
                concurrency: 3
            )
            let record = try await test.start(settings: settings)
            try owe("the epoch", record.epoch, Epoch(rawValue: 2))
            try owe("the target", record.space.identity, StoreUnderTest.secondTarget)
            try owe("another space", record.space.id == test.active.id, false)
            try owe("the settings", record.settings, settings)
            try owe("the phase", record.phase, .planned)
            try owe("its times", [record.startedUnixMs, record.endedUnixMs], [30, nil])
            let log = try await test.store.profileLog()
            try owe("the building epoch", log.building?.epoch, record.epoch)
            try owe("the active epoch", log.active?.epoch, Epoch(rawValue: 1))
            try owe("read back", try await test.store.migration(record.epoch), record)
        },
        Case("while one builds, no other starts") { test in
            let record = try await test.start()
            let same = try await test.store.start(request(StoreUnderTest.secondTarget))
            try owe("the same target again", same, .alreadyBuilding(record))
            let other = try await test.store.start(request(StoreUnderTest.thirdTarget))
            try owe("another target", other, .otherUnderWay(record))
            _ = try await test.store.start(request(StoreUnderTest.firstTarget))
            try owe("rows", try await test.store.profileLog().rows.count, 2)
        },
        Case("of starts at once, one starts") { test in
            let targets = [StoreUnderTest.secondTarget, StoreUnderTest.thirdTarget]
            let started = try await withThrowingTaskGroup { group in
                for number in 0..<10 {
                    group.addTask {
                        let result = try await test.store.start(request(targets[number % 2]))
                        if case .started = result { return 1 } else { return 0 }
                    }
                }
                return try await group.reduce(0, +)
            }
            try owe("starts", started, 1)
            try owe("rows", try await test.store.profileLog().rows.count, 2)
        },
        Case("the active target is not started again") { test in
            let log = try await test.store.profileLog()
            let row = try owed("the active row", log.rows.first)
            let result = try await test.store.start(request(StoreUnderTest.firstTarget))
            try owe("the result", result, .alreadyActive(row))
            try owe("rows", try await test.store.profileLog(), log)
        },
        Case("a start over goes on in the same space with what is embedded") { test in
            let item = try await test.ingest("a", "one")
            let first = try await test.start()
            try await test.put([StoreUnderTest.vector(of: item)], in: first.space.id)
            _ = try await test.store.end(first.epoch, as: .cancelled, reason: "", atUnixMs: 40)
            let second = try await test.start()
            try owe("the space", second.space, first.space)
            try owe("the epoch is newer", first.epoch < second.epoch, true)
            try owe("the backlog", try await test.backlog(of: second.space.id).items, [])
        },
        Case("a later profile may be of an earlier space") { test in
            let first = try await test.start()
            try await test.flip(first.epoch)
            let back = try await test.start(StoreUnderTest.firstTarget)
            try owe("the space", back.space, test.active)
            try await test.flip(back.epoch)
            let log = try await test.store.profileLog()
            try owe("the active epoch", log.active?.epoch, back.epoch)
            try owe("rows", log.rows.map(\.epoch.rawValue), [1, 2, 3])
        },
        Case("a survey counts, samples and stores nothing") { test in
            for number in 0..<10 { try await test.ingest("\(number)", "four") }
            let before = try await test.store.profileLog()
            let survey = try await test.store.survey(for: StoreUnderTest.thirdTarget, sample: 3)
            try owe("counts", survey.counts, SpaceCounts(items: 10, embedded: 0, vectors: 0))
            try owe("bytes", survey.textBytes, 40)
            try owe("the sample's size", survey.sample.count, 3)
            try owe("different items", Set(survey.sample.map(\.id)).count, 3)
            try owe("the log", try await test.store.profileLog(), before)
            let all = try await test.store.survey(for: StoreUnderTest.firstTarget, sample: 99)
            try owe("a sample of all", all.sample.count, 10)
        },
    ]

    static let recording: [Case] = [
        Case("phase changes are numbered from 1 without gaps and stay") { test in
            let epoch = try await test.start().epoch
            let phases: [Phase] = [.backfilling, .paused, .backfilling, .indexing, .handingOver]
            var given: [PhaseChange] = []
            for (number, phase) in phases.enumerated() {
                let change = try await test.store.record(
                    phase,
                    reason: "reason \(number)",
                    of: epoch,
                    atUnixMs: 100 + Int64(number)
                )
                given.append(try owed("a change", change))
            }
            try owe("numbers", given.map(\.sequence), [1, 2, 3, 4, 5])
            try owe("from", given.map(\.from), [.planned] + phases.dropLast())
            try owe("to", given.map(\.to), phases)
            let all = try await test.store.changes(of: epoch, after: 0, limit: 10)
            try owe("read back", all, given)
            let page = try await test.store.changes(of: epoch, after: 2, limit: 2)
            try owe("a page", page, Array(given[2..<4]))
            let record = try owed("the record", try await test.store.migration(epoch))
            try owe("its phase", record.phase, .handingOver)
            try owe("its reason", record.reason, "reason 4")
            try owe("its sequence", record.sequence, 5)
        },
        Case("nothing is recorded of a migration that has ended") { test in
            let epoch = try await test.start().epoch
            _ = try await test.store.end(epoch, as: .failed, reason: "why", atUnixMs: 40)
            let change = try await test.store.record(
                .backfilling,
                reason: "",
                of: epoch,
                atUnixMs: 50
            )
            try owe("a change", change, nil)
            let record = try owed("the record", try await test.store.migration(epoch))
            try owe("its phase", record.phase, .failed)
            try owe("its reason", record.reason, "why")
        },
        Case("an end cannot be recorded as a phase, nor a finish set as an end") { test in
            let epoch = try await test.start().epoch
            for phase in [Phase.finished, .cancelled, .failed] {
                _ = try? await test.store.record(phase, reason: "", of: epoch, atUnixMs: 40)
            }
            _ = try? await test.store.end(epoch, as: .finished, reason: "", atUnixMs: 40)
            try owe("building", try await test.store.profileLog().building?.epoch, epoch)
            try owe("the phase", try await test.store.migration(epoch)?.phase, .planned)
        },
        Case("migrations come newest first, page by page, without the first profile") { test in
            let first = try await test.start().epoch
            _ = try await test.store.end(first, as: .cancelled, reason: "", atUnixMs: 40)
            let second = try await test.start(StoreUnderTest.thirdTarget).epoch
            let all = try await test.store.migrations(before: nil, limit: 10)
            try owe("epochs", all.map(\.epoch), [second, first])
            let page = try await test.store.migrations(before: nil, limit: 1)
            try owe("the first page", page.map(\.epoch), [second])
            let rest = try await test.store.migrations(before: second, limit: 10)
            try owe("behind it", rest.map(\.epoch), [first])
            let none = try await test.store.migration(Epoch(rawValue: 99))
            try owe("a migration that is not there", none, nil)
        },
        Case("a flip's times are kept beside its migration") { test in
            let epoch = try await test.start().epoch
            try await test.flip(epoch)
            try owe("before", try await test.store.migration(epoch)?.times, nil)
            let times = FlipTimes(flipMicroseconds: 1_234, longestHoldMicroseconds: 5_678)
            try await test.store.recordTimes(times, of: epoch)
            try owe("after", try await test.store.migration(epoch)?.times, times)
        },
    ]
}
