import Waiting

/// What keeps a host's embedders loaded, as a value.
///
/// Requests pass while their model is warm. Where it is not, one load warms it, and they wait; where
/// that fails they are told so at once until the next try is due. The host's list says what is true
/// of all that: whatever is not as it should be is put right, and has a name for people.
///
/// Times are durations since the start of one timeline.
struct ResidencyMachine: Sendable {
    struct Ticket: Hashable, Sendable {
        let rawValue: Int
    }

    enum Action: Sendable, Equatable {
        /// Ask which models are loaded, and tell `looked`.
        case look
        /// Ask for the version and the installed models, and tell `listed`.
        case list
        /// Have a model loaded and pinned, and tell `warmed`.
        case warm(String)
        /// Give up the load of a model; `warmed` still follows.
        case stopWarming(String)
        /// Tell a model to go, and tell `unloaded`.
        case unload(String)
        case admit(Ticket)
        case refuse(Ticket, HostError)
        case raised(Standing)
        case cleared(Standing)
        /// Call `tick` then.
        case wake(at: Duration)
    }

    /// A condition that holds.
    struct Standing: Sendable, Hashable {
        let name: HostCondition.Name
        let model: String
        var message: String
        let since: Duration
    }

    /// An embedder that is to be loaded and pinned.
    struct Pin: Sendable {
        enum State: Sendable, Hashable {
            /// Not loaded, as far as is known. Next: `warming`, at that time or when somebody must
            /// see it.
            case cold(nextTry: Duration)
            /// Its load is under way. Next: `warm`, `cold`.
            ///
            /// It may be loaded all the while, and only its pin is put back: then requests pass.
            case warming(since: Duration, deadline: Duration, isLoaded: Bool)
            /// Loaded and pinned. Next: `warming`, `cold`.
            case warm
        }

        var state: State
        /// Failures in a row, of loads and of requests.
        var failures = 0
        var lastError: HostError?
        /// At the gate, until it is warm.
        var waiting: [Waiting] = []
        /// At the gate, until it was looked at.
        var checking: [Waiting] = []
        /// When it was seen in the list, or answered.
        var lastSeen: Duration?
        /// The first look that began after its last load: earlier ones say nothing of that.
        var firstTelling = 0
        /// The context that it has after a load of ours; nil: not seen yet.
        var contextTokens: Int?
        /// It was loaded by us since its context was seen.
        var isFreshlyLoaded = true
        /// Tries in a row to put its pin back that no look showed to hold.
        var repins = 0
        /// Until then its pin is not put back once more.
        var nextRepin: Duration = .zero
    }

    struct Waiting: Sendable, Hashable {
        let ticket: Ticket
        let until: Duration
    }

    /// One who wants to see every pin in the host's list.
    struct Seer: Sendable, Hashable {
        let ticket: Ticket
        /// The first look that began after the asking.
        let firstLook: Int
        /// Looks that did not show every pin.
        var rounds = 0
    }

    /// A load of the chat worker's.
    struct ChatLoad: Sendable, Hashable {
        let model: String
        let since: Duration
    }

    let host: String
    let settings: ResidencySettings

    var pins: [String: Pin] = [:]
    /// Whose load is under way, also where it is to end: there is one at a time.
    var loading: String?
    /// Pinned by us before, and to be sent away where they are still pinned.
    var retired: Set<String> = []
    /// Told by the chat worker, ever: no strangers.
    var chatModels: Set<String> = []
    /// Of those, what a list has shown, by canonical names.
    var shown: Set<String> = []
    /// The chat worker has yet to say what an earlier start may have loaded.
    var isChatUnknown = false
    var guests: Set<String> = []
    /// Neither pinned nor guests, and embedded with all the same: no strangers either.
    var passed: Set<String> = []
    var chatLoad: ChatLoad?
    var chatLoadsEnded = 0
    /// Those that the evidence has taken in.
    var chatLoadsSeen = 0
    /// The first look that began after the last of them: earlier ones say nothing of it.
    var firstLookAfterChatLoad = 0
    var generation: Generation?
    /// When the last one that spoke ended: the host could load nothing in its place before.
    var lastSpeech: Duration = .zero
    var replacement: Replacement?
    var seers: [Seer] = []

