import Frames

/// Why a connection is not read at present, and since when.
struct ReadPauses {
    /// Its peer leaves too much unread.
    ///
    /// Goes on at most so long.
    private(set) var forOutputSince: ContinuousClock.Instant?

    /// A handler leaves too much of its stream unread.
    private(set) var forInputSince: ContinuousClock.Instant?

    var isPaused: Bool { forOutputSince != nil || forInputSince != nil }

    mutating func pauseForOutput(now: @autoclosure () -> ContinuousClock.Instant) {
        if forOutputSince == nil {
            forOutputSince = now()
        }
    }

    mutating func pauseForInput(now: @autoclosure () -> ContinuousClock.Instant) {
        if forInputSince == nil {
            forInputSince = now()
        }
    }

    mutating func resumeForOutput() {
        forOutputSince = nil
    }

    mutating func resumeForInput() {
        forInputSince = nil
    }
}
