import Testing

@testable import Channels

/// Who goes out when.
@Suite struct LaneTests {
    @Test func `a lone query goes out at once`() {
        var rig = MachineRig()
        rig.ask(["a"])
        #expect(rig.underWay.map(\.texts) == [["a"]])
        #expect(rig.wake == nil)
    }

    @Test func `a query goes out beside bulk that is under way, without a delay`() {
        var rig = MachineRig()
        rig.ask(["document"], .bulk)
        rig.advance(by: .milliseconds(5))
        rig.ask(["query"])
        #expect(rig.underWay.map(\.texts) == [["document"], ["query"]])
    }

    @Test func `beside bulk one query's request goes out, and the next gather behind it`() {
        var rig = MachineRig()
        rig.ask(["document"], .bulk)
        for query in ["a", "b", "c"] { rig.ask([query]) }
        #expect(rig.underWay.map(\.texts) == [["document"], ["a"]])
        rig.advance(by: .milliseconds(15))
        rig.answer(1)
        #expect(rig.underWay.map(\.texts) == [["document"], ["b", "c"]])
    }

    @Test func `waiting queries overtake waiting bulk`() {
        var rig = MachineRig()
        rig.ask(["a"], .bulk)
        rig.ask(["b"], .bulk)
        rig.ask(["q1"])
        rig.ask(["q2"])
        rig.advance(by: .milliseconds(10))
        rig.answer(0)
        rig.answer(0)
        #expect(rig.underWay.map(\.texts) == [["q2"]])
    }

    @Test func `bulk begins when a query's grace is over`() {
        var rig = MachineRig()
        rig.ask(["q"])
        rig.ask(["document"], .bulk)
        rig.advance(by: .milliseconds(15))
        rig.answer()
        #expect(rig.underWay.isEmpty)
        rig.advance(by: .milliseconds(29))
        #expect(rig.underWay.isEmpty)
        rig.advance(by: .milliseconds(1))
        #expect(rig.underWay.map(\.texts) == [["document"]])
    }

    @Test func `the grace is bounded`() {
        var settings = EmbedSettings()
        settings.queryGraceMax = .milliseconds(100)
        var rig = MachineRig(settings)
        rig.ask(["q"])
        rig.ask(["document"], .bulk)
        rig.advance(by: .milliseconds(400))
        rig.answer()
        rig.advance(by: .milliseconds(99))
        #expect(rig.underWay.isEmpty)
        rig.advance(by: .milliseconds(1))
        #expect(rig.underWay.map(\.texts) == [["document"]])
    }

    @Test func `queries without a pause hold bulk up until its bound, once for each request`() {
        var rig = MachineRig()
        rig.ask(["warm"])
        rig.run(perRequest: .milliseconds(5), perText: .milliseconds(10))
        rig.ask((0..<40).map { "document \($0)" }, .bulk)
        rig.ask(["query"])
        let begun = rig.sent.count
        rig.run(perRequest: .milliseconds(5), perText: .milliseconds(10), until: .seconds(6.5)) {
            rig,
            answered in
            if answered.texts[0].hasPrefix("query") { rig.ask(["query \(rig.now)"]) }
        }
        let bulk = rig.sent[begun...].filter { $0.texts[0].hasPrefix("document") }.map(\.at)
        #expect(bulk.count == 3)
        let gaps = zip(bulk, bulk.dropFirst()).map { $1 - $0 }
        #expect(gaps.allSatisfy { $0 >= .seconds(1.9) && $0 <= .seconds(2) })
    }

    @Test func `where a query is slow, bulk waits its shorter bound`() {
        var rig = MachineRig()
        rig.ask(["query"])
        rig.advance(by: .milliseconds(5))
        rig.answer()
        rig.ask(["document"], .bulk)
        rig.ask(["hangs"])
        rig.advance(by: .seconds(1) - .nanoseconds(1))
        #expect(rig.underWay.map(\.texts) == [["hangs"]])
        rig.advance(by: .nanoseconds(1))
        #expect(rig.underWay.map(\.texts) == [["hangs"], ["document"]])
    }

