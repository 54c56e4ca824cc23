import Knowledge
import Spaces
import Synchronization
import TestSupport
import Testing

@testable import Migration

/// Quarantine, listed and retried.
struct QuarantineCommandTests {
    private static func refuse(
        _ numbers: ClosedRange<Int>,
        in bench: Bench,
        _ space: SpaceID
    )
        async throws
    {
        let items = try await bench.store.items(
            at: numbers.map { ItemKey(key: "item-\($0)") }
        )
        let refusals = items.compactMap(\.self).map {
            ItemRefusal(item: $0.id, revision: $0.revision, reason: "It is bad.")
        }
        _ = try await bench.store.quarantine(refusals, in: space, atUnixMs: 3)
    }

    @Test func `the building space's quarantine is listed page by page and retried by key`()
        async throws
    {
        let bench = try await Bench(items: 5)
        guard case .started(let record) = try await bench.store.start(Fixtures.request()) else {
            Issue.record("it did not start")
            return
        }
        try await Self.refuse(0...2, in: bench, record.space.id)
        let first = try await bench.migrations.quarantine(of: nil, after: nil, limit: 2)
        #expect(first.epoch == record.epoch)
        #expect(first.target == Bench.target)
        #expect(first.total == 3)
        #expect(first.items.map(\.key.key) == ["item-0", "item-1"])
        let second = try await bench.migrations.quarantine(
            of: nil,
            after: first.items.last?.item,
            limit: 2
        )
        #expect(second.items.map(\.key.key) == ["item-2"])
        #expect(second.total == 3)
        let retry = try await bench.migrations.retryQuarantine(
            of: nil,
            keys: [ItemKey(key: "item-1"), ItemKey(key: "item-4")]
        )
        #expect(retry == QuarantineRetry(epoch: record.epoch, retrying: 1))
        let after = try await bench.migrations.quarantine(of: nil, after: nil, limit: 10)
        #expect(after.items.map(\.state) == [.refused, .retrying, .refused])
        let all = try await bench.migrations.retryQuarantine(of: record.epoch, keys: [])
        #expect(all.retrying == 2)
    }

    @Test func `a retry in the active space wakes whoever heals it`() async throws {
        let wakes = Atomic(0)
        let wake: @Sendable () -> Void = { wakes.add(1, ordering: .relaxed) }
        let bench = try await Bench(items: 0, healerWakeUp: wake)
        let page = try await bench.migrations.quarantine(of: nil, after: nil, limit: 1)
        #expect(page.epoch == Epoch(rawValue: 1))
        let retry = try await bench.migrations.retryQuarantine(of: nil, keys: [])
        #expect(retry == QuarantineRetry(epoch: Epoch(rawValue: 1), retrying: 0))
        #expect(wakes.load(ordering: .relaxed) == 1)
    }

    @Test func `pages, keys and epochs have their bounds`() async throws {
        let bench = try await Bench(items: 0)
        for (limit, isTaken) in [(0, false), (1, true), (1_000, true), (1_001, false)] {
            let page = try? await bench.migrations.quarantine(of: nil, after: nil, limit: limit)
            #expect((page != nil) == isTaken)
        }
        for (count, isTaken) in [(1_000, true), (1_001, false)] {
            let keys = (0..<count).map { ItemKey(key: "item-\($0)") }
            let retry = try? await bench.migrations.retryQuarantine(of: nil, keys: keys)
            #expect((retry != nil) == isTaken)
        }
        let unknown = await #expect(throws: MigrationError.self) {
            try await bench.migrations.quarantine(of: Epoch(rawValue: 9), after: nil, limit: 1)
        }
        #expect(unknown?.code == .notFound)
    }
}
