/// How far a socket has got with what it was given.
struct WriteProgress {
    private var handed: UInt64 = 0
    private var written: UInt64 = 0

    /// Since when bytes wait without one of them going out; nil: none wait.
    private(set) var stalledSince: ContinuousClock.Instant?

    mutating func hand(_ bytes: Int) {
        handed += UInt64(bytes)
    }

    /// Takes note of how many bytes still wait in the socket's queue.
    mutating func measure(unsent: Int, now: @autoclosure () -> ContinuousClock.Instant) {
        let written = handed - min(handed, UInt64(unsent))
        if unsent == 0 {
            stalledSince = nil
        } else if stalledSince == nil || written > self.written {
            stalledSince = now()
        }
        self.written = written
    }
}
