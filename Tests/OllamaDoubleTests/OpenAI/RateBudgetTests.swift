import OllamaDouble
import Testing

@Suite struct RateBudgetTests {
    @Test func `a minute's worth may be taken at once, and no more`() {
        var budget = RateBudget(perMinute: 60)
        #expect(budget.take(60, at: .zero) == nil)
        #expect(budget.take(1, at: .zero) == .seconds(1))
    }

    @Test func `it comes back evenly, up to a minute's worth`() {
        var budget = RateBudget(perMinute: 60)
        #expect(budget.take(60, at: .zero) == nil)
        #expect(budget.remaining(at: .seconds(10)) == 10)
        #expect(budget.reset(at: .seconds(10)) == .seconds(50))
        #expect(budget.take(10, at: .seconds(10)) == nil)
        #expect(budget.take(1, at: .seconds(10)) == .seconds(1))
        #expect(budget.remaining(at: .seconds(1_000)) == 60)
    }

    @Test func `what is refused takes nothing`() {
        var budget = RateBudget(perMinute: 60)
        #expect(budget.take(61, at: .zero) == .seconds(1))
        #expect(budget.remaining(at: .zero) == 60)
    }
}
