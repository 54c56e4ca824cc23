import Knowledge
import Memory

extension StoreConformance {
    private static func claim(_ key: String, _ body: UInt64 = 1) -> IdempotencyClaim {
        IdempotencyClaim(key: key, fingerprint: Fingerprint(high: body, low: ~body))
    }

    private static let draft = ItemDraft(key: ItemKey(key: "a"), text: "one")

    static let answering: [Case] = [
        Case("the same claim gets the same answer, and nothing is done again") { test in
            let first = try await test.ingest([draft], claim: claim("k"))
            try await test.delete(["a"])
            let second = try await test.ingest([draft], claim: claim("k"))
            try owe("replays", [first.isReplay, second.isReplay], [false, true])
            try owe("the receipt", second.receipt, first.receipt)
            try owe("the item", try await test.item("a"), nil)
        },
        Case("a claim with another body is refused, and nothing is done") { test in
            try await test.ingest([draft], claim: claim("k", 1))
            let other = ItemDraft(key: ItemKey(key: "b"), text: "two")
            try await oweError(.idempotencyMismatch, from: "ingest") {
                try await test.ingest([other], claim: claim("k", 2))
            }
            try await oweError(.idempotencyMismatch, from: "earlierIngest") {
                _ = try await test.store.earlierIngest(claim("k", 2))
            }
            try owe("the other item", try await test.item("b"), nil)
        },
        Case("an earlier answer can be asked for before the work") { test in
            let none = try await test.store.earlierIngest(claim("k"))
            try owe("before", none, nil)
            let first = try await test.ingest([draft], claim: claim("k"))
            let earlier = try await test.store.earlierIngest(claim("k"))
            try owe("after", earlier, first.receipt)
        },
        Case("a delete's claim is answered again too") { test in
            try await test.ingest([draft])
            let selection = Deletion.Selection.filter(.everything)
            let deletion = Deletion(selection: selection, claim: claim("d"), atUnixMs: 20)
            let first = try await test.store.delete(deletion)
            try await test.ingest([draft])
            let second = try await test.store.delete(deletion)
            try owe("replays", [first.isReplay, second.isReplay], [false, true])
            try owe("the receipt", second.receipt, first.receipt)
            try owe("items", try await test.store.counts().items, 1)
        },
        Case("one name space holds the claims of all mutations") { test in
            try await test.ingest([draft], claim: claim("k", 1))
            let selection = Deletion.Selection.filter(.everything)
            let deletion = Deletion(selection: selection, claim: claim("k", 2), atUnixMs: 20)
            try await oweError(.idempotencyMismatch, from: "delete") {
                _ = try await test.store.delete(deletion)
            }
            try owe("items", try await test.store.counts().items, 1)
        },
        Case("an answer with a mismatch in it is kept like any other") { test in
            var draft = draft
            draft.expectedRevision = Revision(rawValue: 9)
            let first = try await test.ingest([draft], claim: claim("k"))
            try await test.ingest("a", "came later")
            let second = try await test.ingest([draft], claim: claim("k"))
            try owe("the receipt", second.receipt, first.receipt)
        },
        Case("an answer is kept for its time, and not a millisecond longer") { test in
            let kept = IdempotencyClaim.keptMs
            try await test.ingest([draft], claim: claim("k"), atUnixMs: 1_000)
            let last = try await test.ingest([draft], claim: claim("k"), atUnixMs: 999 + kept)
            try owe("a replay within the time", last.isReplay, true)
            let next = try await test.ingest([draft], claim: claim("k"), atUnixMs: 1_000 + kept)
            try owe("a replay behind the time", next.isReplay, false)
        },
        Case("answers are kept up to their number, and then the oldest goes") { test in
            let count = test.answersKeptMax
            for start in stride(from: 0, to: count, by: 1_000) {
                try await withThrowingTaskGroup { group in
                    for number in start..<min(start + 1_000, count) {
                        let claim = claim("k \(number)")
                        // The first stands alone, so that it is the oldest.
                        if number == 0 { try await test.ingest([], claim: claim) }
                        group.addTask { _ = try await test.ingest([], claim: claim) }
                    }
                    try await group.waitForAll()
                }
            }
            let full = try await test.store.earlierIngest(claim("k 0"))
            try owe("the oldest is kept at the bound", full != nil, true)
            try await test.ingest([], claim: claim("one past the bound"))
            try owe("the oldest", try await test.store.earlierIngest(claim("k 0")), nil)
            let second = try await test.store.earlierIngest(claim("one past the bound"))
            try owe("the newest is kept", second != nil, true)
        },
    ]
}
