import Spaces
import Testing

@testable import Channels

/// Which texts travel together, and which travel once.
@Suite struct GatheringTests {
    @Test func `texts of callers who come while a request is under way share the next`() {
        var rig = MachineRig()
        rig.ask(["first"])
        for caller in 0..<3 { rig.ask(["text \(caller)"]) }
        rig.advance(by: .milliseconds(150))
        rig.answer()
        #expect(rig.underWay.map(\.texts) == [["text 0", "text 1", "text 2"]])
    }

    @Test func `64 callers are answered five times as fast as one by one`() {
        var rig = MachineRig()
        let perRequest = Duration.milliseconds(143)
        let perText = Duration.milliseconds(7)
        for caller in 0..<64 { rig.ask(["\(caller) at first"]) }
        rig.run(perRequest: perRequest, perText: perText)
        let begun = rig.now
        for round in 0..<5 {
            for caller in 0..<64 { rig.ask(["\(caller) in round \(round)"]) }
            rig.advance(by: .milliseconds(2))
            rig.run(perRequest: perRequest, perText: perText)
        }
        let oneByOne = (perRequest + perText) * (64 * 5)
        #expect((rig.now - begun) * 5 < oneByOne)
    }

    @Test func `callers who were answered together are waited for, and not for long`() {
        var rig = MachineRig()
        for caller in 0..<4 { rig.ask(["\(caller)"]) }
        rig.run(perRequest: .milliseconds(10), perText: .milliseconds(1))
        rig.ask(["again 0"])
        #expect(rig.underWay.isEmpty)
        rig.ask(["again 1"])
        rig.advance(by: .milliseconds(2))
        #expect(rig.underWay.map(\.texts) == [["again 0", "again 1"]])
    }

    @Test func `a caller who comes alone after a crowd waits once`() {
        var rig = MachineRig()
        for caller in 0..<4 { rig.ask(["\(caller)"]) }
        rig.run(perRequest: .milliseconds(10), perText: .milliseconds(1))
        rig.advance(by: .seconds(10))
        rig.ask(["alone"])
        rig.advance(by: .milliseconds(2))
        rig.run(perRequest: .milliseconds(10), perText: .milliseconds(1))
        rig.ask(["alone again"])
        #expect(rig.underWay.map(\.texts) == [["alone again"]])
    }

    @Test func `a request takes as many texts as the provider does, and not one more`() {
        var rig = MachineRig(textsMax: 3)
        rig.ask(["first"])
        for caller in 0..<4 { rig.ask(["\(caller)"]) }
        rig.advance(by: .milliseconds(5))
        rig.answer()
        #expect(rig.underWay.map(\.texts) == [["0", "1", "2"]])
    }

    @Test func `a request takes as many tokens as the provider does`() {
        let text = String(repeating: "word", count: 10)
        var rig = MachineRig(tokensMax: 21)
        rig.ask(["first"])
        for caller in 0..<3 { rig.ask(["\(caller)" + text.dropFirst()]) }
        rig.advance(by: .milliseconds(5))
        rig.answer()
        #expect(rig.nextTexts.count == 2)
    }

    @Test func `texts of other widths do not share a request, and do not wait behind it`() {
        var rig = MachineRig()
        rig.ask(["first"])
        let other = TextKey.Shape(dimensions: 3, truncates: false)
        rig.ask(["a"])
        rig.ask(["b"], shape: other)
        rig.ask(["c"])
        rig.advance(by: .milliseconds(5))
        rig.answer()
        #expect(rig.underWay.map(\.texts) == [["a", "c"]])
        #expect(rig.underWay.first?.request.dimensions == 2)
        rig.answer()
        rig.advance(by: .milliseconds(2))
        #expect(rig.underWay.map(\.texts) == [["b"]])
        #expect(rig.underWay.first?.request.dimensions == 3)
    }

    @Test func `long texts travel alone`() {
        let long = String(repeating: "x", count: 4 * 1_024 + 1)
        let short = String(repeating: "x", count: 4 * 1_024)
        var rig = MachineRig()
        rig.ask([String(short.dropFirst())])
        for text in [short, long, "tiny"] { rig.ask([text]) }
        rig.advance(by: .milliseconds(5))
        rig.answer()
        #expect(rig.nextTexts.map(\.utf8.count) == [short.utf8.count, 4])
        rig.answer()
        rig.advance(by: .milliseconds(2))
        #expect(rig.nextTexts.map(\.utf8.count) == [long.utf8.count])
    }

    @Test func `equal texts share one flight, and each caller gets the vector`() {
        var rig = MachineRig()
        let calls = [rig.ask(["a", "b", "a"]), rig.ask(["a"]), rig.ask(["b", "a"])]
        #expect(rig.underWay.map(\.texts) == [["a", "b"]])
        rig.answer { $0 == "a" ? [0, 1] : [1, 0] }
        #expect(rig.settled[calls[0]]?.reply?.vectors == [[0, 1], [1, 0], [0, 1]])
        #expect(rig.settled[calls[1]]?.reply?.vectors == [[0, 1]])
        #expect(rig.settled[calls[2]]?.reply?.vectors == [[1, 0], [0, 1]])
        #expect(rig.sent.count == 1)
    }

    @Test func `a caller who leaves does not harm others who wait for its text`() {
        var rig = MachineRig()
        let gone = rig.ask(["a"])
        let left = rig.ask(["a"])
        rig.leave(gone)
        #expect(rig.cancelled.isEmpty)
        rig.answer()
        #expect(rig.settled[left]?.reply?.vectors == [[0, 1]])
        #expect(rig.settled[gone] == nil)
    }

    @Test func `a waiting text whose first caller leaves still goes out for the other`() {
        var rig = MachineRig()
        rig.ask(["first"])
        let gone = rig.ask(["a"])
        rig.ask(["a"], .bulk)
        rig.leave(gone)
        rig.answer()
        #expect(rig.underWay.map(\.texts) == [["a"]])
    }

    @Test func `a request is cancelled when nobody waits for any of its texts`() {
        var rig = MachineRig()
        rig.ask(["first"])
        let calls = ["a", "b"].map { rig.ask([$0]) }
        rig.answer()
        rig.leave(calls[0])
        #expect(rig.cancelled.isEmpty)
        rig.leave(calls[1])
        #expect(rig.cancelled.count == 1)
        #expect(rig.underWay.isEmpty)
        rig.ask(["a"])
        rig.advance(by: .milliseconds(2))
        #expect(rig.underWay.map(\.texts) == [["a"]])
    }

    @Test func `a bulk text that a query asks for too goes with the queries`() {
        var rig = MachineRig()
        rig.ask(["first"], .bulk)
        let bulk = rig.ask(["a", "b"], .bulk)
        let query = rig.ask(["b"])
        #expect(rig.underWay.map(\.texts) == [["first"], ["b"]])
        rig.answer(1)
        #expect(rig.settled[query]?.reply != nil)
        rig.answer()
        rig.advance(by: .seconds(1))
        rig.answer()
        #expect(rig.settled[bulk]?.reply?.vectors.count == 2)
        #expect(rig.sent.flatMap(\.texts) == ["first", "b", "a"])
    }
}
