import Channels
import Synchronization

/// A chat channel that says what a test has it say.
final class FakeChat: ChatServing {
    private struct State {
        var logs: [JobID: FakeJobLog] = [:]
        var requests: [JobRequest] = []
        var refusal: ChannelError?
        var watchRefusal: ChannelError?
        var turnsBeforeCancel = 0
    }

    /// What a new job says at once.
    private let script: @Sendable (JobRequest) -> [FakeWord]
    private let state = Mutex(State())
    let cancelled = Signals<JobID>()
    let submitted = Signals<JobID>()

    init(_ script: @escaping @Sendable (JobRequest) -> [FakeWord] = { _ in [] }) {
        self.script = script
    }

    /// The model that is not installed.
    static let missing = "none"

    /// How often a cancelling lets others go first.
    var turnsBeforeCancel: Int {
        get { state.withLock(\.turnsBeforeCancel) }
        set { state.withLock { $0.turnsBeforeCancel = newValue } }
    }

    var requests: [JobRequest] { state.withLock(\.requests) }

    /// What every submission is answered from now on.
    func refuse(with error: ChannelError) {
        state.withLock { $0.refusal = error }
    }

    /// What every watch is answered from now on.
    func refuseWatching(with error: ChannelError) {
        state.withLock { $0.watchRefusal = error }
    }

    func say(_ words: FakeWord..., of id: JobID) {
        for word in words { state.withLock { $0.logs[id] }?.add(word) }
    }

    func submit(_ request: JobRequest) async throws(ChannelError) -> SubmittedJob {
        let (refusal, existing) = state.withLock { state in
            (state.refusal, state.logs.values.first { $0.isNamed(by: request) })
        }
        if let refusal { throw refusal }
        guard request.model != Self.missing else {
            throw ChannelError(.notFound, "It is not installed.")
        }
        if let existing { return SubmittedJob(JobView(existing.job), isNew: false) }
        let log = state.withLock { state in
            state.requests.append(request)
            let id = JobID(rawValue: Int64(state.requests.count))
            let log = FakeJobLog(Job(id: id, request: request, submittedUnixMs: Front.nowUnixMs))
            state.logs[id] = log
            return log
        }
        for word in script(request) { log.add(word) }
        submitted.give(log.job.id)
        return SubmittedJob(JobView(log.job), isNew: true)
    }

    func job(_ id: JobID) async throws(ChannelError) -> JobView {
        JobView(try log(id).job, place: FakeWord.place)
    }

    func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(ChannelError) -> [JobView] { [] }

    func cancel(_ id: JobID) async throws(ChannelError) -> JobView {
        let log = try log(id)
        for _ in 0..<turnsBeforeCancel { await Task.yield() }
        log.add(.end(.cancelled, "It was cancelled."))
        cancelled.give(id)
        return JobView(log.job)
    }

    func watch(_ id: JobID, after: JobSequence) async throws(ChannelError) -> JobWatch {
        if let refusal = state.withLock(\.watchRefusal) { throw refusal }
        return try log(id).watch(after: after)
    }

    func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(ChannelError) -> [JobPiece] { [] }

    var overview: ChatOverview { ChatOverview() }

    private func log(_ id: JobID) throws(ChannelError) -> FakeJobLog {
        guard let log = state.withLock({ $0.logs[id] }) else {
            throw ChannelError(.notFound, "There is no job \(id.rawValue).")
        }
        return log
    }
}

/// What a test has a job say.
enum FakeWord {
    case wait
    case begin(Int)
    case say(ChatPiece)
    case retry(String)
    case end(JobState, String)
    case fail(JobFailure, String)

    static let place = JobPlace(
        ahead: 2,
        reason: .behindOthers,
        message: "Two go before.",
        estimate: .milliseconds(1_500)
    )

    static func tokens(_ texts: String...) -> [FakeWord] {
        [.wait, .begin(1)] + texts.map { .say(ChatPiece(content: $0)) } + [.end(.succeeded, "")]
    }

    static let statistics: ChatStatistics = {
        var statistics = ChatStatistics()
        statistics.doneReason = "stop"
        statistics.totalNanoseconds = 5_000
        statistics.promptTokens = 7
        statistics.answerTokens = 3
        statistics.answerNanoseconds = 900
        return statistics
    }()
}

/// One job's events, for any number of watchers.
final class FakeJobLog: Sendable {
    fileprivate struct State {
        var job: Job
        var events: [JobEvent] = []
        var next = JobSequence(beforeAttempt: 1)
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ job: Job) {
        state = Mutex(State(job: job))
    }

    var job: Job { state.withLock(\.job) }

    func isNamed(by request: JobRequest) -> Bool {
        !request.idempotencyKey.isEmpty && job.request.idempotencyKey == request.idempotencyKey
    }

    func add(_ word: FakeWord) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard !state.job.state.hasEnded else { return [] }
            state.take(word)
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func watch(after: JobSequence) -> JobWatch { JobWatch(FakeWatch(log: self, after: after)) }

    /// nil: behind the end.
    fileprivate func event(at index: Int) async -> JobEvent? {
        while true {
            let (event, isOver) = state.withLock { state in
                (
                    index < state.events.count ? state.events[index] : nil,
                    state.job.state.hasEnded
                )
            }
            if event != nil || isOver || Task.isCancelled { return event }
            await more(than: index)
        }
    }

    private func more(than count: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.events.count > count || Task.isCancelled { return true }
                    state.waiters.append(continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            let waiters = state.withLock { state in
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume() }
        }
    }
}

/// One watcher of a `FakeJobLog`, event by event.
private final class FakeWatch: JobEventSource {
    private let log: FakeJobLog
    private let after: JobSequence
    private let place = Mutex(0)

    init(log: FakeJobLog, after: JobSequence) {
        self.log = log
        self.after = after
    }

    func next() async -> JobEvent? {
        while true {
            let index = place.withLock { place in
                defer { place += 1 }
                return place
            }
            guard let event = await log.event(at: index) else { return nil }
            if event.isNews(after: after) { return event }
        }
    }
}

extension FakeJobLog.State {
    fileprivate mutating func take(_ word: FakeWord) {
        switch word {
        case .wait: events.append(.waiting(FakeWord.place))
        case .begin(let attempt):
            next = JobSequence(beforeAttempt: attempt)
            events.append(.began(attempt: attempt, before: next))
        case .say(let piece):
            next = next.next
            events.append(.piece(JobPiece(sequence: next, piece: piece)))
        case .retry(let message):
            events.append(.retrying(attempt: next.attempt, message: message))
        case .end(let ending, let message):
            if ending == .succeeded { job.statistics = FakeWord.statistics }
            end(as: ending, message)
        case .fail(let failure, let message):
            job.failure = failure
            end(as: .failed, message)
        }
    }

    private mutating func end(as ending: JobState, _ message: String) {
        job.state = ending
        job.message = message
        job.endedUnixMs = Front.nowUnixMs
        events.append(.ended(job))
    }
}

extension JobEvent {
    fileprivate func isNews(after: JobSequence) -> Bool {
        switch self {
        case .piece(let piece): piece.sequence > after
        case .began(_, let before): before > after || after.rawValue == 0
        case .waiting, .retrying: after.rawValue == 0
        case .ended: true
        }
    }
}
