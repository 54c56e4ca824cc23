import Channels
import Knowledge

extension JobConformance {
    static let listing: [Case] = [
        Case("jobs are listed newest first, in pages that meet") { test in
            var ids: [JobID] = []
            for _ in 0..<7 { ids.insert(try await test.submit().id, at: 0) }
            var listed: [JobID] = []
            while true {
                let page = try await test.listed(before: listed.last, limit: 3)
                listed += page
                guard page.count == 3 else { break }
            }
            try owe("pages", listed, ids)
            try owe("below the first", try await test.listed(before: JobID(rawValue: 1)), [])
            try owe("at most none", try await test.listed(limit: 0), [])
        },
        Case("what comes meanwhile is on no later page") { test in
            for _ in 0..<4 { try await test.submit() }
            let first = try await test.listed(limit: 2)
            try await test.submit()
            let second = try await test.listed(before: first.last, limit: 2)
            try owe("pages", (first + second).map(\.rawValue), [4, 3, 2, 1])
        },
        Case("a listed job is whole but for its body") { test in
            let request = JobsUnderTest.request(
                priority: .low,
                deadlineUnixMs: 1,
                key: "k",
                label: "l",
                traceparent: "t"
            )
            let id = try await test.job(in: .running, request).id
            let ending = JobEnding(.succeeded, "well", statistics: JobsUnderTest.statistics)
            try await test.end(id, ending)
            let listed = try await test.store.jobs(matching: JobFilter(), before: nil, limit: 9)
            let whole = try await test.read(id)
            let expected = Job(
                id: id,
                request: request.setting(\.body, to: ""),
                submittedUnixMs: whole.submittedUnixMs,
                state: .succeeded,
                attempts: 1,
                begunUnixMs: whole.begunUnixMs,
                endedUnixMs: whole.endedUnixMs,
                message: "well",
                statistics: JobsUnderTest.statistics
            )
            try owe("the listed job", listed, [expected])
            try owe("its body", whole.request.body, request.body)
        },
    ]

    static let filtering: [Case] = [
        Case("jobs are listed by any set of states") { test in
            var ids: [JobState: JobID] = [:]
            for state in JobState.allCases { ids[state] = try await test.job(in: state).id }
            for state in JobState.allCases {
                let found = try await test.listed(JobFilter(states: [state]))
                try owe("the \(state)", found, [ids[state]].compactMap(\.self))
            }
            let two = try await test.listed(JobFilter(states: [.running, .failed]))
            let expected = [ids[.running], ids[.failed]].compactMap(\.self)
            try owe("two states", two, expected.sorted(by: >))
            let all = try await test.listed(JobFilter(states: Set(JobState.allCases)))
            try owe("every state", all, try await test.listed())
        },
        Case("jobs are listed by model and label, which are taken to the letter") { test in
            for (model, label) in [("a", "x"), ("a", "y"), ("b", "x"), ("a%", "x"), ("A", "X")] {
                try await test.submit(JobsUnderTest.request(model, label: label))
            }
            for (filter, ids) in [
                (JobFilter(model: "a"), [2, 1]),
                (JobFilter(label: "x"), [4, 3, 1]),
                (JobFilter(model: "a", label: "x"), [1]),
                (JobFilter(model: "a%"), [4]),
                (JobFilter(model: "b", label: "y"), []),
                (JobFilter(states: [.running], model: "a"), []),
            ] as [(JobFilter, [Int64])] {
                try owe("\(filter)", try await test.listed(filter).map(\.rawValue), ids)
            }
        },
        Case("pages meet within a filter too") { test in
            for number in 0..<12 {
                let model = number % 2 == 0 ? "even" : "odd"
                let state = JobState.allCases[number % 3]
                _ = try await test.job(in: state, JobsUnderTest.request(model, label: "l"))
            }
            let filter = JobFilter(states: [.queued, .running], model: "even", label: "l")
            var listed: [JobID] = []
            while let page = try await test.page(filter, after: listed.last) { listed += page }
            try owe("pages", listed.map(\.rawValue), [11, 7, 5, 1])
        },
    ]
}

extension JobsUnderTest {
    /// One job a page; nil: there are no more.
    fileprivate func page(_ filter: JobFilter, after last: JobID?) async throws -> [JobID]? {
        let page = try await listed(filter, before: last, limit: 1)
        return page.isEmpty ? nil : page
    }
}
