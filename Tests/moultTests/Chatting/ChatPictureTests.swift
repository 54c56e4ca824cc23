import Messages
import Testing

@testable import moult

@Suite struct ChatPictureTests {
    private func chunk(
        _ content: String = "",
        thinking: String = "",
        calls: String = ""
    ) -> MoultV1.JobEvent {
        MoultV1.JobEvent(
            jobID: 1,
            event: .chunk(
                MoultV1.JobChunk(content: content, thinking: thinking, toolCallsJson: calls)
            )
        )
    }

    private func began(_ attempt: Int32) -> MoultV1.JobEvent {
        MoultV1.JobEvent(jobID: 1, event: .began(MoultV1.JobBegan(attempt: attempt)))
    }

    private let ended = MoultV1.JobEvent(jobID: 1, event: .ended(MoultV1.Job(state: .succeeded)))

    private func parts(
        of events: [MoultV1.JobEvent],
        isLive: Bool = true
    ) -> [ChatPicture.Part] {
        var picture = ChatPicture(isLive: isLive)
        return events.flatMap { picture.take($0) }
    }

    @Test func `tokens come as they are, and the last line is ended`() {
        #expect(
            parts(of: [began(1), chunk("Hel"), chunk("lo"), ended])
                == [.text("Hel"), .text("lo"), .text("\n")]
        )
    }

    @Test func `a line that has ended is not ended again`() {
        #expect(parts(of: [chunk("Hello\n"), ended]) == [.text("Hello\n")])
    }

    @Test func `an empty line parts what is thought from what is said`() {
        #expect(
            parts(of: [chunk(thinking: "Hm"), chunk(thinking: "."), chunk("Yes"), ended])
                == [.thought("Hm"), .thought("."), .text("\n\n"), .text("Yes"), .text("\n")]
        )
    }

    @Test func `where nobody reads it, what is thought is left out`() {
        #expect(
            parts(of: [chunk(thinking: "Hm."), chunk("Yes"), ended], isLive: false)
                == [.text("Yes\n")]
        )
    }

    @Test func `tool calls stand on a line of their own, untouched`() {
        let calls = #"[{"function":{"arguments":{"text":"a  b"}}}]"#
        #expect(
            parts(of: [chunk("So:"), chunk(calls: calls), ended])
                == [.text("So:"), .text("\n"), .text(calls + "\n")]
        )
    }

    @Test func `another attempt says that it is one`() {
        let retrying = MoultV1.JobEvent(
            jobID: 1,
            event: .retrying(MoultV1.JobRetrying(attempt: 1, message: "It was\nlost."))
        )
        #expect(
            parts(of: [began(1), chunk("Hel"), retrying, began(2), chunk("Hello")])
                == [
                    .text("Hel"), .text("\n"), .remark("Attempt 1 failed: It was lost."),
                    .remark("Attempt 2 begins: what was said before no longer counts."),
                    .text("Hello"),
                ]
        )
    }

    @Test func `where nobody looks on, only the attempt that succeeded is written`() {
        let retrying = MoultV1.JobEvent(
            jobID: 1,
            event: .retrying(MoultV1.JobRetrying(attempt: 1, message: "It was lost."))
        )
        let events = [began(1), chunk("Hel"), retrying, began(2), chunk("Hel"), chunk("lo")]
        let remarks: [ChatPicture.Part] = [
            .remark("Attempt 1 failed: It was lost."),
            .remark("Attempt 2 begins: what was said before no longer counts."),
        ]
        #expect(parts(of: events, isLive: false) == remarks)
        #expect(parts(of: events + [ended], isLive: false) == remarks + [.text("Hello\n")])
    }

    @Test(arguments: [MoultV1.JobState.failed, .cancelled, .expired])
    func `where nobody looks on, nothing is written of a job that did not succeed`(
        state: MoultV1.JobState
    ) {
        let ended = MoultV1.JobEvent(jobID: 1, event: .ended(MoultV1.Job(state: state)))
        #expect(parts(of: [began(1), chunk("Hel"), ended], isLive: false).isEmpty)
    }

    @Test func `a place is told once, until it changes`() {
        var picture = ChatPicture(isLive: true)
        let place = MoultV1.JobPlace(
            ahead: 2,
            reason: .behindLoadedModel,
            message: "Jobs of llama3.2 go first.",
            estimateMs: 40_000
        )
        let sentence = "2 ahead, in about 40 s: Jobs of llama3.2 go first."
        #expect(picture.line(for: place, isRedrawn: true) == sentence)
        #expect(picture.line(for: place, isRedrawn: true) == nil)
        var sooner = place
        sooner.estimateMs = 39_000
        #expect(picture.line(for: sooner, isRedrawn: true)?.contains("39 s") == true)
        var next = place
        next.ahead = 0
        next.estimateMs = -1
        next.message = ""
        #expect(picture.line(for: next, isRedrawn: true) == "next: behind the loaded model")
        _ = picture.take(began(1))
        #expect(picture.line(for: next, isRedrawn: true) != nil)
    }

    @Test(arguments: [(0, "in less than 1 s"), (999, "in less than 1 s"), (1_000, "in about 1 s")])
    func `a moment is not counted in microseconds`(milliseconds: Int64, words: String) {
        let place = MoultV1.JobPlace(
            ahead: 1,
            reason: .behindOthers,
            message: "",
            estimateMs: milliseconds
        )
        #expect(place.sentence == "1 ahead, \(words): behind others")
    }

    @Test func `where lines stay there is one for each place and reason`() {
        var picture = ChatPicture(isLive: false)
        var place = MoultV1.JobPlace(
            ahead: 1,
            reason: .hostAway,
            message: "It is away.",
            estimateMs: -1
        )
        #expect(picture.line(for: place, isRedrawn: false) == "1 ahead: It is away.")
        place.message = "It is away still."
        #expect(picture.line(for: place, isRedrawn: false) == nil)
        place.reason = .modelLoading
        #expect(picture.line(for: place, isRedrawn: false) != nil)
        place.ahead = 0
        #expect(picture.line(for: place, isRedrawn: false) != nil)
    }
}
