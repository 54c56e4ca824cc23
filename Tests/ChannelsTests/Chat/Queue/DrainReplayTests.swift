import TestSupport
import Testing

@testable import Channels

@Suite struct DrainReplayTests {
    /// Jobs of three models at random moments, each of a second or so.
    static func arrivals(_ count: Int, seed: UInt64, within seconds: Int) -> [QueueEntry] {
        var random = SeededNumbers(seed: seed)
        return (1...count).map { number in
            QueueEntry(
                id: JobID(rawValue: Int64(number)),
                model: ["ant", "bee", "cricket"][Int.random(in: 0...2, using: &random)],
                priority: .normal,
                submitted: .milliseconds(Int.random(in: 0...seconds * 1_000, using: &random))
            )
        }
    }

    private func replay(
        _ arrivals: [QueueEntry],
        _ policy: DrainPolicy = DrainPolicy(),
        change: Duration = .seconds(5)
    ) -> (begun: [DrainReplay.Beginning], changes: Int) {
        var replay = DrainReplay(
            policy,
            arrivals: arrivals,
            change: { _ in change },
            service: { _ in .seconds(1) }
        )
        var begun: [DrainReplay.Beginning] = []
        while let next = replay.next() { begun.append(next) }
        return (begun, replay.modelChanges)
    }

    @Test(arguments: 1...20)
    func `each of a thousand jobs begins once, after it came`(seed: UInt64) {
        let arrivals = Self.arrivals(1_000, seed: seed, within: 1_000)
        let (begun, _) = replay(arrivals)
        #expect(Set(begun.map(\.entry.id)).count == 1_000)
        #expect(begun.count == 1_000)
        #expect(begun.allSatisfy { $0.at >= $0.entry.submitted })
        #expect(zip(begun, begun.dropFirst()).allSatisfy { $0.at < $1.at })
    }

    @Test(arguments: 1...20)
    func `draining by model changes far less often than taking jobs as they come`(seed: UInt64) {
        let arrivals = Self.arrivals(1_000, seed: seed, within: 1_000)
        let ordered = arrivals.sorted()
        let asTheyCome = zip(ordered, ordered.dropFirst()).count { $0.model != $1.model }
        // A drain of 20 jobs a change, if it were always full.
        #expect(replay(arrivals).changes * 8 < asTheyCome)
    }

    @Test(arguments: 1...20)
    func `however late all are, changes stay a bounded part of the time`(seed: UInt64) {
        let arrivals = Self.arrivals(600, seed: seed, within: 1)
        let (begun, changes) = replay(arrivals, change: .seconds(15))
        // Each change of 15 s is followed by 30 s of jobs, or by all that there are.
        #expect(changes <= 600 / 20 + 3)
        #expect(begun.count == 600)
    }

    @Test(arguments: 1...20)
    func `with room to spare nobody waits beyond the age bound, a job and a change`(seed: UInt64) {
        var policy = DrainPolicy()
        policy.waitMax = .seconds(60)
        policy.timeMax = .seconds(40)
        let arrivals = Self.arrivals(500, seed: seed, within: 2_000)
        let (begun, _) = replay(arrivals, policy, change: .seconds(2))
        let longest = begun.map { $0.at - $0.entry.submitted }.max() ?? .zero
        #expect(longest <= policy.waitMax + .seconds(1) + .seconds(2))
    }

    @Test func `a thousand waiting jobs take a change for each twenty`() {
        var queue = JobQueue()
        for entry in Self.arrivals(1_000, seed: 7, within: 10) { queue.insert(entry) }
        var replay = DrainReplay(
            DrainPolicy(),
            queue: queue,
            drain: Drain(since: .zero),
            from: .seconds(10),
            change: { _ in .seconds(15) },
            service: { _ in .seconds(1) }
        )
        var count = 0
        while replay.next() != nil { count += 1 }
        #expect(count == 1_000)
        #expect(replay.modelChanges <= 1_000 / 20 + 3)
    }
}
