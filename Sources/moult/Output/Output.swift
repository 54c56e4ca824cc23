import Foundation

/// Where a command's answers and complaints go.
///
/// Answers go to standard output: JSON lines when asked for, else tables and colours on a terminal
/// and plain lines in a pipe. Complaints and progress go to standard error.
struct Output: Sendable {
    let isJSON: Bool
    let answers: Terminal
    let complaints: Terminal
    /// Hears that nobody takes what is said any more; nil: the program ends.
    var readerLeft: (@Sendable () -> Void)?

    init(
        isJSON: Bool,
        answers: Terminal = .behind(STDOUT_FILENO),
        complaints: Terminal = .behind(STDERR_FILENO)
    ) {
        self.isJSON = isJSON
        self.answers = answers
        self.complaints = complaints
    }

    /// Laid out for reading also in a pipe; colours stay a terminal's.
    var forPeople: Terminal {
        answers.isTerminal
            ? answers
            : Terminal(
                isTerminal: true,
                windowColumns: Terminal.columnsDefault,
                environment: ["NO_COLOR": "1"]
            )
    }

    func line(_ text: String) {
        write(text + "\n", to: .standardOutput)
    }

    /// A part of an answer that comes in parts: as it is, without a line's end.
    func answer(_ text: String) {
        write(text, to: .standardOutput)
    }

    func lines(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        line(lines.joined(separator: "\n"))
    }

    func json(_ value: some Encodable) {
        do {
            line(try JSONOutput.line(value))
        } catch {
            complain("The answer cannot be written as JSON: \(error)")
        }
    }

    /// As it is, without a line's end: for what is drawn in place.
    func draw(_ text: String) {
        write(text, to: .standardError)
    }

    /// Ends the program when nobody takes what it says: as `head` does to what stands before it.
    ///
    /// Who has something to end before hears of it instead.
    private func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let isClosedPipe = (cause ?? error as NSError).code == Int(EPIPE)
            if isClosedPipe, let readerLeft { return readerLeft() }
            exit(isClosedPipe ? ExitStatus.brokenPipe.rawValue : ExitStatus.failed.rawValue)
        }
    }

    func complain(_ problem: String, remedy: String = "") {
        let failure = CommandFailure(problem, remedy: remedy)
        draw(failure.line(on: complaints) + "\n")
    }

    /// A line beside the answers that a person may like to read.
    func remark(_ text: String) {
        draw(complaints.painted(text, .dim) + "\n")
    }
}
