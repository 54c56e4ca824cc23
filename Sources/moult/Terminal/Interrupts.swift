import Dispatch
import Glibc

/// What ends a command before its work has: Ctrl-C, SIGTERM, or that nobody reads its answer.
///
/// From its making on, neither signal ends the program; the second of a kind does.
final class Interrupts: Sendable {
    private let reasons: AsyncStream<ExitStatus>
    private let tell: AsyncStream<ExitStatus>.Continuation
    // libdispatch lets its sources be used from any thread, which their protocol does not say.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    private static let signals: [(Int32, ExitStatus)] = [
        (SIGINT, .interrupted), (SIGTERM, .terminated),
    ]

    init() {
        let (reasons, tell) = AsyncStream.makeStream(of: ExitStatus.self)
        self.reasons = reasons
        self.tell = tell
        sources = Self.signals.map { number, reason in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                tell.yield(reason)
                // Whoever insists does not wait for an answer.
                signal(number, SIG_DFL)
            }
            source.activate()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for (number, _) in Self.signals { signal(number, SIG_DFL) }
    }

    /// The answer's reader has closed it.
    func readerLeft() { tell.yield(.brokenPipe) }

    /// Returns at the first of them; nil: the task was cancelled.
    func first() async -> ExitStatus? {
        for await reason in reasons { return reason }
        return nil
    }
}
