import Knowledge
import Spaces
import Synchronization
import TestSupport
import Testing
import Waiting

@testable import Migration

/// What subscribers hear.
struct WatchTests {
    typealias Step = WatchCursor.Step

    private static func cursor(after sequence: Int64 = 0) -> WatchCursor {
        WatchCursor(after: sequence, interval: .seconds(1), heartbeat: .seconds(15), at: .zero)
    }

    private static func offer(
        _ sequence: Int64,
        _ version: Int,
        hasEnded: Bool = false
    ) -> WatchCursor.Offer {
        WatchCursor.Offer(sequence: sequence, progressVersion: version, hasEnded: hasEnded)
    }

    @Test func `changes come before progress, and progress at the rate asked for`() {
        var cursor = Self.cursor()
        #expect(cursor.next(Self.offer(2, 1), at: .zero) == .changes(after: 0))
        cursor.saidChange(2, at: .zero)
        #expect(cursor.next(Self.offer(2, 1), at: .zero) == .progress)
        cursor.saidProgress(1, at: .zero)
        let early = cursor.next(Self.offer(2, 9), at: .milliseconds(999))
        #expect(early == .wait(until: .seconds(1)))
        #expect(cursor.next(Self.offer(2, 9), at: .seconds(1)) == .progress)
        cursor.saidProgress(9, at: .seconds(1))
        #expect(cursor.next(Self.offer(3, 9), at: .seconds(1)) == .changes(after: 2))
    }

    @Test func `a heartbeat comes after 15 s of silence, not before`() {
        var cursor = Self.cursor(after: 2)
        cursor.saidProgress(1, at: .zero)
        let offer = Self.offer(2, 1)
        #expect(cursor.next(offer, at: .seconds(14)) == .wait(until: .seconds(15)))
        #expect(cursor.next(offer, at: .seconds(15)) == .heartbeat)
        cursor.saidHeartbeat(at: .seconds(15))
        #expect(cursor.next(offer, at: .seconds(15)) == .wait(until: .seconds(16)))
    }

    @Test func `at the end the latest progress comes once more, then the last change`() {
        var cursor = Self.cursor(after: 2)
        cursor.saidProgress(1, at: .zero)
        let offer = Self.offer(3, 2, hasEnded: true)
        #expect(cursor.next(offer, at: .milliseconds(1)) == .progress)
        cursor.saidProgress(2, at: .milliseconds(1))
        #expect(cursor.next(offer, at: .milliseconds(1)) == .changes(after: 2))
        cursor.saidChange(3, at: .milliseconds(1))
        #expect(cursor.next(offer, at: .milliseconds(1)) == .close)
    }

    @Test func `a subscriber that comes late hears the latest progress, and none that it missed`() {
        var cursor = Self.cursor()
        cursor.saidProgress(1, at: .zero)
        #expect(cursor.next(Self.offer(0, 900), at: .seconds(60)) == .progress)
        cursor.saidProgress(900, at: .seconds(60))
        let next = cursor.next(Self.offer(0, 900), at: .seconds(61))
        #expect(next == .wait(until: .seconds(62)))
    }

    @Test func `a late ring does not slow the rate`() {
        var cursor = WatchCursor(
            after: 0,
            interval: .milliseconds(200),
            heartbeat: .seconds(15),
            at: .zero
        )
        var said = 0
        for tick in 0..<50 {
            // Each ring comes a little after its tick.
            let now = Duration.milliseconds(tick * 100 + 7)
            guard case .progress = cursor.next(Self.offer(0, tick + 1), at: now) else { continue }
            cursor.saidProgress(tick + 1, at: now)
            said += 1
        }
        #expect(said == 25)
    }

    @Test func `an item is encoded once for all who send it`() {
        let item = FeedItem(.heartbeat(atUnixMs: 1))
        var times = 0
        for _ in 0..<3 {
            let bytes = item.encoded { _ in
                times += 1
                return [1, 2, 3]
            }
            #expect(bytes == [1, 2, 3])
        }
        #expect(times == 1)
    }

    private static func change(_ sequence: Int64) -> PhaseChange {
        PhaseChange(
            epoch: Epoch(rawValue: 2),
            sequence: sequence,
            from: .paused,
            to: .backfilling,
            reason: "",
            atUnixMs: 0
        )
    }

    @Test func `a feed keeps its last 64 changes at hand and names older ones as gone`() {
        let feed = MigrationFeed(newest: 0, limits: .standard)
        for sequence in 1...64 { feed.announce(Self.change(Int64(sequence))) }
        #expect(feed.changes(after: 0)?.count == 64)
        feed.announce(Self.change(65))
        #expect(feed.changes(after: 0) == nil)
        #expect(feed.changes(after: 1)?.count == 64)
        // A gap: what is before it may only be read from the store.
        feed.announce(Self.change(67))
        #expect(feed.changes(after: 65) == nil)
        #expect(feed.changes(after: 66)?.map(\.sequence) == [67])
    }

