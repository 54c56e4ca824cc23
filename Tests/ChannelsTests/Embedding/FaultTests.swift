import Spaces
import Testing

@testable import Channels

/// One caller's bad text is nobody else's.
@Suite struct FaultTests {
    /// Four calls whose texts share one request.
    private func gathered(_ texts: [[String]]) -> (MachineRig, [EmbedCallID]) {
        var rig = MachineRig()
        rig.ask(["first"])
        let calls = texts.map { rig.ask($0) }
        rig.answer()
        return (rig, calls)
    }

    /// Answers until nothing is under way; requests with `bad` fail.
    private func run(_ rig: inout MachineRig, bad: String, _ code: EmbedderError.Code) {
        while let next = rig.underWay.first {
            if next.texts.contains(bad) { rig.fail(code) } else { rig.answer() }
            rig.advance(by: .milliseconds(2))
        }
    }

    @Test(arguments: [EmbedderError.Code.batchRefused, .invalidAnswer])
    func `a refused batch fails for the caller whose text it is, and for nobody else`(
        _ code: EmbedderError.Code
    ) {
        var (rig, calls) = gathered([["a", "b"], ["c", "bad"], ["d"], ["e", "f"]])
        #expect(rig.nextTexts.count == 7)
        run(&rig, bad: "bad", code)
        #expect(rig.settled[calls[1]]?.error?.code == code)
        for call in [calls[0], calls[2], calls[3]] {
            #expect(rig.settled[call]?.reply != nil)
        }
    }

    @Test func `a text that two callers share is asked for apart from one caller's others`() {
        var (rig, calls) = gathered([["shared", "bad"], ["shared"]])
        run(&rig, bad: "bad", .batchRefused)
        #expect(rig.settled[calls[0]]?.error?.code == .batchRefused)
        #expect(rig.settled[calls[1]]?.reply != nil)
    }

    @Test func `a batch refused for a caller who has gone is asked for again without it`() {
        var (rig, calls) = gathered([["a"], ["bad"]])
        rig.leave(calls[1])
        rig.fail(.batchRefused)
        #expect(rig.underWay.map(\.texts) == [["a"]])
        rig.answer()
        #expect(rig.settled[calls[0]]?.reply != nil)
    }

    @Test func `a text refused in company is asked for alone before its caller hears of it`() {
        var (rig, calls) = gathered([["a"], ["b", "bad"], ["c"]])
        rig.fail(.textRefused(position: 2))
        #expect(rig.underWay.map(\.texts) == [["bad"]])
        rig.fail(.textRefused(position: 0))
        #expect(rig.settled[calls[1]]?.error?.code == .textRefused(position: 1))
        rig.answer()
        #expect(rig.settled[calls[0]]?.reply != nil)
        #expect(rig.settled[calls[2]]?.reply != nil)
    }

    @Test func `a text refused for the company it kept is embedded`() {
        var (rig, calls) = gathered([["a"], ["b"]])
        rig.fail(.textRefused(position: 1))
        rig.answer()
        rig.answer()
        #expect(calls.allSatisfy { rig.settled[$0]?.reply != nil })
    }

    @Test func `a refused text's place is the place in its own caller's call`() {
        var rig = MachineRig()
        let call = rig.ask(["a", "b", "a", "bad"])
        rig.fail(.textRefused(position: 2))
        #expect(rig.settled[call]?.error?.code == .textRefused(position: 3))
    }

    @Test func `a place that the request does not have blames nobody in particular`() {
        var rig = MachineRig()
        let call = rig.ask(["a", "b"])
        rig.fail(.textRefused(position: 2))
        #expect(rig.settled[call]?.error != nil)
        #expect(rig.underWay.isEmpty)
    }

    @Test func `zeros are asked for once more, alone`() {
        var rig = MachineRig()
        let call = rig.ask(["a", "b"])
        rig.answer { $0 == "a" ? [0, 1] : [0, 0] }
        #expect(rig.underWay.map(\.texts) == [["b"]])
        rig.answer()
        #expect(rig.settled[call]?.reply?.vectors == [[0, 1], [0, 1]])
    }

