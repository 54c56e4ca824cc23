/// How the program ends.
///
/// Scripts branch on it, so a number never changes its meaning.
enum ExitStatus: Int32, Sendable, CaseIterable {
    /// All that was asked is done.
    case done = 0
    /// Something failed; the message on standard error says what.
    case failed = 1
    /// The server said no to some of it: an item was refused, a key was not found, a verdict is not
    /// go.
    case incomplete = 3
    /// No server answers at the address.
    case unavailable = 4
    /// The command line was not understood: BSD's EX_USAGE, as every program built on
    /// ArgumentParser ends.
    case usage = 64
    /// Ended by SIGINT: 128 and the signal's number, as a shell says it.
    case interrupted = 130
    /// Whoever read the output has closed it: as a shell says SIGPIPE.
    case brokenPipe = 141
    /// Ended by SIGTERM.
    case terminated = 143

    /// For `--help` and the documentation.
    var meaning: String {
        switch self {
        case .done: "all that was asked is done"
        case .failed: "something failed; the message says what"
        case .incomplete: "done, with a no in it: items refused, keys not found, no go"
        case .unavailable: "no server answers"
        case .usage: "the command line was not understood"
        case .interrupted: "interrupted (SIGINT)"
        case .brokenPipe: "nobody reads the output any more (SIGPIPE)"
        case .terminated: "terminated (SIGTERM)"
        }
    }

    /// One line for each code.
    static var table: String {
        allCases.map { code in
            String(code.rawValue).padded(toColumns: 5, .right) + "  " + code.meaning
        }
        .joined(separator: "\n")
    }
}