    @Test func `steady queries meet no bulk, which has the pauses between them`() {
        var rig = MachineRig()
        rig.ask((0..<1_000).map { "document \($0)" }, .bulk)
        var slow = 0
        for query in 0..<200 {
            let due = Duration.milliseconds(100) * (query + 1)
            serve(&rig, until: due)
            let asked = rig.now
            let call = rig.ask(["query \(query)"])
            while rig.settled[call] == nil { serve(&rig, until: rig.now + .milliseconds(1)) }
            if query > 20, rig.now - asked > .milliseconds(20) { slow += 1 }
        }
        let documents = rig.sent.flatMap(\.texts).count { $0.hasPrefix("document") }
        #expect(slow <= 2)
        #expect(documents > 400)
    }

    /// A provider that takes 5 ms for a request and 10 for a text, one after another.
    private func serve(_ rig: inout MachineRig, until end: Duration) {
        while let next = rig.underWay.first {
            let begun = max(next.at, rig.lastAnswer)
            let done = begun + .milliseconds(5) + .milliseconds(10) * next.texts.count
            guard done <= end else { break }
            rig.advance(by: done - rig.now)
            rig.answer()
        }
        if rig.now < end {
            rig.advance(by: min(end - rig.now, .milliseconds(1)))
            if rig.now < end { serve(&rig, until: end) }
        }
    }

    @Test func `a query waits for one bulk request, and that is small while queries come`() {
        var rig = MachineRig()
        rig.ask(["warm"])
        rig.run(perRequest: .milliseconds(5), perText: .milliseconds(10))
        rig.advance(by: .milliseconds(100))
        rig.ask((0..<200).map { "document \($0)" }, .bulk)
        for _ in 0..<10 {
            rig.advance(by: .milliseconds(5) + .milliseconds(10) * rig.nextTexts.count)
            rig.answer()
        }
        #expect(rig.underWay.count == 1)
        #expect(rig.nextTexts.count <= 2)
    }

    @Test func `bulk requests grow to their time when no queries come`() {
        var rig = MachineRig()
        rig.ask((0..<1000).map { "document \($0)" }, .bulk)
        for _ in 0..<20 {
            rig.advance(by: .milliseconds(5) + .milliseconds(10) * rig.nextTexts.count)
            rig.answer()
        }
        #expect((18...20).contains(rig.nextTexts.count))
    }

    @Test func `texts take as long as their request costs in any case`() {
        var rig = MachineRig()
        rig.ask(["warm"])
        rig.run(perRequest: .milliseconds(143), perText: .milliseconds(7))
        rig.advance(by: .seconds(1))
        rig.ask((0..<200).map { "document \($0)" }, .bulk)
        for _ in 0..<6 {
            rig.advance(by: .milliseconds(143) + .milliseconds(7) * rig.nextTexts.count)
            rig.answer()
        }
        #expect((18...21).contains(rig.nextTexts.count))
    }

    @Test func `a single live write does not stand behind a backfill's texts`() {
        var rig = MachineRig(textsMax: 1)
        rig.ask((0..<100).map { "document \($0)" }, .bulk)
        rig.ask(["write"], .bulk)
        rig.advance(by: .milliseconds(10))
        rig.answer()
        #expect(rig.underWay.map(\.texts) == [["write"]])
    }

    @Test func `a backfill does not stand behind ever more live writes`() {
        var rig = MachineRig(textsMax: 1)
        rig.ask((0..<100).map { "document \($0)" }, .bulk)
        for write in 0..<50 {
            rig.ask(["write \(write)", "second \(write)"], .bulk)
            rig.advance(by: .milliseconds(10))
            rig.answer()
        }
        let documents = rig.sent.count { $0.texts[0].hasPrefix("document") }
        #expect(documents >= 7)
    }
}
