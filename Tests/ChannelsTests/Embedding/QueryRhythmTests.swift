import Testing

@testable import Channels

/// When bulk may begin after a query.
@Suite struct QueryRhythmTests {
    private let grace = Duration.milliseconds(30)

    private func rhythm(_ milliseconds: [Int]) -> QueryRhythm {
        var rhythm = QueryRhythm()
        for pause in milliseconds { rhythm.saw(pause: .milliseconds(pause)) }
        return rhythm
    }

    private func wait(_ rhythm: QueryRhythm, after pause: Int, for time: Int) -> Duration? {
        rhythm.wait(after: .milliseconds(pause), for: .milliseconds(time), grace: grace)
    }

    @Test func `where little was seen the grace is waited for`() {
        let rhythm = rhythm([100, 100])
        #expect(wait(rhythm, after: 0, for: 10) == grace)
        #expect(wait(rhythm, after: 29, for: 10) == grace)
        #expect(wait(rhythm, after: 30, for: 10) == nil)
    }

    @Test func `bulk that fits between two queries begins at once`() {
        let rhythm = rhythm(Array(repeating: 100, count: 20))
        #expect(wait(rhythm, after: 0, for: 99) == nil)
        #expect(wait(rhythm, after: 0, for: 100) == .milliseconds(100) * 9 / 8)
        #expect(wait(rhythm, after: 50, for: 60) == .milliseconds(100) * 9 / 8)
    }

    @Test func `queries that follow at once on answers hold bulk for the grace`() {
        let rhythm = rhythm(Array(repeating: 1, count: 20))
        #expect(wait(rhythm, after: 0, for: 10) == .milliseconds(1) * 9 / 8)
        #expect(wait(rhythm, after: 2, for: 10) == grace)
        #expect(wait(rhythm, after: 30, for: 10) == nil)
    }

    @Test func `one query in four may meet bulk, and not more`() {
        #expect(wait(rhythm([5, 5, 50, 50, 50, 50, 50, 50]), after: 0, for: 10) == nil)
        #expect(wait(rhythm([5, 5, 5, 50, 50, 50, 50, 50]), after: 0, for: 10) != nil)
    }

    @Test func `a rare long pause is not begun before the grace is over`() {
        let rare = rhythm(Array(repeating: 1, count: 18) + [800, 800])
        #expect(wait(rare, after: 2, for: 10) == grace)
        #expect(wait(rare, after: 30, for: 10) == nil)
        let common = rhythm(Array(repeating: 1, count: 17) + [800, 800, 800])
        #expect(wait(common, after: 2, for: 10) == nil)
    }

    @Test func `what is long ago is forgotten`() {
        var rhythm = rhythm(Array(repeating: 1, count: 100))
        for _ in 0..<QueryRhythm.pausesMax { rhythm.saw(pause: .milliseconds(100)) }
        #expect(wait(rhythm, after: 0, for: 10) == nil)
    }
}
