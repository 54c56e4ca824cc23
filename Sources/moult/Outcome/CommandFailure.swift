/// Why a command could not do what it was asked.
struct CommandFailure: Error, Hashable, Sendable {
    let exitStatus: ExitStatus
    /// What was wrong, with the value: one sentence.
    let problem: String
    /// What to do about it: one sentence; empty: nothing to be done.
    let remedy: String

    init(_ problem: String, remedy: String = "", exitStatus: ExitStatus = .failed) {
        self.exitStatus = exitStatus
        self.problem = problem
        self.remedy = remedy
    }

    /// One line for standard error: "moult: There is no such file. Check the path."
    func line(on terminal: Terminal) -> String {
        "\(terminal.painted("moult:", .red)) \(sentences)"
    }

    /// What was wrong and what to do, on one line.
    var sentences: String {
        [problem, remedy].map(\.onOneLine).filter { !$0.isEmpty }
            .map(Self.ended).joined(separator: " ")
    }

    private static func ended(_ sentence: String) -> String {
        ".!?:".contains(sentence.last ?? ".") ? sentence : sentence + "."
    }
}
