/// What a guest's turns in the chat worker's slot are, as their bounds and what was learnt say.
package struct GuestTurns: Sendable, Hashable {
    /// The guest's turn while jobs wait.
    package var slice: Duration
    /// The jobs' turn at the longest, the one that ends it included.
    package var jobs: Duration
    /// nil: none was seen yet.
    package var changeToGuest: Duration?
    package var changeToJobs: Duration?
    /// Until a guest that gave up waiting asks again, at the longest.
    package var rest: Duration

    package init(
        slice: Duration,
        jobs: Duration,
        changeToGuest: Duration? = nil,
        changeToJobs: Duration? = nil,
        rest: Duration = .zero
    ) {
        self.slice = slice
        self.jobs = jobs
        self.changeToGuest = changeToGuest
        self.changeToJobs = changeToJobs
        self.rest = rest
    }

    /// Turns for which a guest comes beside its work: the canaries and the evaluation of a
    /// migration, and the hand-over.
    package static let turnsBeside = 3

    /// Of so much work, while jobs always wait.
    package func slices(of work: Duration) -> Int {
        let whole = (work / slice).rounded(.up)
        return Int(min(max(1, whole), 1e9)) + Self.turnsBeside
    }

    /// When nobody chats: one change of models, and the work.
    package func shortest(_ work: Duration) -> Duration {
        work + (changeToGuest ?? .zero)
    }

    /// When jobs always wait: before each of its turns the jobs have theirs.
    package func longest(_ work: Duration) -> Duration {
        let between = jobs + rest + (changeToGuest ?? .zero) + (changeToJobs ?? .zero)
        return work + slice * Self.turnsBeside + between * slices(of: work)
    }

    /// What a change of models takes is not known, and not counted.
    package var isChangeUnknown: Bool { changeToGuest == nil || changeToJobs == nil }
}

extension ChatMachine {
    /// The turns of a guest, if `model` were one now.
    func turns(of model: String) -> GuestTurns {
        let models = chatModels
        let job = models.compactMap(costs.job).max()
        let count = settings.drain.jobsMax
        return GuestTurns(
            slice: settings.drain.guestSlice,
            jobs: min(settings.drain.timeMax, job.map { $0 * count } ?? settings.drain.timeMax)
                + (job ?? .zero),
            changeToGuest: costs.change(to: model),
            changeToJobs: models.compactMap(costs.change).max()
        )
    }

    /// Models of which jobs wait, or were run.
    var chatModels: Set<String> {
        costs.chatModels.union(queue.lanes.map(\.model)).union([drain.model].compactMap(\.self))
    }
}
