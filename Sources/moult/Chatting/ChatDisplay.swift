import Foundation
import Messages

/// A job as it goes: its answer on standard output, its waiting on standard error, or every event
/// as JSON.
struct ChatDisplay: Sendable {
    private let output: Output
    private let isVerbose: Bool
    private var waiting = LiveLines()
    private var picture: ChatPicture

    init(output: Output, isVerbose: Bool) {
        self.output = output
        self.isVerbose = isVerbose
        picture = ChatPicture(isLive: output.answers.isTerminal)
    }

    mutating func show(_ event: MoultV1.JobEvent) {
        if output.isJSON { return output.json(JobEventView(event)) }
        switch event.event {
        case .waiting(let wire): wait(wire.place ?? MoultV1.JobPlace())
        case .ended(let job):
            say(picture.take(event))
            finish(job)
        default: say(picture.take(event))
        }
    }

    /// A line beside the answer, wherever that stands.
    mutating func remark(_ text: String) {
        guard !output.isJSON else { return }
        say(picture.breakLine())
        clearWaiting()
        output.remark(text)
    }

    /// Leaves nothing of what is drawn in place.
    mutating func end() {
        say(picture.breakLine())
        clearWaiting()
    }

    private mutating func wait(_ place: MoultV1.JobPlace) {
        let isRedrawn = output.complaints.isTerminal
        guard let line = picture.line(for: place, isRedrawn: isRedrawn) else { return }
        guard isRedrawn else { return output.draw(line + "\n") }
        let terminal = Terminal.behind(STDERR_FILENO)
        let drawn = terminal.painted(line.truncated(toColumns: terminal.columns - 1), .dim)
        output.draw(waiting.refresh([drawn], columns: terminal.columns))
    }

    private mutating func clearWaiting() {
        guard output.complaints.isTerminal else { return }
        output.draw(waiting.clear(columns: Terminal.behind(STDERR_FILENO).columns))
    }

    private mutating func say(_ parts: [ChatPicture.Part]) {
        guard !parts.isEmpty else { return }
        clearWaiting()
        for part in parts {
            switch part {
            case .text(let text):
                output.answer(output.answers.isTerminal ? text.printable : text)
            case .thought(let text):
                output.answer(output.answers.painted(text.printable, .dim))
            case .remark(let text): output.remark(text)
            }
        }
    }

    private func finish(_ job: MoultV1.Job) {
        switch job.state {
        case .succeeded:
            if isVerbose, let statistics = job.statistics { output.remark(statistics.sentence) }
        default:
            output.complain(
                "Job \(job.id) \(job.state == .failed ? "" : "is ")\(job.state.word)",
                remedy: job.message
            )
        }
    }
}
