import Knowledge
import Spaces

extension MigrationMachine {
    /// Where the work is.
    ///
    /// What is shown of it is `phase`.
    enum State: Sendable {
        /// Nothing was asked yet. → adopting, walking, paused (by an order)
        case fresh
        /// Another space's vectors are taken over, page by page. → walking, paused
        case adopting(Ticket)
        /// The backlog is walked; the route is the old one. → preparing, evaluating, holding,
        /// checking, handingOver, paused
        case walking(Walk)
        /// The pass is proven; the index loads beside the live one. → walking (what came
        /// meanwhile), paused
        case preparing(pass: Revision)
        /// The index is ready; queries are replayed on both profiles. → walking (what came
        /// meanwhile), paused
        case evaluating(Ticket, pass: Revision)
        /// Ready, and not to go on yet. → walking (what came meanwhile), at `until` or by an order;
        /// paused
        case holding(pass: Revision, until: Duration)
        /// The last looks before new writes are given to the new embedder. → walking (what came
        /// meanwhile), paused
        case checking(Check, pass: Revision)
        /// The route is turned. → ended (finished), paused (abandoned: the route is turned back)
        case handingOver(HandOver)
        /// Rests until its next try, or an order. → walking, adopting, paused
        case paused(Pause)
        /// No request starts any more; the log decides. → ended; paused if the log could not be
        /// written
        case cancelling(Cancelling)
        /// Nothing happens any more.
        case ended(Phase)
    }

    enum Check: Sendable {
        /// The items are counted: the quarantine must be small enough. → canaries
        case counting
        /// The embedder must be there, and the one it was. → hook
        case canaries(Ticket)
        /// The operator's program must not refuse.
        case hook(Ticket)
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
            case flipping(Ticket, through: Revision, fault: Fault?)
        }
    }

    struct Pause: Sendable {
        var walk: Walk
        var cause: Cause
        var reason: String
        /// nil: it tries right now, or waits for an order.
        var nextTry: Duration?

        enum Cause: Sendable, Hashable {
            /// The embedder failed: a batch that is stored ends the pause.
            case embedder
            /// The store failed: whatever it does again ends the pause.
            case store
            /// A hand-over was abandoned: the rest itself is all that is asked for.
            case handOver
            /// The canaries are not what they were: only their being so again ends the pause.
            case drift
            /// The next request, at so many millionths, would pass the limit: room ends the pause.
            case spend(needed: Int64)
            /// Too many items are quarantined: their being fewer ends the pause.
            case quarantine
            /// An operator paused it, and an operator ends the pause.
            case order
        }

        /// What is in flight may fail without making another pause of it.
        var isFirm: Bool {
            switch cause {
            case .drift, .spend, .quarantine, .order: true
            case .embedder, .store, .handOver: false
            }
        }

        /// It tries right now.
        var isTrying: Bool { nextTry == nil && !isFirm }
    }

    struct Cancelling: Sendable {
        /// Where the walk goes on if the cancel cannot be written.
        var floor: Revision
        /// The hand-over that was interrupted: the route is turned.
        var handOver: HandOver?
    }

    /// What keeps the work from going on.
    enum Fault: Sendable {
        case embedder(EmbedderError)
        /// It answered what cannot be stored.
        case answer(String)
        case store(StoreError)
        case handOver(String)
        case drift(String)
        case spend(needed: Int64, String)
        case quarantine(String)
        case order

        init(_ error: EvidenceError) {
            switch error {
            case .embedder(let error): self = .embedder(error)
            case .store(let error): self = .store(error)
            }
        }

        var cause: Pause.Cause {
            switch self {
            case .embedder, .answer: .embedder
            case .store: .store
            case .handOver: .handOver
            case .drift: .drift
            case .spend(let needed, _): .spend(needed: needed)
            case .quarantine: .quarantine
            case .order: .order
            }
        }

        var sentence: String {
            switch self {
            case .answer(let sentence), .handOver(let sentence), .drift(let sentence),
                .spend(_, let sentence), .quarantine(let sentence):
                sentence
            case .embedder(let error): error.message
            case .store(let error): error.message
            case .order: "paused by an operator"
            }
        }
    }
}

extension MigrationMachine.State {
    /// The walk under way, if there is one.
    var walk: Walk? {
        get {
            switch self {
            case .walking(let walk): walk
            case .paused(let pause): pause.walk
            case .handingOver(let handOver):
                if case .catchingUp(let walk, _) = handOver.step { walk } else { nil }
            case .fresh, .adopting, .preparing, .evaluating, .holding, .checking, .cancelling,
                .ended:
                nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .walking:
                self = .walking(newValue)
            case .paused(var pause):
                pause.walk = newValue
                self = .paused(pause)
            case .handingOver(var handOver):
                guard case .catchingUp(_, let through) = handOver.step else { return }
                handOver.step = .catchingUp(newValue, through: through)
                self = .handingOver(handOver)
            case .fresh, .adopting, .preparing, .evaluating, .holding, .checking, .cancelling,
                .ended:
                return
            }
        }
    }

    /// The revision up to which everything is done, as far as the state knows.
    func floor(under flights: Flights) -> Revision {
        switch self {
        case .walking(let walk): walk.floor(under: flights)
        case .paused(let pause): pause.walk.floor(under: flights)
        case .preparing(let pass), .evaluating(_, let pass), .holding(let pass, _),
            .checking(_, let pass):
            pass
        case .handingOver(let handOver): walk?.floor(under: flights) ?? handOver.floor
        case .cancelling(let cancelling): cancelling.floor
        case .fresh, .adopting, .ended: .none
        }
    }
}
