import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    static func canarySet(_ number: Int = 0) -> CanarySet {
        CanarySet(
            canaries: ["b", "", "a\0\u{301}"].enumerated().map { position, text in
                CanarySet.Canary(
                    text: text,
                    values: StoreUnderTest.values((position + number) % 4)
                )
            },
            jitter: 1e-7,
            atUnixMs: 70 + Int64(number)
        )
    }

    static let canaryCases: [Case] = [
        Case("a space's canaries come back in their order, bit for bit") { test in
            try owe("before", try await test.store.canaries(of: test.active.id), nil)
            let kept = try await test.store.keep(canarySet(), of: test.active.id)
            try owe("the kept set", kept, canarySet())
            let read = try await test.store.canaries(of: test.active.id)
            try owe("the set", read, canarySet())
            let building = try await test.start().space.id
            try owe("another space's", try await test.store.canaries(of: building), nil)
        },
        Case("a space has one set, and whoever comes later is told of it") { test in
            _ = try await test.store.keep(canarySet(), of: test.active.id)
            let second = try await test.store.keep(canarySet(1), of: test.active.id)
            try owe("the answer", second, canarySet())
            try owe("the set", try await test.store.canaries(of: test.active.id), canarySet())
        },
        Case("of two sets at once, one is kept and both are told of it") { test in
            let space = test.active.id
            async let first = test.store.keep(canarySet(0), of: space)
            async let second = test.store.keep(canarySet(1), of: space)
            let answers = [try await first, try await second]
            let kept = try owed("a set", try await test.store.canaries(of: space))
            try owe("the answers", answers, [kept, kept])
        },
        Case("no canaries are kept for a space that is unknown or pruned") { test in
            let building = try await test.start()
            _ = try await test.store.end(building.epoch, as: .failed, reason: "", atUnixMs: 40)
            _ = try await test.store.prune(building.space.id, limit: 10)
            for space in [building.space.id, SpaceID(rawValue: 99)] {
                try await oweError(.notFound, from: "keep") {
                    _ = try await test.store.keep(canarySet(), of: space)
                }
                try owe("the set", try await test.store.canaries(of: space), nil)
            }
        },
    ]

    static let queryCases: [Case] = [
        Case("queries are kept one row a text, with its latest time, newest first") { test in
            try await test.record([("moth", 5), ("crab", 6), ("moth", 9), ("crab", 2)])
            try await test.record([("caf\u{E9}", 7), ("cafe\u{301}", 8), ("a\0b", 1), ("", 1)])
            let found = try await test.store.recordedQueries(limit: 10)
            let texts = ["moth", "cafe\u{301}", "caf\u{E9}", "crab", "", "a\0b"]
            try owe("texts", found.map { Array($0.text.utf8) }, texts.map { Array($0.utf8) })
            try owe("times", found.map(\.atUnixMs), [9, 8, 7, 6, 1, 1])
            let two = try await test.store.recordedQueries(limit: 2)
            try owe("at most the limit", two.map(\.atUnixMs), [9, 8])
            try owe("their number", try await test.store.counts().recordedQueries, 6)
        },
        Case("past their number the oldest queries go") { test in
            try await test.record([("a", 3), ("b", 1), ("c", 2)], most: 3)
            let full = try await test.store.recordedQueries(limit: 10)
            try owe("at the bound", full.map(\.text), ["a", "c", "b"])
            try await test.record([("d", 2)], most: 3)
            let past = try await test.store.recordedQueries(limit: 10)
            try owe("one past it", past.map(\.text), ["a", "d", "c"])
            try await test.record([("b", 9)], most: 1)
            let one = try await test.store.recordedQueries(limit: 10)
            try owe("a lower bound", one.map(\.text), ["b"])
            try await test.record([], most: 0)
            let none = try await test.store.recordedQueries(limit: 10)
            try owe("no bound's worth", none, [])
        },
        Case("queries from before the oldest time go, and one at it stays") { test in
            try await test.record([("before", 99), ("at", 100), ("behind", 101)])
            try await test.record([], oldestUnixMs: 100)
            let found = try await test.store.recordedQueries(limit: 10)
            try owe("the rest", found.map(\.text), ["behind", "at"])
            try await test.record([("late", 50)], oldestUnixMs: 100)
            let same = try await test.store.recordedQueries(limit: 10)
            try owe("one that comes too late", same, found)
        },
    ]
}

extension StoreUnderTest {
    func record(
        _ queries: [(text: String, atUnixMs: Int64)],
        most: Int = 100,
        oldestUnixMs: Int64 = 0
    ) async throws {
        try await store.record(
            queries.map { RecordedQuery(text: $0.text, atUnixMs: $0.atUnixMs) },
            most: most,
            oldestUnixMs: oldestUnixMs
        )
    }
}
