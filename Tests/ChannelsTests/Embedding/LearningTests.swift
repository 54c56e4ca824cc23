import Testing

@testable import Channels

/// What is learned of a provider, and what is remembered of its answers.
@Suite struct LearningTests {
    @Test func `a request's cost and its texts' are told apart`() {
        var cost = RequestCost()
        for texts in [1, 4, 2, 8, 3, 6] {
            let weight = Double(texts) * 100
            cost.learn(weight: weight, took: .milliseconds(143 + 7 * texts))
        }
        #expect(abs(cost.fixed - .milliseconds(143)) < .milliseconds(1))
        #expect(abs(cost.time(ofWeight: 1_000) - .milliseconds(70)) < .milliseconds(1))
    }

    @Test func `a provider that changes is learned anew`() {
        var cost = RequestCost()
        for texts in 1...100 {
            cost.learn(weight: Double(texts % 8 + 1) * 100, took: .milliseconds(10))
        }
        for texts in 1...100 {
            cost.learn(weight: Double(texts % 8 + 1) * 100, took: .milliseconds(50))
        }
        #expect(abs(cost.fixed - .milliseconds(50)) < .milliseconds(2))
    }

    @Test func `larger requests never count as quicker`() {
        var cost = RequestCost()
        cost.learn(weight: 100, took: .milliseconds(50))
        cost.learn(weight: 1_000, took: .milliseconds(10))
        #expect(cost.time(ofWeight: 1_000) == .zero)
        #expect(cost.fixed > .zero)
    }

    @Test func `the limit rises while company costs nothing, up to its bound`() {
        var limit = ConcurrencyLimit(most: 3)
        for _ in 0..<100 { limit.answered(slowness: 1, hadCompany: true, isWanted: true) }
        #expect(limit.current == 3)
    }

    @Test func `the limit does not rise when nothing more is wanted`() {
        var limit = ConcurrencyLimit(most: 3)
        for _ in 0..<100 { limit.answered(slowness: 1, hadCompany: false, isWanted: false) }
        #expect(limit.current == 1)
    }

    @Test func `two slow answers in a row halve it, one does not`() {
        var limit = ConcurrencyLimit(most: 4)
        for _ in 0..<100 { limit.answered(slowness: 1, hadCompany: true, isWanted: true) }
        limit.answered(slowness: 2, hadCompany: true, isWanted: true)
        limit.answered(slowness: 1, hadCompany: true, isWanted: true)
        limit.answered(slowness: 2, hadCompany: true, isWanted: true)
        #expect(limit.current == 4)
        limit.answered(slowness: 2, hadCompany: true, isWanted: true)
        #expect(limit.current == 2)
    }

    @Test func `where more does not help it is tried ever less often`() {
        var limit = ConcurrencyLimit(most: 4)
        var tries: [Int] = []
        for answer in 0..<2_000 {
            let before = limit.current
            limit.answered(
                slowness: limit.current > 1 ? 2 : 1,
                hadCompany: limit.current > 1,
                isWanted: true
            )
            if limit.current > before { tries.append(answer) }
        }
        let gaps = zip(tries, tries.dropFirst()).map { $1 - $0 }
        #expect(gaps.first == 18)
        #expect(gaps.last == ConcurrencyLimit.patience.upperBound + ConcurrencyLimit.slowMax)
    }

    @Test func `a provider that takes many requests is given them`() {
        var rig = MachineRig(textsMax: 4)
        rig.ask((0..<2_000).map { "document \($0)" }, .bulk)
        for _ in 0..<60 {
            rig.advance(by: .milliseconds(100))
            for _ in rig.underWay { rig.answer() }
        }
        #expect(rig.underWay.count == rig.machine.settings.concurrencyMax)
    }

    @Test func `a provider with one place is asked one request at a time`() {
        var rig = MachineRig(textsMax: 4)
        rig.ask((0..<2_000).map { "document \($0)" }, .bulk)
        var most = 0
        for answer in 0..<300 {
            rig.advance(by: .milliseconds(5) + .milliseconds(10) * rig.nextTexts.count)
            rig.answer()
            if answer > 150 { most += rig.underWay.count }
        }
        #expect(most < 170)
    }

    @Test func `an outage lowers the limit`() {
        var limit = ConcurrencyLimit(most: 4)
        for _ in 0..<100 { limit.answered(slowness: 1, hadCompany: true, isWanted: true) }
        limit.lower()
        #expect(limit.current == 2)
    }
}

@Suite struct VectorCacheTests {
    private func key(_ text: String) -> TextKey {
        TextKey(text: text, shape: TextKey.Shape(dimensions: 2, truncates: false))
    }

    private let text = EmbeddedText(vector: [0, 1], tokens: .counted(1), isTruncated: false)

    /// What an entry with a text of one byte costs.
    private var cost: Int { VectorCache.cost(of: text, for: key("a")) }

    @Test func `as much is kept as fits, and not one more`() {
        var cache = VectorCache(bytesMax: 2 * cost)
        for name in ["a", "b"] { cache.insert(text, for: key(name)) }
        #expect(cache.count == 2)
        cache.insert(text, for: key("c"))
        #expect(cache.count == 2)
        #expect(cache.bytes == 2 * cost)
        #expect(cache.text(for: key("a")) == nil)
    }

    @Test func `what was asked for last stays`() {
        var cache = VectorCache(bytesMax: 2 * cost)
        for name in ["a", "b"] { cache.insert(text, for: key(name)) }
        #expect(cache.text(for: key("a")) == text)
        cache.insert(text, for: key("c"))
        #expect(cache.text(for: key("a")) == text)
        #expect(cache.text(for: key("b")) == nil)
    }

    @Test func `other widths and other permissions are other texts`() {
        var cache = VectorCache(bytesMax: 1_000)
        cache.insert(text, for: key("a"))
        let wider = TextKey(text: "a", shape: TextKey.Shape(dimensions: 3, truncates: false))
        let cut = TextKey(text: "a", shape: TextKey.Shape(dimensions: 2, truncates: true))
        #expect(cache.text(for: wider) == nil)
        #expect(cache.text(for: cut) == nil)
    }

    @Test func `a cache of no bytes keeps nothing`() {
        var cache = VectorCache(bytesMax: 0)
        cache.insert(text, for: key("a"))
        #expect(cache.text(for: key("a")) == nil)
    }

    @Test func `ever more uses take no more room`() {
        var cache = VectorCache(bytesMax: 10 * cost)
        for round in 0..<10_000 {
            cache.insert(text, for: key("\(round % 10)"))
            _ = cache.text(for: key("\(round % 7)"))
        }
        #expect(cache.count == 10)
        #expect(cache.usesCount < 200)
    }
}

private func abs(_ duration: Duration) -> Duration { max(duration, .zero - duration) }
