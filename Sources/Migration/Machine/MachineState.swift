import Knowledge

extension MigrationMachine {
    /// Where the work is.
    ///
    /// What is shown of it is `phase`.
    enum State: Sendable {
        /// Nothing was asked yet. → walking
        case fresh
        /// The backlog is walked; the route is the old one. → preparing, handingOver, paused
        case walking(Walk, shownAs: Phase)
        /// The pass is proven; the index loads beside the live one. → walking (what came
        /// meanwhile), paused
        case preparing(Ticket, pass: Revision)
        /// The pass is proven, and the embedder has answered nothing since the last fault: it must
        /// answer before new writes are given to it. → walking (what came meanwhile), paused
        case probing(Ticket, pass: Revision)
        /// The route is turned. → ended (finished), paused (abandoned: the route is turned back)
        case handingOver(HandOver)
        /// Rests until its next try, then tries with one batch. → walking, paused
        case paused(Pause)
        /// No request starts any more; the log decides. → ended; paused if the log could not be
        /// written
        case cancelling(Cancelling)
        /// Nothing happens any more.
        case ended(Phase)
    }

    /// The last phase, of which the pass is the start: everything up to it has a vector.
    struct HandOver: Sendable {
        let pass: Revision
        var step: Step
        /// Flips in a row that did not come off.
        var flipsFailed = 0
        /// The pass holds no more: something that it saw embedded has left the space.
        var isVoid = false

        /// From where a walk goes on if the hand-over is abandoned with no walk of its own.
        var floor: Revision { isVoid ? .none : pass }

        enum Step: Sendable {
            /// Stragglers of the old route get their time. → measuring
            case turning(Ticket)
            /// Every write of the old route has committed; the newest revision is asked for.
            /// → catchingUp
            case measuring(Ticket)
            /// What is missing up to `through` is embedded, with no lock held. → flipping
            case catchingUp(Walk, through: Revision)
            /// The transaction is on its way; `permitsFlip` is all that can still stop it.
            /// `fault`: why the hand-over is to be abandoned. → ended, catchingUp, flipping
            case flipping(Ticket, through: Revision, fault: String?)
        }
    }

    struct Pause: Sendable {
        var walk: Walk
        var cause: Cause
        var reason: String
        /// nil: it tries right now.
        var nextTry: Duration?

        enum Cause: Sendable {
            /// The embedder failed: a batch that is stored ends the pause.
            case embedder
            /// The store failed: whatever it does again ends the pause.
            case store
            /// An item is refused: its absence from the backlog ends the pause.
            case refusal
            /// A hand-over was abandoned: the rest itself is all that is asked for.
            case handOver
        }
    }

    struct Cancelling: Sendable {
        /// Where the walk goes on if the cancel cannot be written.
        var floor: Revision
        /// The hand-over that was interrupted: the route is turned.
        var handOver: HandOver?
    }

    /// What went wrong with the migration's own work.
    enum Fault: Sendable {
        case embedder(String)
        case store(StoreError)
        case refusal(Refusal)
        case handOver(String)

        var cause: Pause.Cause {
            switch self {
            case .embedder: .embedder
            case .store: .store
            case .refusal: .refusal
            case .handOver: .handOver
            }
        }

        var sentence: String {
            switch self {
            case .embedder(let sentence), .handOver(let sentence): sentence
            case .store(let error): error.message
            case .refusal(let refusal): refusal.sentence
            }
        }
    }
}

extension MigrationMachine.State {
    /// The walk under way, if there is one.
    var walk: Walk? {
        get {
            switch self {
            case .walking(let walk, _): walk
            case .paused(let pause): pause.walk
            case .handingOver(let handOver):
                if case .catchingUp(let walk, _) = handOver.step { walk } else { nil }
            case .fresh, .preparing, .probing, .cancelling, .ended: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .walking(_, let phase):
                self = .walking(newValue, shownAs: phase)
            case .paused(var pause):
                pause.walk = newValue
                self = .paused(pause)
            case .handingOver(var handOver):
                guard case .catchingUp(_, let through) = handOver.step else { return }
                handOver.step = .catchingUp(newValue, through: through)
                self = .handingOver(handOver)
            case .fresh, .preparing, .probing, .cancelling, .ended:
                return
            }
        }
    }

    /// The revision up to which everything is done, as far as the state knows.
    var floor: Revision {
        switch self {
        case .walking(let walk, _): walk.floor
        case .paused(let pause): pause.walk.floor
        case .preparing(_, let pass), .probing(_, let pass): pass
        case .handingOver(let handOver): walk?.floor ?? handOver.floor
        case .cancelling(let cancelling): cancelling.floor
        case .fresh, .ended: .none
        }
    }
}
