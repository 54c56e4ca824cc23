extension ChatMachine {
    /// What the worker is doing.
    enum State: Sendable {
        /// Nothing of the store was read yet. → idle
        case starting
        /// Nothing is under way: there is nothing to do, or a rest passes. → any other
        case idle
        /// The host was away and is asked whether it is back. → idle
        case probing
        /// The host is asked whether it has the model that is next. → clearing, making, idle (it has
        /// not, or is away)
        case checking(String)
        /// What is ours in the host is sent away. → making, idle (nobody wants the slot any more, or
        /// the host is away)
        case clearing(Clearing)
        /// The slot is free, and a model is brought into it. → idle, lent, held
        case making(Making)
        /// The store counts an attempt. → running, settling (its end was asked for), idle
        case beginning(JobID, retryAt: Duration?)
        /// The host generates. → settling
        case running(Run)
        /// The generation has ended, and the store does not know it yet. → idle
        case settling(Settling)
        /// A guest has the slot for a slice of time. → idle, held
        case lent(Lent)
        /// A guest keeps the slot until it gives it back. → idle
        case held(String)
    }

    /// What a change of models is for.
    enum Goal: Sendable, Hashable {
        case jobs(String)
        case guest(String)
        case hold(String)
        /// To be sure that what an earlier life of the server asked for is over.
        case certainty

        var model: String? {
            switch self {
            case .jobs(let model), .guest(let model), .hold(let model): model
            case .certainty: nil
            }
        }

        var use: ModelUse {
            switch self {
            case .guest, .hold: .embedding
            case .jobs, .certainty: .chat
            }
        }
    }

    /// Sends models away and looks until they have gone: told to go, a model goes when it is idle.
    struct Clearing: Sendable {
        let goal: Goal
        /// When the change began.
        let since: Duration
        var step: Step
        /// When they were told to go; nil: not yet.
        var toldAt: Duration?
        /// Failures in a row.
        var failures = 0

        enum Step: Sendable {
            /// The first of these is being told. → unloading (the rest), looking
            case unloading([String])
            /// The host is asked who is loaded. → unloading, pausing
            case looking
            /// Until the next look, or the next try. → looking, unloading
            case pausing(until: Duration, next: [String])
        }
    }

    /// Brings a model into the free slot.
    struct Making: Sendable {
        let goal: Goal
        /// As the host is asked for it.
        let model: String
        let since: Duration
        var step: Step

        enum Step: Sendable {
            /// The embedders are seen pinned, so that the load throws none of them out. → loading
            case seeingPins(tries: Int)
            /// → seeingPins
            case pausing(until: Duration, tries: Int)
            case loading
        }
    }

    struct Run: Sendable {
        let id: JobID
        let model: String
        /// As the host was asked for it.
        let name: String
        let since: Duration
        var lastHeard: Duration
        /// It was told to stop, and has not yet.
        var stop: Stop?

        init(_ entry: QueueEntry, at now: Duration) {
            id = entry.id
            model = entry.model
            name = entry.name
            since = now
            lastHeard = now
        }
    }

    enum Stop: Sendable, Hashable {
        case cancelled
        case expired
        case silent
        /// It has run for longer than an attempt may.
        case overdue
        /// It has said more than a job may.
        case longWinded
    }

    struct Settling: Sendable {
        let id: JobID
        let settlement: Settlement
        /// nil: it is being written.
        var retryAt: Duration?
        var failures = 0
    }

    /// What the store is to know of a job.
    enum Settlement: Sendable, Hashable {
        case again(because: String, notBefore: Duration?)
        case end(JobEnding)
        /// It waits, and its model cannot be loaded: only what was begun can fail, so it is begun
        /// first.
        case refuse(JobFailure, String)
    }

    struct Lent: Sendable {
        let model: String
        let since: Duration
        /// Uses of it under way.
        var inside = 0
        var lastLeft: Duration
    }

    /// What of ours sits in the host.
    enum Occupant: Sendable, Hashable {
        case nobody
        /// Goes by itself at `until`, unless it is used.
        case model(String, until: Duration)
        /// Not known of these: they are looked for before anything is loaded.
        case unsure(Set<String>)
        /// Whatever is not pinned has to go, for want of memory.
        case everyone
    }

    /// The host does not answer.
    struct Outage: Sendable {
        let since: Duration
        var message: String
        var failures: Int
        var nextProbe: Duration
    }

    /// What is known of a job that has not ended.
    struct OpenJob: Sendable {
        let entry: QueueEntry
        let deadline: Duration?
        var attempts: Int
        var isCancelRequested: Bool
        /// Attempts that failed by themselves.
        var failures = 0
        /// Attempts in a row that came to nothing, for whatever reason.
        var misses = 0
        /// Loads that failed when it was its turn.
        var loadFailures = 0
        var memoryFailures = 0
        /// What it has said in all attempts since the server's start.
        var saidBytes = 0
        /// The end of a job that waits, while it is written.
        var ending: Settling?
    }
}

/// A wish for the slot.
struct GuestTicket: RawRepresentable, Hashable, Comparable, Sendable {
    let rawValue: Int

    static func < (left: GuestTicket, right: GuestTicket) -> Bool { left.rawValue < right.rawValue }
}
