import Dispatch
import Glibc

/// Ctrl-C, as something to wait for instead of the program's end.
///
/// From its making on, SIGINT no longer ends the program; the second one does.
final class Interrupts: Sendable {
    private let signals: AsyncStream<Void>
    // libdispatch lets its sources be used from any thread, which their protocol does not say.
    private nonisolated(unsafe) let source: any DispatchSourceSignal

    init() {
        let (signals, tell) = AsyncStream.makeStream(of: Void.self)
        self.signals = signals
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            tell.yield()
            // Whoever insists does not wait for an answer.
            signal(SIGINT, SIG_DFL)
        }
        source.activate()
    }

    deinit {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }

    /// Returns at the first Ctrl-C, or when the task is cancelled.
    func first() async {
        for await _ in signals { return }
    }
}
