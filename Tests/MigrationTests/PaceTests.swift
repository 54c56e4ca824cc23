import Knowledge
import Spaces
import Testing

@testable import Migration

/// Throttle, back-off and gauge.
struct PaceTests {
    @Test(arguments: [0.5, 1, 3, 7, 200, 12_345.678])
    func `a rate is kept exactly over a long run, whatever the batches`(rate: Double) {
        var throttle = Throttle(itemsPerSecondMax: rate, at: .zero)
        var random = SeededGenerator(seed: 5)
        let end = Duration.seconds(10_000)
        var now: Duration = .zero
        var items = 0
        while now < end {
            if throttle.isOpen(at: now) {
                let batch = Int.random(in: 1...throttle.batchItemsMax, using: &random)
                throttle.charge(batch, at: now)
                items += batch
            }
            // Woken late by up to 50 ms.
            let late = Duration.milliseconds(Int.random(in: 0..<50, using: &random))
            now = max(throttle.opensAt, now) + late
        }
        let most = rate * 10_000
        #expect(Double(items) <= most + rate + Double(throttle.batchItemsMax))
        #expect(Double(items) >= most - Double(throttle.batchItemsMax) - rate)
    }

    @Test func `no more than a second is made up for`() {
        var throttle = Throttle(itemsPerSecondMax: 10, at: .zero)
        var items = 0
        let now = Duration.seconds(100)
        while throttle.isOpen(at: now) {
            throttle.charge(1, at: now)
            items += 1
        }
        #expect(items == 11)
    }

    @Test func `no rate is no limit`() {
        var throttle = Throttle(itemsPerSecondMax: nil, at: .zero)
        throttle.charge(1_000_000, at: .zero)
        #expect(throttle.isOpen(at: .zero))
    }

    @Test func `rests double up to their bound, and begin again after a success`() {
        var backoff = Backoff(first: .seconds(1), longest: .seconds(60), seed: 3)
        for full in [1, 2, 4, 8, 16, 32, 60, 60] {
            let rest = backoff.fail()
            #expect(rest <= .seconds(full))
            #expect(rest >= .seconds(full) * (1 - Backoff.jitterShare))
        }
        backoff.succeed()
        let rest = backoff.fail()
        #expect(rest <= .seconds(1))
    }

    @Test func `the same seed rests the same`() {
        var one = Backoff(first: .seconds(1), longest: .seconds(60), seed: 3)
        var other = Backoff(first: .seconds(1), longest: .seconds(60), seed: 3)
        let rests = (0..<10).map { _ in one.fail() }
        let others = (0..<10).map { _ in other.fail() }
        #expect(rests == others)
    }

    private static func walking() -> MigrationMachine.State {
        .walking(Walk(after: .none), shownAs: .backfilling)
    }

    private static func counts(_ items: Int, _ embedded: Int) -> SpaceCounts {
        SpaceCounts(items: items, embedded: embedded, vectors: embedded)
    }

    @Test func `the ETA is what is missing over the rate`() {
        var gauge = ProgressGauge(limits: .standard, at: .zero)
        let beginnings = (0..<2).map { _ in gauge.beginCount(at: .zero) }
        #expect(beginnings == [true, false])
        gauge.endCount(Self.counts(1_000, 0), at: .zero)
        for second in 1...10 { gauge.stored(10, at: .seconds(second)) }
        let progress = gauge.progress(of: Self.walking(), reason: "", at: .seconds(10))
        #expect(progress.total == 1_000)
        #expect(progress.embedded == 100)
        #expect(progress.missing == 900)
        #expect(progress.itemsPerSecond == 10)
        #expect(progress.eta == .after(.seconds(90)))
    }

    @Test func `the rate forgets what is older than its window`() {
        var gauge = ProgressGauge(limits: .standard, at: .zero)
        gauge.endCount(Self.counts(1_000, 0), at: .zero)
        gauge.stored(500, at: .seconds(1))
        let soon = gauge.progress(of: Self.walking(), reason: "", at: .seconds(2))
        #expect(soon.itemsPerSecond == 250)
        let late = gauge.progress(of: Self.walking(), reason: "", at: .seconds(12))
        #expect(late.itemsPerSecond == 0)
        #expect(late.eta == .unknown("nothing was embedded in the last 10.0 seconds"))
    }

    @Test func `writes that come faster than they are embedded leave no ETA, with the numbers`() {
        var gauge = ProgressGauge(limits: .standard, at: .zero)
        gauge.endCount(Self.counts(1_000, 0), at: .zero)
        for second in 1...10 { gauge.stored(10, at: .seconds(second)) }
        gauge.endCount(Self.counts(1_300, 100), at: .seconds(10))
        let progress = gauge.progress(of: Self.walking(), reason: "", at: .seconds(10))
        guard case .unknown(let reason) = progress.eta else {
            Issue.record("\(progress.eta)")
            return
        }
        #expect(reason.contains("10 items a second are embedded, 30 come"))
    }

    @Test func `the counts are read again every ten seconds`() {
        var gauge = ProgressGauge(limits: .standard, at: .zero)
        _ = gauge.beginCount(at: .zero)
        gauge.endCount(nil, at: .seconds(1))
        #expect(gauge.nextCount == .seconds(11))
        let beginnings = [10, 11].map { gauge.beginCount(at: .seconds($0)) }
        #expect(beginnings == [false, true])
    }
}
