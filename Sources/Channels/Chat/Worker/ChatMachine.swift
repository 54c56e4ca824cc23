import Waiting

/// The chat worker and its queue, as a value: events in, actions out.
///
/// One host, one slot, one thing at a time: a change of models, a generation, or a guest's slice.
/// A change of models is: read to the end → unload → gone → embedders pinned → load → run. Times are
/// durations on the channel's timeline.
struct ChatMachine: Sendable {
    enum Event: Sendable {
        /// What the store holds of the time before.
        case started([Job], [ModelRecord])
        case submitted(Job)
        /// The store knows that its end was asked for.
        case cancelRequested(JobID)
        case guestEnters(GuestTicket, String)
        case holdRequested(GuestTicket, String)
        /// Whoever waited with it does no longer.
        case withdrawn(GuestTicket)
        case guestLeft(String)
        case slotGivenBack
        /// The server stops: no more jobs begin.
        case drain
        case tick

        // What actions came to.
        case began(JobID, BeginResult)
        /// The job said something, of so many bytes.
        case spoke(JobID, bytes: Int)
        case generated(JobID, Result<ChatStatistics, HostError>)
        case settled(JobID, SettleResult)
        /// Whether the host has the model.
        case checked(HostError?)
        case unloaded(HostError?)
        case looked(Result<[Resident], HostError>)
        case sawPins(HostError?)
        case loaded(HostError?)
        case probed(HostError?)
    }

    enum BeginResult: Sendable {
        case begun(attempt: Int)
        /// The job has ended, or is not there any more.
        case gone
        case failed(String)
    }

    enum SettleResult: Sendable {
        case done
        case failed(String)
    }

    enum Action: Sendable, Hashable {
        // The store.
        case begin(JobID)
        case settle(JobID, Settlement)
        case keep(ModelRecord)

        // The host.
        case generate(JobID, attempt: Int)
        /// Ends the request of a job that generates.
        case stop(JobID)
        /// Asks whether a model is installed.
        case check(String)
        case unload(String)
        case look
        case seePins
        case load(String, ModelUse)
        case probe

        // Whoever waits.
        case tellPins(String?)
        case admit(GuestTicket)
        case turnAway(GuestTicket, HostError)
    }

    let settings: ChatSettings
    let unixMsAtZero: Int64

    var state = State.starting
    var queue = JobQueue()
    var jobs: [JobID: OpenJob] = [:]
    var drain: Drain
    var costs = ModelCosts()
    var occupant = Occupant.nobody
    /// Running when the server stopped, by ascending id.
    var interrupted: [JobID] = []
    /// nil: the host answers, as far as is known.
    var outage: Outage?
    /// Nothing begins before.
    var restUntil: Duration
    /// By whom the slot is wanted, in the order of their coming.
    var guests: [Guest] = []
    /// Guests that ever were: any of them may have been pinned since, and be ours no more.
    var lentModels: Set<String> = []
    /// The place of a guest that gave up waiting, and will ask again.
    var guestClaim: GuestClaim?
    var hold: Guest?
    /// The server stops: what waits begins after its next start.
    var isDraining = false
    /// What the store's last failure said; nil: it works.
    var storeFault: String?
    var pinFault: String?
    /// Ends of jobs that waited which the store could not take; each is tried again.
    var failedEndings: Set<JobID> = []
    /// Loads for a guest that failed in a row.
    var guestFailures = 0
    var changes = ChangeTally()
    /// The earliest deadline, or an earlier moment.
    var nextDeadline: Duration?
    private(set) var rest: RetryRest

    struct GuestClaim: Sendable {
        let model: String
        /// When it first began to wait.
        let since: Duration
        /// Until then its place is kept.
        var until: Duration
    }

    struct Guest: Sendable {
        let ticket: GuestTicket
        let model: String
        let since: Duration
    }

    init(
        _ settings: ChatSettings,
        unixMsAtZero: Int64,
        jitterSeed: UInt64,
        at now: Duration
    ) {
        self.settings = settings
        self.unixMsAtZero = unixMsAtZero
        drain = Drain(since: now)
        restUntil = now
        rest = RetryRest(
            first: settings.retryFirst,
            longest: settings.retryLongest,
            seed: jitterSeed
        )
    }

    mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        if case .spoke(let id, let bytes) = event { return heard(id, bytes, at: now) }
        var actions = take(event, at: now)
        actions += lookAtClock(at: now)
        while case .idle = state {
            let next = decide(at: now)
            if next.isEmpty { break }
            actions += next
        }
        return actions
    }

    private mutating func take(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .started(let jobs, let records): return start(jobs, records)
        case .submitted(let job): return submit(job)
        case .cancelRequested(let id): return cancel(id)
        case .guestEnters, .holdRequested, .withdrawn, .guestLeft, .slotGivenBack:
            return takeFromGuest(event, at: now)
        case .drain:
            isDraining = true
            return []
        case .tick, .spoke: return []
        case .began(let id, let result): return began(id, result, at: now)
        case .generated(let id, let result): return generated(id, result, at: now)
        case .settled(let id, let result): return settled(id, result, at: now)
        case .checked(let error): return checked(error, at: now)
        case .unloaded(let error): return unloaded(error, at: now)
        case .looked(let result): return looked(result, at: now)
        case .sawPins(let error): return sawPins(error, at: now)
        case .loaded(let error): return loaded(error, at: now)
        case .probed(let error): return probed(error, at: now)
        }
    }

    mutating func restAfter(failures: Int, atMost longest: Duration? = nil) -> Duration {
        rest.after(failures: failures, atMost: longest)
    }

    func unixMs(at moment: Duration) -> Int64 {
        unixMsAtZero + Int64((moment / .milliseconds(1)).rounded(.up))
    }

    func moment(ofUnixMs unixMs: Int64) -> Duration { .milliseconds(unixMs - unixMsAtZero) }
}
