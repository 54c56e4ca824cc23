import Testing

@testable import Channels

@Suite struct ModelCostsTests {
    @Test func `of a model that is not known the others' mean is taken`() {
        var costs = ModelCosts()
        #expect(costs.change(to: "ant") == nil)
        _ = costs.learnChange(to: "bee", took: .seconds(10))
        _ = costs.learnChange(to: "cricket", took: .seconds(20))
        #expect(costs.change(to: "ant") == .seconds(15))
        #expect(costs.change(to: "bee") == .seconds(10))
        #expect(costs.job(of: "bee") == nil)
    }

    @Test func `what is long ago fades`() {
        var costs = ModelCosts()
        for _ in 0..<50 { _ = costs.learnJob(of: "ant", took: .seconds(10)) }
        for _ in 0..<100 { _ = costs.learnJob(of: "ant", took: .seconds(2)) }
        let learnt = costs.job(of: "ant") ?? .zero
        #expect(learnt < .milliseconds(2_100))
    }

    @Test func `what was learnt is kept, and goes on`() {
        var costs = ModelCosts([
            ModelRecord(model: "ant", loads: 1, loadNanosecondsMean: 4_000_000_000)
        ])
        let record = costs.learnChange(to: "ant", took: .seconds(2))
        #expect(record.loads == 2)
        #expect(record.loadNanosecondsMean == 3_000_000_000)
    }
}
