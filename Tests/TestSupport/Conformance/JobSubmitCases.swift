import Channels
import Knowledge

extension JobConformance {
    private static let full = JobsUnderTest.request(
        "moth:8b",
        #"{"messages":[{"role":"user","content":"Wings?"}]}"#,
        priority: .high,
        deadlineUnixMs: 99_000,
        key: "k",
        label: "night shift",
        traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    )

    static let submitting: [Case] = [
        Case("a job comes back as it was submitted, and waits") { test in
            let job = try await test.submit(full, atUnixMs: 5)
            try owe("the job", job, Job(id: job.id, request: full, submittedUnixMs: 5))
            try owe("the stored job", try await test.read(job.id), job)
        },
        Case("ids rise from 1") { test in
            var ids: [Int64] = []
            for _ in 0..<3 { ids.append(try await test.submit().id.rawValue) }
            try owe("ids", ids, [1, 2, 3])
        },
        Case("a job that is not there is none") { test in
            let id = JobID(rawValue: 9)
            try owe("the job", try await test.store.job(id), nil)
            try owe("its log", try await test.log(of: id), [])
            try owe("a beginning", try await test.store.begin(id, atUnixMs: 1), false)
            try owe("a cancel", try await test.store.requestCancel(of: id), false)
        },
        Case("what waits and runs is found again by a start, in order and without bodies") { test in
            var unfinished: [Job] = []
            for state in JobState.allCases {
                let job = try await test.job(in: state, full.named("\(state)"))
                if !state.hasEnded { unfinished.append(job.withoutBody) }
            }
            unfinished.append(try await test.job(in: .running).withoutBody)
            try owe("the unfinished", try await test.store.unfinishedJobs(), unfinished)
        },
    ]

    static let keys: [Case] = [
        Case("the same key and request name the same job, as it is by then") { test in
            let id = try await test.submit(full).id
            _ = try await test.store.begin(id, atUnixMs: 20)
            let again = try await test.store.submit(full, notEndedMax: 1_000, atUnixMs: 40)
            try owe("the answer", again, .existing(try await test.read(id)))
            try await test.end(id)
            let late = try await test.store.submit(full, notEndedMax: 1_000, atUnixMs: 50)
            try owe("the answer", late, .existing(try await test.read(id)))
            try owe("jobs", try await test.listed(), [id])
        },
        Case("a key with any other request is taken, and nothing is appended") { test in
            let id = try await test.submit(full).id
            let others: [WritableKeyPath<JobRequest, String>] = [\.model, \.body, \.label]
            var requests = others.map { full.setting($0, to: "other") }
            requests.append(full.setting(\.priority, to: .low))
            requests.append(full.setting(\.deadlineUnixMs, to: nil))
            for request in requests {
                let answer = try await test.store.submit(request, notEndedMax: 9, atUnixMs: 40)
                try owe("the answer to \(request)", answer, .keyTaken(id))
            }
            try owe("jobs", try await test.listed(), [id])
        },
        Case("a repeat within another trace is the same request") { test in
            let job = try await test.submit(full)
            let repeated = full.setting(\.traceparent, to: "")
            let answer = try await test.store.submit(repeated, notEndedMax: 9, atUnixMs: 40)
            try owe("the answer", answer, .existing(job))
        },
        Case("no key is no name") { test in
            let request = JobsUnderTest.request()
            let ids = [try await test.submit(request).id, try await test.submit(request).id]
            try owe("jobs", try await test.listed(), Array(ids.reversed()))
        },
        Case("a key is free again when its job is pruned, and the id is not") { test in
            let id = try await test.job(in: .cancelled, full).id
            let pruned = try await test.store.prune(endedBeforeUnixMs: 31, limit: 9)
            try owe("pruned jobs", pruned, 1)
            let next = try await test.submit(full.named("k"))
            try owe("the new id", next.id.rawValue, id.rawValue + 1)
        },
        Case("of equal submissions at once, one is appended and all name it") { test in
            let answers = try await withThrowingTaskGroup { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await test.store.submit(full, notEndedMax: 9, atUnixMs: 10)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let job = try await test.read(JobID(rawValue: 1))
            try owe("the new", answers.count { $0 == .appended(job) }, 1)
            try owe("the rest", answers.count { $0 == .existing(job) }, 15)
        },
    ]

    static let queueLimit: [Case] = [
        Case("as many wait and run as the limit says, and one more is refused") { test in
            let first = try await test.job(in: .running)
            try await test.submit()
            let request = JobsUnderTest.request()
            let last = try await test.store.submit(request, notEndedMax: 3, atUnixMs: 10)
            guard case .appended = last else {
                throw ConformanceFault(description: "a new job is owed at the limit, \(last) came")
            }
            let past = try await test.store.submit(request, notEndedMax: 3, atUnixMs: 10)
            try owe("one past the limit", past, .queueFull(notEnded: 3))
            let lower = try await test.store.submit(request, notEndedMax: 1, atUnixMs: 10)
            try owe("a lower limit", lower, .queueFull(notEnded: 3))
            try owe("jobs", try await test.listed().count, 3)
            try await test.end(first.id)
            try owe("the job after an end", try await test.submit().id.rawValue, 4)
        },
        Case("a full queue still names the job of a key") { test in
            let job = try await test.submit(full)
            let again = try await test.store.submit(full, notEndedMax: 1, atUnixMs: 10)
            try owe("the same request", again, .existing(job))
            let other = full.setting(\.body, to: "{}")
            let taken = try await test.store.submit(other, notEndedMax: 1, atUnixMs: 10)
            try owe("another request", taken, .keyTaken(job.id))
        },
        Case("the limit holds against submissions at once") { test in
            let answers = try await withThrowingTaskGroup { group in
                for number in 0..<32 {
                    group.addTask {
                        let request = full.named("k\(number)")
                        return try await test.store
                            .submit(request, notEndedMax: 7, atUnixMs: 10)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try owe("refusals", answers.count { $0 == .queueFull(notEnded: 7) }, 25)
            try owe("jobs", try await test.listed().count, 7)
        },
    ]
}

extension JobRequest {
    func named(_ key: String) -> JobRequest { setting(\.idempotencyKey, to: key) }

    func setting<Value>(
        _ field: WritableKeyPath<JobRequest, Value>,
        to value: Value
    ) -> JobRequest {
        var request = self
        request[keyPath: field] = value
        return request
    }
}
