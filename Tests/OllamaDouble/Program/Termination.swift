import UnixSignals

/// The end that SIGTERM and SIGINT ask for.
enum Termination {
    static func wait() async {
        for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return }
    }
}
