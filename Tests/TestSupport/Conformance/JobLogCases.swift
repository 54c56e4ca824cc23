import Channels
import Knowledge

extension JobConformance {
    private static func piece(_ number: Int64, attempt: Int = 1) -> JobPiece {
        JobsUnderTest.piece(number, "token \(number)", attempt: attempt)
    }

    private static func pieces(_ numbers: ClosedRange<Int64>, attempt: Int = 1) -> [JobPiece] {
        numbers.map { piece($0, attempt: attempt) }
    }

    static let logging: [Case] = [
        Case("a log is read back from any cursor, up to any number of pieces") { test in
            let id = try await test.job(in: .running).id
            for batch in [1...1, 2...6, 7...7, 8...20] as [ClosedRange<Int64>] {
                try await test.store.append(pieces(batch), to: id)
            }
            let all = pieces(1...20)
            for skipped in 0...20 {
                let after = skipped == 0 ? nil : all[skipped - 1].sequence
                for limit in [0, 1, 4, 20, 21] {
                    let read = try await test.log(
                        of: id,
                        after: after ?? JobSequence(rawValue: 0),
                        limit: limit
                    )
                    let expected = Array(all.dropFirst(skipped).prefix(limit))
                    try owe("\(limit) pieces after \(skipped)", read, expected)
                }
            }
            let past = try await test.log(of: id, after: JobSequence(rawValue: .max))
            try owe("pieces after every number", past, [])
        },
        Case("every part of a piece comes back") { test in
            let id = try await test.job(in: .running).id
            let parts = ["", "a", #"[{"function":{"name":"f"}}]"#, #"{"images":null}"#]
            let before = JobSequence(beforeAttempt: 1)
            let pieces = (0..<256).map { number in
                let piece = ChatPiece(
                    content: parts[number & 3],
                    thinking: parts[number >> 2 & 3],
                    toolCalls: parts[number >> 4 & 3],
                    other: parts[number >> 6]
                )
                let sequence = JobSequence(rawValue: before.rawValue + Int64(number) + 1)
                return JobPiece(sequence: sequence, piece: piece)
            }
            try await test.store.append(pieces, to: id)
            try owe("the log", try await test.log(of: id), pieces)
        },
        Case("pieces that are there already stay as they are") { test in
            let id = try await test.job(in: .running).id
            try await test.store.append(pieces(1...3), to: id)
            let other = JobsUnderTest.piece(2, "something else")
            try await test.store.append([other], to: id)
            try await test.store.append([other, piece(3), piece(4), piece(5)], to: id)
            try await test.store.append([], to: id)
            try owe("the log", try await test.log(of: id), pieces(1...5))
        },
        Case("numbers may be left out") { test in
            let id = try await test.job(in: .running).id
            let odd = [1, 3, 300, 70_000, 4_000_000_000].map { piece($0) }
            try await test.store.append(Array(odd.prefix(4)), to: id)
            try await test.store.append(Array(odd.suffix(1)), to: id)
            try owe("the log", try await test.log(of: id), odd)
            let after = JobSequence(rawValue: odd[1].sequence.rawValue + 5)
            try owe("the rest", try await test.log(of: id, after: after), Array(odd.dropFirst(2)))
        },
        Case("each job has a log of its own") { test in
            let first = try await test.job(in: .running).id
            let second = try await test.job(in: .running).id
            try await test.store.append(pieces(1...2), to: second)
            try await test.store.append(pieces(1...4), to: first)
            try owe("the first", try await test.log(of: first), pieces(1...4))
            try owe("the second", try await test.log(of: second), pieces(1...2))
        },
        Case("a job that does not run takes no pieces") { test in
            for state in JobState.allCases where state != .running {
                let id = try await test.job(in: state).id
                try await oweError(.failed, from: "an append to \(state)") {
                    try await test.store.append(pieces(1...2), to: id)
                }
                try owe("its log", try await test.log(of: id), [])
            }
            try await oweError(.failed, from: "an append to nothing") {
                try await test.store.append(pieces(1...2), to: JobID(rawValue: 99))
            }
        },
        Case("an end brings its last pieces, of which some may be there already") { test in
            let id = try await test.job(in: .running).id
            try await test.store.append(pieces(1...3), to: id)
            try await test.end(id, appending: pieces(3...6))
            try owe("the log", try await test.log(of: id), pieces(1...6))
        },
    ]

    static let attempts: [Case] = [
        Case("a log goes on over the attempts, and each has its block of numbers") { test in
            let id = try await test.job(in: .running).id
            try await test.store.append(pieces(1...3), to: id)
            for attempt in 2...3 {
                _ = try await test.store.requeue(id, because: "away", notBeforeUnixMs: nil)
                _ = try await test.store.begin(id, atUnixMs: 40)
                try await test.store.append(pieces(1...2, attempt: attempt), to: id)
            }
            try await test.end(id, appending: pieces(3...3, attempt: 3))
            let second = pieces(1...2, attempt: 2)
            let all = pieces(1...3) + second + pieces(1...3, attempt: 3)
            try owe("the log", try await test.log(of: id), all)
            try owe("its attempts", all.map(\.sequence.attempt), [1, 1, 1, 2, 2, 3, 3, 3])
            let latest = try await test.log(of: id, after: JobSequence(beforeAttempt: 3))
            try owe("the latest attempt", latest, Array(all.suffix(3)))
            // What the first attempt had told and not stored when the server died.
            let lost = JobSequence(rawValue: all[2].sequence.rawValue + 7)
            let rest = try await test.log(of: id, after: lost, limit: 2)
            try owe("after what was lost", rest, second)
        },
        Case("the log of a failed attempt is kept") { test in
            let id = try await test.job(in: .running).id
            try await test.store.append(pieces(1...2), to: id)
            try await test.end(id, JobEnding(.broken, "out of attempts"))
            try owe("the log", try await test.log(of: id), pieces(1...2))
        },
    ]
}
