import Testing

@testable import moult

@Suite struct RateEstimateTests {
    @Test func `one sample tells no rate`() {
        var estimate = RateEstimate()
        #expect(estimate.perSecond == nil)
        estimate.record(done: 5, at: .seconds(1))
        #expect(estimate.perSecond == nil)
        estimate.record(done: 9, at: .seconds(1))
        #expect(estimate.perSecond == nil)
    }

    @Test func `the rate is that of the window`() {
        var estimate = RateEstimate(window: .seconds(10))
        for second in 0...100 {
            estimate.record(done: second < 50 ? 0 : (second - 50) * 7, at: .seconds(second))
        }
        #expect(estimate.perSecond == 7)
    }

    @Test func `work that stands still comes down to nothing`() {
        var estimate = RateEstimate(window: .seconds(10))
        estimate.record(done: 0, at: .zero)
        estimate.record(done: 100, at: .seconds(1))
        for second in 2...30 { estimate.record(done: 100, at: .seconds(second)) }
        #expect(estimate.perSecond == 0)
    }

    @Test func `many samples in a moment count like one`() {
        var estimate = RateEstimate(window: .seconds(10), samplesMax: 10)
        for tick in 0...10_000 { estimate.record(done: tick, at: .milliseconds(tick)) }
        #expect(estimate.perSecond == 1_000)
    }
}