    @Test func `of all that rings for a subscriber who is away, one ring is kept`() async throws {
        let feed = MigrationFeed(newest: 0, limits: .standard)
        let place = try #require(feed.enter())
        for sequence in 1...100 { feed.announce(Self.change(Int64(sequence))) }
        feed.leave(place)
        var rings = 0
        for await _ in place.rings { rings += 1 }
        #expect(rings == 1)
    }

    @Test func `one look at the progress serves everybody for a while`() {
        let feed = MigrationFeed(newest: 0, limits: .standard)
        var looks = 0
        func look(at now: Duration, embedded: Int) -> Int {
            let progress = MigrationProgress(
                total: 9,
                embedded: embedded,
                itemsPerSecond: 0,
                eta: .unknown(""),
                stored: 0
            )
            return feed.progress(
                at: now,
                unixMs: { 0 },
                fresh: {
                    looks += 1
                    return progress
                }
            ).version
        }
        #expect(look(at: .zero, embedded: 1) == 1)
        #expect(look(at: .milliseconds(99), embedded: 2) == 1)
        #expect(looks == 1)
        #expect(look(at: .milliseconds(100), embedded: 2) == 2)
        #expect(look(at: .milliseconds(200), embedded: 2) == 2)
    }

    @Test func `one tick wakes whoever is due and nobody else`() async throws {
        let feed = MigrationFeed(newest: 0, limits: .standard)
        let clock = ManualClock()
        let timeline = Timeline(clock)
        let soon = try #require(feed.enter())
        let late = try #require(feed.enter())
        let heard = Heard()
        await withDiscardingTaskGroup { group in
            group.addTask { await feed.keepTime(on: timeline, every: .milliseconds(100)) }
            let isLateAwake = Signal()
            group.addTask {
                await feed.wait(at: soon, until: .milliseconds(130))
                heard.append(1)
            }
            group.addTask {
                await feed.wait(at: late, until: .seconds(1_000_000))
                heard.append(2)
                isLateAwake.fire()
            }
            while heard.sequences.isEmpty {
                await clock.sleeper(dueIn: .milliseconds(100))
                clock.advance(by: .milliseconds(100))
            }
            #expect(heard.sequences == [1])
            feed.announce(Self.change(1))
            await isLateAwake.wait()
            #expect(heard.sequences == [1, 2])
            group.cancelAll()
        }
    }

    @Test func `the subscribers have their bound`() {
        var limits = MigrationLimits.standard
        limits.subscribersMax = 2
        let feed = MigrationFeed(newest: 0, limits: limits)
        let first = feed.enter()
        #expect(first != nil)
        #expect(feed.enter() != nil)
        #expect(feed.enter() == nil)
        if let first { feed.leave(first) }
        #expect(feed.enter() != nil)
    }

    @Test func `a subscriber that takes nothing holds up neither the migration nor the others`()
        async throws
    {
        let bench = try await Bench(items: 30)
        try await bench.running { migrations in
            try await bench.start()
            let goOn = Signal()
            let isStuck = Signal()
            let heard = Heard()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { @Sendable in
                    try await migrations.watch(nil, after: 0, interval: .seconds(1)) { item in
                        isStuck.fire()
                        await goOn.wait()
                        guard case .change(let change, _) = item.event else { return }
                        heard.append(change.sequence)
                    }
                }
                await isStuck.wait()
                try await bench.changes(until: .finished)
                goOn.fire()
                try await group.waitForAll()
            }
            let last = try await migrations.get(nil).record.sequence
            #expect(heard.sequences == Array(1...last))
        }
    }

    @Test func `a watch goes on behind the sequence it names, and ends`() async throws {
        let bench = try await Bench(items: 3)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            let end = try await migrations.get(nil).record.sequence
            for migrations in [migrations, bench.restarted()] {
                for after in 0...end {
                    var heard: [Int64] = []
                    var last: FeedItem?
                    try await migrations.watch(epoch, after: after, interval: .seconds(1)) {
                        last = $0
                        if case .change(let change, _) = $0.event { heard.append(change.sequence) }
                    }
                    #expect(heard == Array((after + 1)..<(end + 1)))
                    #expect(last?.isFinal == true)
                }
            }
        }
    }

    @Test func `a watch of what does not exist is refused`() async throws {
        let bench = try await Bench(items: 0)
        for epoch in [nil, Epoch(rawValue: 9)] {
            let error = await #expect(throws: MigrationError.self) {
                try await bench.migrations.watch(epoch, after: 0, interval: .seconds(1)) { _ in }
            }
            #expect(error?.code == .notFound)
        }
    }
}
