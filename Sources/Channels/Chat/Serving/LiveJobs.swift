import Synchronization

/// The jobs that have not ended, for those who watch them.
final class LiveJobs: Sendable {
    private struct State {
        var jobs: [JobID: LiveJob] = [:]
        var watchers = 0
        var isClosed = false
    }

    private let settings: ChatSettings
    private let state = Mutex(State())

    init(settings: ChatSettings) {
        self.settings = settings
    }

    subscript(id: JobID) -> LiveJob? { state.withLock { $0.jobs[id] } }

    /// The one that is there, or a new one of `job`.
    func insert(_ job: Job) -> LiveJob {
        state.withLock { state in
            if let live = state.jobs[job.id] { return live }
            let live = LiveJob(job, settings: settings)
            if !job.state.hasEnded { state.jobs[job.id] = live }
            return live
        }
    }

    func end(_ job: Job, at now: Duration) {
        let live = state.withLock { $0.jobs.removeValue(forKey: job.id) }
        live?.end(job, at: now)
    }

    var watchedWaiting: [LiveJob] {
        state.withLock { Array($0.jobs.values) }.filter(\.isWatchedWaiting)
    }

    /// false: there are as many watchers as there may be.
    func enter() -> Bool {
        state.withLock { state in
            guard state.watchers < settings.watchersMax else { return false }
            state.watchers += 1
            return true
        }
    }

    func leave() { state.withLock { $0.watchers -= 1 } }

    /// The server stops.
    func close(at now: Duration) {
        let jobs = state.withLock { state in
            state.isClosed = true
            return state.jobs.values
        }
        for job in jobs { job.close(at: now) }
    }

    var isClosed: Bool { state.withLock(\.isClosed) }
}