    @Test func `zeros twice are an invalid answer, and are not remembered`() {
        var rig = MachineRig()
        let call = rig.ask(["a"])
        rig.answer { _ in [0, 0] }
        rig.answer { _ in [0, 0] }
        #expect(rig.settled[call]?.error?.code == .invalidAnswer)
        rig.ask(["a"])
        #expect(rig.underWay.map(\.texts) == [["a"]])
    }

    @Test(arguments: [[Float.nan, 0], [Float.infinity, 0], [1], [0, 0.5], [], [0, 0, 1]])
    func `a vector that cannot be one fails its caller alone, and is not remembered`(
        _ vector: [Float]
    ) {
        var (rig, calls) = gathered([["a"], ["bad"], ["c"]])
        rig.answer { $0 == "bad" ? vector : [0, 1] }
        #expect(rig.settled[calls[1]]?.error?.code == .invalidAnswer)
        #expect(rig.settled[calls[0]]?.reply != nil)
        #expect(rig.settled[calls[2]]?.reply != nil)
        rig.ask(["bad"])
        rig.advance(by: .milliseconds(2))
        #expect(rig.underWay.map(\.texts) == [["bad"]])
    }

    @Test func `an answer with too few vectors is an invalid answer`() {
        var rig = MachineRig()
        let call = rig.ask(["a", "b"])
        let sent = rig.underWay.removeFirst()
        let actions = rig.machine.answered(
            sent.id,
            EmbedReply(vectors: [[0, 1]]),
            took: .milliseconds(1),
            at: rig.now
        )
        guard case .settle(call, let outcome) = actions.first else {
            Issue.record("Nothing was settled.")
            return
        }
        #expect(outcome.error?.code == .invalidAnswer)
    }

    @Test func `the model's own width is that of its first vector`() {
        var rig = MachineRig()
        let own = TextKey.Shape(dimensions: nil, truncates: false)
        rig.ask(["a"], shape: own)
        rig.answer { _ in [0, 0, 1] }
        let call = rig.ask(["b"], shape: own)
        rig.answer()
        #expect(rig.settled[call]?.error?.code == .invalidAnswer)
    }

    @Test func `an outage fails all who waited for the request, and bulk rests as asked`() {
        var rig = MachineRig()
        let call = rig.ask(["a"], .bulk)
        rig.fail(.unavailable, retryAfter: .seconds(7))
        #expect(rig.settled[call]?.error?.retryAfter == .seconds(7))
        rig.ask(["b"], .bulk)
        rig.advance(by: .seconds(7) - .nanoseconds(1))
        #expect(rig.underWay.isEmpty)
        rig.advance(by: .nanoseconds(1))
        #expect(rig.underWay.map(\.texts) == [["b"]])
    }

    @Test func `a rest is bounded`() {
        var rig = MachineRig()
        rig.ask(["a"], .bulk)
        rig.fail(.unavailable, retryAfter: .seconds(100_000))
        rig.ask(["b"], .bulk)
        rig.advance(by: rig.machine.settings.restMax)
        #expect(rig.underWay.map(\.texts) == [["b"]])
    }

    @Test func `a request ended by the provider is an outage for those who did not leave`() {
        var rig = MachineRig()
        let call = rig.ask(["a"])
        rig.fail(.cancelled)
        #expect(rig.settled[call]?.error?.code == .unavailable)
    }

    @Test func `the rest of a call that failed is not asked for`() {
        var rig = MachineRig(textsMax: 1)
        let call = rig.ask(["a", "b", "c"], .bulk)
        rig.fail(.unavailable)
        #expect(rig.settled[call]?.error?.code == .unavailable)
        rig.advance(by: .seconds(5))
        #expect(rig.sent.count == 1)
        #expect(rig.machine.flights.isEmpty)
        #expect(rig.machine.loads[.bulk]?.texts == 0)
    }
}
