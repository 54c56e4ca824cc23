/// How far one watcher has heard.
struct JobCursor: Sendable {
    var at: JobSequence
    /// The newest attempt whose beginning it knows of.
    var attemptTold: Int
    /// The newest attempt whose failure it knows of.
    var retryTold: Int
    var placeTold: JobPlace?
    /// The attempts begun in this life of the server when the store had nothing after `at`; nil: it
    /// was not asked.
    var emptiedAt: Int?
    var isOver = false

    init(after sequence: JobSequence) {
        at = sequence
        attemptTold = sequence.attempt
        retryTold = max(0, sequence.attempt - 1)
    }

    /// Tells of a piece: that its attempt begins, if that is news, and the piece.
    mutating func tell(
        _ piece: JobPiece,
        after failure: LiveJob.AttemptFailure? = nil,
        to events: inout [JobEvent]
    ) {
        if piece.sequence.attempt > attemptTold {
            events += begin(piece.sequence.attempt, after: failure)
        }
        at = piece.sequence
        events.append(.piece(piece))
    }

    /// That an attempt begins, if that is news, and first why an earlier one failed.
    ///
    /// - Parameter failure: The newest, which may be of this attempt or a later one.
    mutating func begin(
        _ attempt: Int,
        after failure: LiveJob.AttemptFailure? = nil
    ) -> [JobEvent] {
        guard attempt > attemptTold else { return [] }
        let failed = failure.flatMap { $0.attempt < attempt ? retry($0) : nil } ?? []
        attemptTold = attempt
        at = max(at, JobSequence(beforeAttempt: attempt))
        return failed + [.began(attempt: attempt, before: JobSequence(beforeAttempt: attempt))]
    }

    /// That an attempt failed, if that is news.
    mutating func retry(_ failure: LiveJob.AttemptFailure?) -> [JobEvent] {
        guard let failure, failure.attempt > retryTold else { return [] }
        retryTold = failure.attempt
        return [.retrying(attempt: failure.attempt, message: failure.message)]
    }

    /// Its place, if that is news; an estimate that passes with the time is none.
    mutating func wait(at place: JobPlace?) -> [JobEvent] {
        guard let place, place.isNews(after: placeTold) else { return [] }
        placeTold = place
        return [.waiting(place)]
    }
}

extension JobPlace {
    fileprivate func isNews(after told: JobPlace?) -> Bool {
        guard let told else { return true }
        return ahead != told.ahead || reason != told.reason || message != told.message
            || (estimate == nil) != (told.estimate == nil)
    }
}
