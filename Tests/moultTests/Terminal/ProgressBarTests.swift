import Testing

@testable import moult

@Suite struct ProgressBarTests {
    private let bar = ProgressBar(label: "backfilling")

    private func terminal(_ columns: Int) -> Terminal {
        Terminal(isTerminal: true, windowColumns: columns, environment: ["NO_COLOR": "1"])
    }

    @Test func `a bar shows part, numbers, rate and time left`() {
        let progress = WorkProgress(done: 2_900, total: 5_000, perSecond: 300)
        let filled = String(repeating: "━", count: 16) + String(repeating: "─", count: 13)
        #expect(
            bar.line(progress, on: terminal(80))
                == "backfilling  \(filled)   58 %  2,900/5,000  300/s  7 s left"
        )
    }

    @Test(arguments: 1...120)
    func `a line never reaches the terminal's edge`(columns: Int) {
        let progress = WorkProgress(done: 4_999, total: 5_000, perSecond: 0.5)
        #expect(bar.line(progress, on: terminal(columns)).columns < columns)
    }

    @Test func `a hundred per cent are said when it is so`() {
        let almost = bar.line(WorkProgress(done: 9_999, total: 10_000), on: terminal(80))
        #expect(almost.contains(" 99 %"))
        #expect(bar.line(WorkProgress(done: 3, total: 3), on: terminal(80)).contains("100 %"))
    }

    @Test func `without a total there are numbers and no bar`() {
        let progress = WorkProgress(done: 1_200, perSecond: 80)
        #expect(bar.line(progress, on: terminal(80)) == "backfilling  1,200  80/s")
    }

    @Test func `more than all is all, and nothing to do is done`() {
        #expect(WorkProgress(done: 7, total: 5).fraction == 1)
        #expect(WorkProgress(done: 0, total: 0).fraction == 1)
    }

    @Test func `of what is done no time is left to tell`() {
        #expect(WorkProgress(done: 5, total: 5, perSecond: 1).timeLeft == nil)
        #expect(WorkProgress(done: 7, total: 5, perSecond: 1).timeLeft == nil)
        #expect(WorkProgress(done: 4, total: 5, perSecond: 1).timeLeft == .seconds(1))
    }

    @Test(arguments: [nil, 0, Double.nan, 1e-300])
    func `no time left is told where none can be known`(rate: Double?) {
        #expect(WorkProgress(done: 1, total: 5, perSecond: rate).timeLeft == nil)
    }
}
