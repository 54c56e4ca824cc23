import Channels
import Knowledge

extension JobConformance {
    static let pruning: [Case] = [
        Case("what ended before is deleted with its log, a few at a time") { test in
            var ids: [JobID] = []
            for time in [33, 31, 32, 30] as [Int64] {
                let id = try await test.job(in: .running).id
                try await test.store.append([JobsUnderTest.piece(1, "a")], to: id)
                try await test.end(id, atUnixMs: time)
                ids.append(id)
            }
            let store = test.store
            try owe("none", try await store.prune(endedBeforeUnixMs: 30, limit: 9), 0)
            try owe("at most none", try await store.prune(endedBeforeUnixMs: 99, limit: 0), 0)
            try owe("the first two", try await store.prune(endedBeforeUnixMs: 33, limit: 2), 2)
            try owe("what is left", try await test.listed(), [ids[2], ids[0]])
            try owe("the third", try await store.prune(endedBeforeUnixMs: 33, limit: 2), 1)
            try owe("what is left", try await test.listed(), [ids[0]])
            for (position, id) in ids.enumerated() {
                let isKept = position == 0
                try owe("a job", try await store.job(id) != nil, isKept)
                try owe("its log", try await test.log(of: id).count, isKept ? 1 : 0)
            }
        },
        Case("what has not ended is never pruned") { test in
            let ids = [
                try await test.job(in: .running).id, try await test.job(in: .queued).id,
            ]
            let pruned = try await test.store.prune(endedBeforeUnixMs: .max, limit: 9)
            try owe("pruned jobs", pruned, 0)
            try owe("jobs", try await test.listed(), Array(ids.reversed()))
        },
        Case("the id of a pruned job is never given again") { test in
            for state in [JobState.expired, .cancelled, .failed] {
                _ = try await test.job(in: state)
            }
            let pruned = try await test.store.prune(endedBeforeUnixMs: .max, limit: 9)
            try owe("pruned jobs", pruned, 3)
            try owe("the next id", try await test.submit().id.rawValue, 4)
        },
    ]

    /// Texts that are no C strings, no identifiers, and equal to no other by bytes.
    private static let hostile = [
        "a\0b", "\0", "caf\u{E9}", "cafe\u{301}", "'; DROP TABLE jobs; --", "\u{FEFF}", "🦋\r\n",
    ]

    static let hostileTexts: [Case] = [
        Case("every text comes back byte for byte") { test in
            for text in hostile {
                let request = JobsUnderTest.request(
                    text,
                    text,
                    key: text,
                    label: text,
                    traceparent: text
                )
                let job = try await test.job(in: .running, request)
                let piece = ChatPiece(content: text, thinking: text, toolCalls: text, other: text)
                let first = JobSequence(beforeAttempt: 1).next
                let pieces = [JobPiece(sequence: first, piece: piece)]
                try await test.store.append(pieces, to: job.id)
                try await test.end(job.id, JobEnding(.broken, text))
                let read = try await test.read(job.id)
                let log = try await test.log(of: job.id)
                try owe("the job's texts", read.texts, Array(repeating: Array(text.utf8), count: 6))
                let texts = log.flatMap(\.piece.texts)
                try owe("the log's", texts, Array(repeating: Array(text.utf8), count: 4))
            }
        },
        Case("texts that only look alike are others") { test in
            let requests = hostile.map { JobsUnderTest.request($0, key: $0, label: $0) }
            var ids: [JobID] = []
            for request in requests { ids.append(try await test.submit(request).id) }
            for (text, id) in zip(hostile, ids) {
                try owe("by model", try await test.listed(JobFilter(model: text)), [id])
                try owe("by label", try await test.listed(JobFilter(label: text)), [id])
            }
            let decomposed = JobsUnderTest.request("m", "caf\u{E9}", key: "k")
            let id = try await test.submit(decomposed).id
            let composed = decomposed.setting(\.body, to: "cafe\u{301}")
            let answer = try await test.store.submit(composed, notEndedMax: 99, atUnixMs: 10)
            try owe("another body", answer, .keyTaken(id))
        },
        Case("a body of 8 MiB and a piece of 8 MiB come back whole") { test in
            let text = String(repeating: "ecdysis.", count: 1 << 20)
            let id = try await test.job(in: .running, JobsUnderTest.request("m", text)).id
            let pieces = [(1, "small"), (2, text), (3, "small")].map {
                JobsUnderTest.piece($0, $1)
            }
            try await test.store.append(pieces, to: id)
            try owe("the body", try await test.read(id).request.body.utf8.count, 8 << 20)
            let log = try await test.log(of: id)
            try owe("the log", log.map(\.piece.content.utf8.count), [5, 8 << 20, 5])
            let last = try await test.log(of: id, after: pieces[1].sequence)
            try owe("behind the long piece", last, [pieces[2]])
        },
    ]

    static let modelRecords: [Case] = [
        Case("the newest facts about each model are kept") { test in
            try owe("before", try await test.store.modelRecords(), [])
            var record = ModelRecord(
                model: "moth:8b",
                loads: 3,
                loadNanosecondsMean: 15_000_000_000,
                jobs: 41,
                jobNanosecondsMean: .max
            )
            let others = ["a\0b", "caf\u{E9}", "cafe\u{301}"].map { ModelRecord(model: $0) }
            for fact in others + [record] { try await test.store.keep(fact) }
            record.loads = 4
            try await test.store.keep(record)
            let kept = try await test.store.modelRecords()
            try owe("their number", kept.count, 4)
            try owe("the facts", kept.first { $0.model == "moth:8b" }, record)
            let names = Set(kept.map { Array($0.model.utf8) })
            let expected = Set((others + [record]).map { Array($0.model.utf8) })
            try owe("their names", names, expected)
        }
    ]
}

extension Job {
    fileprivate var texts: [[UInt8]] {
        [
            request.model, request.body, request.idempotencyKey, request.label,
            request.traceparent, message,
        ].map { Array($0.utf8) }
    }
}

extension ChatPiece {
    fileprivate var texts: [[UInt8]] {
        [content, thinking, toolCalls, other].map { Array($0.utf8) }
    }
}
