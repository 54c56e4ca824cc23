import Synchronization
import Waiting

/// What those who watch one job share: its state, its last pieces, and one list of who sleeps.
///
/// A watcher is a cursor. It is woken at most once a turn, and the more there are the longer a turn
/// is: what wakes them costs a bounded share of the machine, however many they are.
final class LiveJob: Sendable {
    enum Phase: Sendable {
        /// → running, ended
        case waiting(JobPlace?)
        /// → waiting, ended
        case running
        case ended(Job)
        /// The server stops.
        case closed
    }

    struct AttemptFailure: Sendable, Hashable {
        let attempt: Int
        let message: String
    }

    enum Reading {
        case events([JobEvent])
        /// What comes next is in the store alone.
        case store
        /// Nothing is new; for `changed(since:)`.
        case nothing(version: UInt64)
        case over
        case closed
    }

    struct State {
        var phase: Phase
        var tail: PieceTail
        /// Begun in all, and in this life of the server.
        var attempts: Int
        var attemptsHere = 0
        var failure: AttemptFailure?
        var version: UInt64 = 0
        var watchers = 0
        var sleepers: [Int: CheckedContinuation<Void, Never>] = [:]
        /// Left before they had begun to sleep.
        var gone: Set<Int> = []
        var nextSleeper = 0
        var wokenAt: Duration?
        var hasSleptOver = false
    }

    let id: JobID
    let settings: ChatSettings
    /// Rings when there is something to write.
    let commitBell = Bell()
    let roomBell = Bell()
    /// Rings when watchers sleep over what is said.
    let turnBell = Bell()
    let state: Mutex<State>

    init(_ job: Job, settings: ChatSettings) {
        id = job.id
        self.settings = settings
        var phase = Phase.waiting(nil)
        if job.state.hasEnded { phase = .ended(job) }
        let hasFailed = job.attempts > 0 && !job.state.hasEnded && !job.message.isEmpty
        // Of a job that was running when the server stopped, the attempt before may have failed.
        let failed = job.state == .running ? job.attempts - 1 : job.attempts
        state = Mutex(
            State(
                phase: phase,
                tail: PieceTail(attempt: 0, atHandMax: settings.piecesAtHand),
                attempts: job.attempts,
                failure: hasFailed && failed > 0
                    ? AttemptFailure(attempt: failed, message: job.message) : nil
            )
        )
    }

    func read(_ cursor: inout JobCursor) -> Reading {
        state.withLock { state in state.read(&cursor, limit: settings.piecesPerPage) }
    }
}

extension LiveJob.State {
    fileprivate func read(_ cursor: inout JobCursor, limit: Int) -> LiveJob.Reading {
        if cursor.isOver { return .over }
        if case .closed = phase { return .closed }
        if cursor.at.attempt < tail.attempt || tail.attempt == 0 {
            let mayHaveStored = attempts > (tail.attempt == 0 ? 0 : 1)
            if mayHaveStored, cursor.emptiedAt != attemptsHere { return .store }
        }
        var events = cursor.begin(tail.attempt, after: failure)
        if tail.attempt > 0, cursor.at.attempt == tail.attempt {
            guard let pieces = tail.pieces(after: cursor.at, limit: limit) else {
                return events.isEmpty ? .store : .events(events)
            }
            for piece in pieces { cursor.tell(piece, to: &events) }
            // What remains comes before whatever follows it.
            if pieces.count == limit { return .events(events) }
        }
        events += tellPhase(to: &cursor)
        return events.isEmpty ? .nothing(version: version) : .events(events)
    }

    private func tellPhase(to cursor: inout JobCursor) -> [JobEvent] {
        switch phase {
        case .waiting(let place): return cursor.retry(failure) + cursor.wait(at: place)
        case .running:
            cursor.placeTold = nil
            return []
        case .ended(let job):
            cursor.isOver = true
            return cursor.begin(job.attempts) + [.ended(job)]
        case .closed: return []
        }
    }
}

/// What happens to the job.
extension LiveJob {
    func begin(_ attempt: Int, at now: Duration) {
        change(at: now) { state in
            state.attempts = attempt
            state.attemptsHere += 1
            state.tail = PieceTail(attempt: attempt, atHandMax: settings.piecesAtHand)
            state.phase = .running
        }
    }

    func append(_ piece: ChatPiece, at now: Duration) {
        let woken = state.withLock { state in
            state.tail.append(piece)
            state.version += 1
            return state.takeSleepers(ifTurnAt: now, settings)
        }
        if let woken {
            for sleeper in woken { sleeper.resume() }
        } else {
            turnBell.ring()
        }
        commitBell.ring()
    }

    func retry(_ message: String, at now: Duration) {
        change(at: now) { state in
            state.failure = AttemptFailure(attempt: state.attempts, message: message)
            state.phase = .waiting(nil)
        }
    }

    func end(_ job: Job, at now: Duration) {
        change(at: now) { state in state.phase = .ended(job) }
    }

    func close(at now: Duration) {
        change(at: now) { state in state.phase = .closed }
    }

    /// Its place, while it waits.
    func place(_ place: JobPlace?, at now: Duration) {
        let isNew = state.withLock { state in
            guard case .waiting(let before) = state.phase else { return false }
            state.phase = .waiting(place)
            return before != place
        }
        if isNew { change(at: now) { _ in } }
    }

    private func change(at now: Duration, _ body: (inout sending State) -> Void) {
        let woken = state.withLock { state in
            body(&state)
            state.version += 1
            return state.takeSleepers(at: now)
        }
        for sleeper in woken { sleeper.resume() }
    }
}
