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

    private static func counts(_ items: Int, _ embedded: Int) -> SpaceCounts {
        SpaceCounts(items: items, embedded: embedded, vectors: embedded)
    }

    @Test func `what is stored between two counts is counted on`() {
        var gauge = ProgressGauge(limits: .standard, at: .zero)
        let beginnings = (0..<2).map { _ in gauge.beginCount(at: .zero) }
        #expect(beginnings == [true, false])
        gauge.endCount(Self.counts(1_000, 0), at: .zero)
        for second in 1...10 { gauge.stored(10, at: .seconds(second)) }
        #expect(gauge.counts?.embedded == 100)
        #expect(gauge.rate(at: .seconds(10)) == 10)
    }

    @Test func `the rate forgets what is older than its window`() {
        var gauge = ProgressGauge(limits: .standard, at: .zero)
        gauge.endCount(Self.counts(1_000, 0), at: .zero)
        gauge.stored(500, at: .seconds(1))
        #expect(gauge.rate(at: .seconds(2)) == 250)
        #expect(gauge.rate(at: .seconds(12)) == 0)
    }

    @Test(arguments: [(nil, 4.0), (8.0, 4.0), (4.0, 16.0)] as [(Double?, Double)])
    func `a rate that is turned lets nothing through by itself`(old: Double?, new: Double) {
        var throttle = Throttle(itemsPerSecondMax: old, at: .zero)
        throttle.charge(8, at: .zero)
        let turned = throttle.retuned(itemsPerSecondMax: new, at: .zero)
        let debt = old == nil ? 0 : 8 / new
        #expect(turned.opensAt == .seconds(debt))
        // Again and again: no item is won by it.
        var again = turned
        for _ in 0..<10 { again = again.retuned(itemsPerSecondMax: new, at: .zero) }
        #expect(again.opensAt == turned.opensAt)
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
