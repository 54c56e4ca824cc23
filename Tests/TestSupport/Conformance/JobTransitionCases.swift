import Channels
import Knowledge

extension JobConformance {
    static let transitions: [Case] = [
        Case("an attempt is counted when it is begun") { test in
            let id = try await test.submit().id
            try owe("a beginning", try await test.store.begin(id, atUnixMs: 20), true)
            let job = try await test.read(id)
            try owe("the state", job.state, .running)
            try owe("attempts", job.attempts, 1)
            try owe("its beginning", job.begunUnixMs, 20)
            try owe("its end", job.endedUnixMs, nil)
        },
        Case("another attempt waits for its time, and says why") { test in
            let id = try await test.job(in: .running).id
            let isQueued = try await test.store
                .requeue(id, because: "the host went away", notBeforeUnixMs: 50)
            try owe("another attempt", isQueued, true)
            var job = try await test.read(id)
            try owe("the state", job.state, .queued)
            try owe("its time", job.notBeforeUnixMs, 50)
            try owe("its reason", job.message, "the host went away")
            try owe("attempts", job.attempts, 1)
            try owe("the first attempt's beginning", job.begunUnixMs, 20)
            try owe("the second's", try await test.store.begin(id, atUnixMs: 60), true)
            job = try await test.read(id)
            try owe("attempts", job.attempts, 2)
            try owe("its beginning", job.begunUnixMs, 60)
            try owe("its time", job.notBeforeUnixMs, nil)
            try owe("the reason of the first attempt's end", job.message, "the host went away")
        },
        Case("another attempt may be due at once") { test in
            let id = try await test.job(in: .running).id
            _ = try await test.store.requeue(id, because: "", notBeforeUnixMs: nil)
            try owe("its time", try await test.read(id).notBeforeUnixMs, nil)
        },
        Case("an end is kept with its time, its reason and its numbers") { test in
            let id = try await test.job(in: .running).id
            _ = try await test.store.requeue(id, because: "once more", notBeforeUnixMs: 21)
            _ = try await test.store.begin(id, atUnixMs: 22)
            let ending = JobEnding(.succeeded, statistics: JobsUnderTest.statistics)
            try await test.end(id, ending, atUnixMs: 90)
            let job = try await test.read(id)
            try owe("the state", job.state, .succeeded)
            try owe("the end", job.endedUnixMs, 90)
            try owe("the message", job.message, "")
            try owe("the statistics", job.statistics, JobsUnderTest.statistics)
        },
        Case("a job that failed says why, and no other does") { test in
            for failure in JobFailure.allCases {
                let id = try await test.job(in: .running).id
                try await test.end(id, JobEnding(failure, "in vain"))
                let job = try await test.read(id)
                try owe("the state", job.state, .failed)
                try owe("the failure", job.failure, failure)
                try owe("the message", job.message, "in vain")
            }
            for state in JobState.allCases where state != .failed {
                try owe("a failure of \(state)", try await test.job(in: state).failure, nil)
            }
        },
        Case("a job that waits for its next attempt can be ended") { test in
            for state in [JobState.cancelled, .expired] {
                let id = try await test.job(in: .running).id
                _ = try await test.store.requeue(id, because: "away", notBeforeUnixMs: 99)
                try await test.end(id, .as(state, "too late"))
                let job = try await test.read(id)
                try owe("the state", job.state, state)
                try owe("the message", job.message, "too late")
                try owe("its time", job.notBeforeUnixMs, nil)
                try owe("statistics", job.statistics, nil)
            }
        },
        Case("from every state only what can follow does, and a refusal changes nothing") { test in
            for (from, to) in everyPair {
                let job = try await test.job(in: from)
                let isDone = try await test.move(job.id, to: to)
                try owe("\(from) → \(to)", isDone, to.canFollow(from))
                let after = try await test.read(job.id)
                if isDone {
                    try owe("the state", after.state, to)
                } else {
                    try owe("the job after a refused \(to)", after, job)
                }
                try owe(
                    "pieces",
                    try await test.log(of: job.id).count,
                    isDone && to.hasEnded ? 1 : 0
                )
            }
        },
        Case("a job ends as an end only") { test in
            let id = try await test.job(in: .running).id
            for state in [JobState.queued, .running] {
                try await oweError(.failed, from: "an end as \(state)") {
                    let piece = JobsUnderTest.piece(1, "a")
                    _ = try await test.store
                        .end(id, JobEnding(state), appending: [piece], atUnixMs: 30)
                }
            }
            try owe("the state", try await test.read(id).state, .running)
            try owe("its log", try await test.log(of: id), [])
        },
        Case("of two that begin a job at once, one does") { test in
            let id = try await test.submit().id
            async let first = test.store.begin(id, atUnixMs: 20)
            async let second = test.store.begin(id, atUnixMs: 20)
            let begun = [try await first, try await second]
            try owe("beginnings", begun.count { $0 }, 1)
            try owe("attempts", try await test.read(id).attempts, 1)
        },
    ]

    static let cancelling: [Case] = [
        Case("an asked-for end is remembered until the job has ended") { test in
            for state in [JobState.queued, .running] {
                let before = try await test.job(in: state)
                for _ in 0..<2 {
                    try owe("a cancel", try await test.store.requestCancel(of: before.id), true)
                }
                var job = before
                job.isCancelRequested = true
                try owe("the job", try await test.read(job.id), job)
            }
            let waiting = try await test.store.unfinishedJobs()
            try owe("what a start finds", waiting.map(\.isCancelRequested), [true, true])
        },
        Case("an asked-for end outlives a next attempt") { test in
            let id = try await test.job(in: .running).id
            _ = try await test.store.requestCancel(of: id)
            _ = try await test.store.requeue(id, because: "away", notBeforeUnixMs: nil)
            _ = try await test.store.begin(id, atUnixMs: 40)
            try owe("asked for", try await test.read(id).isCancelRequested, true)
            try await test.end(id, JobEnding(.cancelled))
            try owe("asked for", try await test.read(id).isCancelRequested, true)
        },
        Case("the end of a job that has ended cannot be asked for") { test in
            for state in JobState.allCases where state.hasEnded {
                let job = try await test.job(in: state)
                let isMarked = try await test.store.requestCancel(of: job.id)
                try owe("a cancel of \(state)", isMarked, false)
                try owe("the job", try await test.read(job.id), job)
            }
        },
    ]

    private static var everyPair: [(JobState, JobState)] {
        JobState.allCases.flatMap { from in JobState.allCases.map { (from, $0) } }
    }
}

extension JobsUnderTest {
    /// The transition that would lead to `state`.
    fileprivate func move(_ id: JobID, to state: JobState) async throws -> Bool {
        switch state {
        case .queued:
            try await store.requeue(id, because: "moved", notBeforeUnixMs: 70)
        case .running:
            try await store.begin(id, atUnixMs: 71)
        case .succeeded, .failed, .cancelled, .expired:
            try await store.end(
                id,
                .as(state, "moved"),
                appending: [Self.piece(1, "moved")],
                atUnixMs: 72
            )
        }
    }
}