    var residents: [Resident]?
    var hasSeenVideoMemory = false
    var digests: [String: String] = [:]
    var expectedDigests: [String: String] = [:]
    var installed: [InstalledModel] = []
    var version = ""
    var evidence = SlotEvidence()
    var loadTimes: [String: Duration] = [:]
    var wedge = Wedge()
    /// The last time that the host answered anything.
    var lastAnswer: Duration?
    var awayFailures = 0

    var standing: [Standing] = []
    /// Looks that were begun, and the last that was answered.
    var looks = 0
    var lastLook = 0
    /// The first look that shows which of the retired are pinned still.
    var firstTelling = 0
    var isLooking = false
    var nextLook: Duration = .zero
    var isListing = false
    var nextList: Duration = .zero
    private var tickets = 0

    init(host: String, settings: ResidencySettings) {
        self.host = host
        self.settings = settings
    }

    /// In an order that is the same in each run.
    var sortedPins: [(key: String, value: Pin)] { pins.sorted { $0.key < $1.key } }

    mutating func nextTicket() -> Ticket {
        tickets += 1
        return Ticket(rawValue: tickets)
    }

    /// Time has passed: whatever is due is begun.
    mutating func tick(at now: Duration) -> [Action] {
        var actions = turnAwayLate(at: now) + letUncheckedPass(at: now)
        actions += warmWhatIsDue(at: now)
        actions += endOverdueLoads(at: now)
        actions += heal(at: now)
        actions += goOnReplacing(at: now)
        guard isNeeded else { return actions + [.wake(at: now + settings.lookEvery)] }
        actions += lookIfDue(at: now)
        if !isListing, nextList <= now {
            isListing = true
            actions.append(.list)
        }
        return actions + [.wake(at: nextWake(at: now))]
    }

    /// Somebody embeds or chats here: a host that nobody uses need not be there.
    private var isNeeded: Bool {
        !pins.isEmpty || !retired.isEmpty || !guests.isEmpty || !passed.isEmpty || !seers.isEmpty
            || chatLoad != nil || !chatModels.isEmpty || replacement != nil
    }

    private func nextWake(at now: Duration) -> Duration {
        var times = [isLooking ? now + settings.lookEvery : nextLook]
        if !isListing { times.append(nextList) }
        for pin in pins.values {
            times += (pin.waiting + pin.checking).map(\.until)
            switch pin.state {
            case .cold(let nextTry): times.append(nextTry)
            case .warming(_, let deadline, _): times.append(deadline)
            case .warm: break
            }
        }
        if let time = nextHealing { times.append(time) }
        if let time = replacement?.nextLook { times.append(time) }
        if let time = replacement?.seenUntil { times.append(time) }
        return times.filter { $0 > now }.min() ?? now + settings.lookEvery
    }
}

extension ResidencyMachine {
    /// What is wrong now, and for how long.
    mutating func raise(
        _ name: HostCondition.Name,
        _ model: String = "",
        _ message: String,
        at now: Duration
    ) -> [Action] {
        if let place = standing.firstIndex(where: { $0.name == name && $0.model == model }) {
            standing[place].message = message
            return []
        }
        let new = Standing(name: name, model: model, message: message, since: now)
        standing.append(new)
        return [.raised(new)]
    }

    mutating func clear(_ name: HostCondition.Name, _ model: String = "") -> [Action] {
        guard let place = standing.firstIndex(where: { $0.name == name && $0.model == model })
        else { return [] }
        return [.cleared(standing.remove(at: place))]
    }

    /// - Parameter condition: holds for those models now, each with its sentence.
    mutating func settle(
        _ name: HostCondition.Name,
        _ sentences: [String: String],
        at now: Duration
    ) -> [Action] {
        let over = standing.filter { $0.name == name && sentences[$0.model] == nil }
        return over.flatMap { clear(name, $0.model) }
            + sentences.sorted { $0.key < $1.key }.flatMap {
                raise(name, $0.key, $0.value, at: now)
            }
    }
}
