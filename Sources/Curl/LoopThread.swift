internal import Foundation

/// A thread that runs one closure, and takes no signal from those whose business they are.
enum LoopThread {
    static func start(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread {
            blockSignals()
            body()
        }
        thread.name = "moult-curl"
        thread.start()
    }

    private static func blockSignals() {
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
