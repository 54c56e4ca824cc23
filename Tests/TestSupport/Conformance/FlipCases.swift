import Knowledge
import Memory
import Migration
import Spaces
import Synchronization

extension StoreConformance {
    static let flipping: [Case] = [
        Case("a flip with nothing missing finishes the profile and tells the change") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.put([StoreUnderTest.vector(of: item)], in: record.space.id)
            let result = try await test.flip(record.epoch, pass: Revision.none)
            guard case .flipped(let change) = result else {
                throw ConformanceFault(description: "a flip is owed, \(result) came")
            }
            try owe("the change", [change.from, change.to], [.planned, .finished])
            let log = try await test.store.profileLog()
            try owe("the active epoch", log.active?.epoch, record.epoch)
            try owe("building", log.building, nil)
            let after = try owed("the record", try await test.store.migration(record.epoch))
            try owe("its phase", after.phase, .finished)
            try owe("its end", after.endedUnixMs, 40)
            try owe("its sequence", after.sequence, change.sequence)
        },
        Case("a flip with something missing changes nothing") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            let first = try await test.flip(record.epoch, pass: Revision.none)
            try owe("the result", first, .missing)
            try owe("the record", try await test.store.migration(record.epoch), record)
            try owe("active", try await test.store.profileLog().active?.space, test.active)
            try await test.put([StoreUnderTest.vector(of: item)], in: record.space.id)
            let edited = try await test.ingest("a", "two")
            let second = try await test.flip(record.epoch, pass: Revision.none)
            try owe("the result with an old vector", second, .missing)
            try await test.put([StoreUnderTest.vector(of: edited)], in: record.space.id)
            let third = try await test.flip(record.epoch, pass: Revision.none)
            guard case .flipped = third else {
                throw ConformanceFault(description: "a flip is owed, \(third) came")
            }
        },
        Case("a flip looks only behind the pass and up to its end") { test in
            let before = try await test.ingest("before", "one")
            let within = try await test.ingest("within", "two")
            try await test.ingest("behind", "three")
            let record = try await test.start()
            let epoch = record.epoch
            let atEdges = try await test.flip(
                epoch,
                pass: before.revision,
                through: within.revision
            )
            try owe("with the last of the range missing", atEdges, .missing)
            let first = try await test.flip(
                epoch,
                pass: Revision(rawValue: before.revision.rawValue - 1),
                through: before.revision
            )
            try owe("with the first of the range missing", first, .missing)
            try await test.put([StoreUnderTest.vector(of: within)], in: record.space.id)
            let flipped = try await test.flip(
                epoch,
                pass: before.revision,
                through: within.revision
            )
            guard case .flipped = flipped else {
                throw ConformanceFault(description: "a flip is owed, \(flipped) came")
            }
        },
        Case("a deleted item is not missing") { test in
            try await test.ingest("a", "one")
            let epoch = try await test.start().epoch
            try await test.delete(["a"])
            guard case .flipped = try await test.flip(epoch, pass: Revision.none) else {
                throw ConformanceFault(description: "a flip is owed after the delete")
            }
        },
        Case("a flip that is no longer permitted does nothing") { test in
            let epoch = try await test.start().epoch
            let asked = Mutex(0)
            let result = try await test.store.flip(
                epoch,
                pass: .none,
                through: .none,
                atUnixMs: 40,
                permit: {
                    asked.withLock { $0 += 1 }
                    return false
                }
            )
            try owe("the result", result, .timedOut)
            try owe("times the permit was asked for", asked.withLock { $0 }, 1)
            try owe("building", try await test.store.profileLog().building?.epoch, epoch)
        },
        Case("a flip behind the end tells how it ended") { test in
            let first = try await test.start().epoch
            _ = try await test.store.end(first, as: .cancelled, reason: "", atUnixMs: 40)
            try owe("cancelled", try await test.flip(first), .alreadyEnded(.cancelled))
            let second = try await test.start().epoch
            try await test.flip(second)
            try owe("finished", try await test.flip(second), .alreadyEnded(.finished))
            let log = try await test.store.profileLog()
            try owe("the active epoch", log.active?.epoch, second)
        },
    ]

    static let ending: [Case] = [
        Case("an end sets its outcome once") { test in
            let epoch = try await test.start().epoch
            let first = try await test.store.end(epoch, as: .failed, reason: "why", atUnixMs: 40)
            guard case .ended(let change) = first else {
                throw ConformanceFault(description: "an end is owed, \(first) came")
            }
            try owe("the change", [change.from, change.to], [.planned, .failed])
            try owe("its reason", change.reason, "why")
            let log = try await test.store.profileLog()
            let second = try await test.store.end(
                epoch,
                as: .cancelled,
                reason: "",
                atUnixMs: 50
            )
            try owe("the second end", second, .alreadyEnded(.failed))
            try owe("the log", try await test.store.profileLog(), log)
        },
        Case("a cancelled or failed profile never becomes active") { test in
            for outcome in [ProfileOutcome.cancelled, .failed] {
                let epoch = try await test.start().epoch
                _ = try await test.store.end(epoch, as: outcome, reason: "", atUnixMs: 40)
                let log = try await test.store.profileLog()
                try owe("the active epoch", log.active?.epoch, Epoch(rawValue: 1))
                try owe("the row's outcome", log.rows.last?.ending?.outcome, outcome)
            }
        },
        Case("of a cancel and a flip at once, one wins, and the log agrees with both answers") {
            test in
            for _ in 0..<10 {
                let epoch = try await test.start().epoch
                async let flip = test.flip(epoch)
                async let end = test.store.end(
                    epoch,
                    as: .cancelled,
                    reason: "",
                    atUnixMs: 40
                )
                let answers = (try await flip, try await end)
                let row = try await test.store.profileLog().rows.first { $0.epoch == epoch }
                let outcome = try owed("an outcome", row?.ending?.outcome)
                switch answers {
                case (.flipped, .alreadyEnded(.finished)):
                    try owe("the log", outcome, .finished)
                    // For the next round: away from the target, so that it can be started again.
                    let back = try await test.start(StoreUnderTest.firstTarget).epoch
                    try await test.flip(back)
                case (.alreadyEnded(.cancelled), .ended):
                    try owe("the log", outcome, .cancelled)
                default:
                    throw ConformanceFault(
                        description: "one winner is owed, \(answers) came"
                    )
                }
            }
        },
    ]

    static let pruning: [Case] = [
        Case("prune refuses the active and the building space, naming the epoch") { test in
            let record = try await test.start()
            let active = try await test.store.prune(test.active.id, limit: 10)
            try owe("the active space", active, .inUse(Epoch(rawValue: 1)))
            let building = try await test.store.prune(record.space.id, limit: 10)
            try owe("the building space", building, .inUse(record.epoch))
        },
        Case("prune refuses a space that an older epoch shares with the active one") { test in
            try await test.flip(test.start().epoch)
            let back = try await test.start(StoreUnderTest.firstTarget)
            try await test.flip(back.epoch)
            let result = try await test.store.prune(test.active.id, limit: 10)
            try owe("the result", result, .inUse(back.epoch))
        },
        Case("prune deletes in steps, tells its bytes and leaves other spaces alone") { test in
            var vectors: [Vector] = []
            for number in 0..<5 {
                let item = try await test.ingest(
                    "\(number)",
                    "t",
                    vector: StoreUnderTest.values(0)
                )
                vectors.append(StoreUnderTest.vector(of: item, 1))
            }
            let record = try await test.start()
            try await test.put(vectors, in: record.space.id)
            try await test.flip(record.epoch)
            var deleted = 0
            for _ in 0..<10 {
                let result = try await test.store.prune(test.active.id, limit: 2)
                guard case .deleted(let count, let bytes, let isDone) = result else {
                    throw ConformanceFault(description: "a prune is owed, \(result) came")
                }
                try owe("at most the limit", count <= 2, true)
                try owe("bytes told when vectors go", count == 0 || bytes > 0, true)
                deleted += count
                if isDone { break }
            }
            try owe("deleted", deleted, 5)
            try owe("vectors left", try await test.vectors(in: test.active.id), [])
            try owe("the other space", try await test.vectors(in: record.space.id), vectors)
            try await test.store.releaseFreedPages()
        },
        Case("a put into a pruned space is a no-op until a migration builds it again") { test in
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let vector = StoreUnderTest.vector(of: item)
            let record = try await test.start()
            try await test.put([vector], in: record.space.id)
            try await test.flip(record.epoch)
            let pruned = try await test.store.prune(test.active.id, limit: 10)
            guard case .deleted(_, _, isDone: true) = pruned else {
                throw ConformanceFault(description: "a whole prune is owed, \(pruned) came")
            }
            try owe("late effects", try await test.put([vector], in: test.active.id), 0)
            let counts = try await test.store.counts(of: test.active.id)
            try owe("counts", counts, SpaceCounts(items: 1, embedded: 0, vectors: 0))
            let again = try await test.start(StoreUnderTest.firstTarget)
            try owe("the space", again.space.identity, StoreUnderTest.firstTarget)
            try owe("effects", try await test.put([vector], in: again.space.id), 1)
        },
        Case("a cancelled migration's space can be pruned") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.put([StoreUnderTest.vector(of: item)], in: record.space.id)
            _ = try await test.store.end(record.epoch, as: .cancelled, reason: "", atUnixMs: 40)
            guard case .deleted(1, _, _) = try await test.store.prune(record.space.id, limit: 9)
            else { throw ConformanceFault(description: "one deleted vector is owed") }
        },
    ]
}
