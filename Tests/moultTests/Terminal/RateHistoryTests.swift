import Testing

@testable import moult

@Suite struct RateHistoryTests {
    @Test func `the highest rate is as high as can be, the newest at the right`() {
        var history = RateHistory(slotMs: 1_000, slotsMax: 10)
        for (second, rate) in [0.0, 50, 100].enumerated() {
            history.record(rate, atUnixMs: Int64(second) * 1_000)
        }
        #expect(history.line(columns: 10) == "▁▅█")
        #expect(history.line(columns: 2) == "▅█")
        #expect(history.span == .seconds(3))
    }

    @Test func `a slot shows the mean of its samples, and a gap the one before it`() {
        var history = RateHistory(slotMs: 1_000, slotsMax: 10)
        history.record(0, atUnixMs: 0)
        history.record(100, atUnixMs: 500)
        history.record(100, atUnixMs: 3_000)
        #expect(history.line(columns: 10) == "▅▅▅█")
    }

    @Test func `only the last slots are kept`() {
        var history = RateHistory(slotMs: 1_000, slotsMax: 3)
        for second in 0..<100 { history.record(Double(second), atUnixMs: Int64(second) * 1_000) }
        #expect(history.line(columns: 80).count == 3)
    }

    @Test func `one sample, or none above zero, is no line`() {
        var history = RateHistory()
        history.record(5, atUnixMs: 0)
        #expect(history.line(columns: 40) == "")
        var idle = RateHistory(slotMs: 1_000)
        idle.record(0, atUnixMs: 0)
        idle.record(0, atUnixMs: 5_000)
        idle.record(.nan, atUnixMs: 6_000)
        #expect(idle.line(columns: 40) == "")
    }
}
