import Knowledge
import Spaces

@testable import Migration

/// One machine over a shelf, driven by a seed: effects finish in any order, and fail, and the whole
/// is dropped and begun again.
struct World {
    struct Chaos {
        var embedderFails = 0.05
        var embedderLies = 0.02
        var storeFails = 0.03
        var flipTimesOut = 0.2
        var writePathFails = 0.01
        var crashes = 0.003
        var vectorsVanish = 0.002
        var writes = 0.15
        var orders = 0.01
        var hookRefuses = 0.1

        static let none = Chaos(
            embedderFails: 0,
            embedderLies: 0,
            storeFails: 0,
            flipTimesOut: 0,
            writePathFails: 0,
            crashes: 0,
            vectorsVanish: 0,
            writes: 0.05,
            orders: 0,
            hookRefuses: 0
        )
    }

    enum Lane {
        case log
        case route
        case index
        case free
    }

    var shelf: Shelf
    var machine: MigrationMachine
    var random: SeededGenerator
    var chaos = Chaos()
    let record: MigrationRecord
    private(set) var now: Duration = .zero
    private(set) var ended: Phase?
    private(set) var published = 0
    /// Sentences of what must never happen.
    private(set) var breaches: [String] = []
    private var pending: [(lane: Lane, action: MigrationMachine.Action)] = []
    private var isTurned = false
    /// Writes that began under the old route and have not committed.
    private var stragglers: [Int64] = []
    private var isCancelRequested = false
    /// Paid for and not lost to a crash, by item and revision.
    private var answered: Set<[Int64]> = []
    private var texts = 0

    /// Of a million tokens.
    static let price: Int64 = 1_000_000

    init(seed: UInt64, items: Int64, settings: MigrationSettings) throws {
        random = SeededGenerator(seed: seed)
        shelf = Fixtures.shelf(items: items)
        guard case .started(let record) = shelf.start(Fixtures.request(settings)) else {
            throw StoreError(.failed, "the migration did not start")
        }
        self.record = record
        machine = Self.machine(record, seed: seed, at: .zero)
        feed(.begin)
    }

    private static func machine(
        _ record: MigrationRecord,
        seed: UInt64,
        at now: Duration
    ) -> MigrationMachine {
        MigrationMachine(
            record,
            textsPerCallMax: 32,
            microsPerMillionTokens: price,
            jitterSeed: seed,
            at: now
        )
    }

    private var space: SpaceID { record.space.id }

    mutating func cancel() {
        feed(.cancelRequested)
        isCancelRequested = true
    }

    /// One thing happens.
    mutating func step() {
        if random.chance(chaos.writes) { write() }
        if random.chance(chaos.crashes) { return crash() }
        if random.chance(chaos.vectorsVanish), shelf.removeVectors(of: space, limit: 3) > 0 {
            answered = []
            feed(.vectorsRemoved)
        }
        if random.chance(chaos.orders) { order() }
        if isTurned, random.chance(chaos.writePathFails) { feed(.writePathFault("it is down")) }
        guard !pending.isEmpty, random.chance(0.8) else { return pass() }
        let first = Int.random(in: 0..<pending.count, using: &random)
        let lane = pending[first].lane
        let index = lane == .free ? first : pending.firstIndex { $0.lane == lane } ?? first
        perform(pending.remove(at: index).action)
    }

    private mutating func pass() {
        now += .milliseconds(Int.random(in: 0..<50, using: &random))
        guard let wake = machine.nextWake(after: now), pending.isEmpty || wake <= now else {
            return
        }
        now = max(now, wake)
        feed(.tick)
    }

    mutating func feed(_ event: MigrationMachine.Event) {
        for action in machine.handle(event, at: now) {
            switch action {
            case .publish:
                published += 1
                isTurned = false
            case .abort:
                abort()
            case .finish(let phase):
                ended = phase
            default:
                check(action)
                pending.append((Self.lane(of: action), action))
            }
        }
    }

    private static func lane(of action: MigrationMachine.Action) -> Lane {
        switch action {
        case .record, .flip: .log
        case .turn, .turnBack: .route
        case .prepareIndex, .discardIndex: .index
        default: .free
        }
    }

    private mutating func abort() {
        pending.removeAll {
            switch $0.action {
            case .embed, .probe, .checkCanaries, .evaluate, .askHook, .prepareIndex: true
            default: false
            }
        }
    }

    private mutating func crash() {
        for (_, action) in pending where random.chance(0.5) {
            // What was on its way to the store may have arrived; nobody hears of it.
            if case .store(_, let paid) = action { _ = shelf.put(paid.vectors, in: space) }
            if case .setAside(_, let micros) = action { shelf.spend(micros) }
        }
        pending = []
        answered = []
        isTurned = false
        stragglers = []
        guard shelf.outcome(of: record.epoch) == nil, let latest = shelf.latest(record.epoch)
        else {
            return
        }
        let seed = random.next()
        machine = Self.machine(latest, seed: seed, at: now)
        feed(.begin)
    }
}

/// Writes of the live write path.
extension World {
    private mutating func write() {
        let id = Int64.random(in: 1...80, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: shelf.delete(id)
        case 1 where !isTurned: stragglers.append(id)
        default: commit(id, straggles: false)
        }
    }

    private mutating func commit(_ id: Int64, straggles: Bool) {
        texts += 1
        let isBad = chaos.embedderFails > 0 && random.chance(0.02)
        let text = "\(isBad ? "bad" : "text") \(texts)"
        if isTurned, !straggles {
            let isPending = isBad || random.chance(0.2)
            let values = Fixtures.vector(for: text)
            shelf.write(id, text, vector: isPending ? nil : (space, values))
        } else {
            shelf.write(id, text, vector: (SpaceID(rawValue: 1), [1, 0]))
        }
    }

    /// Edits what the embedder refuses.
    mutating func mend() {
        for item in shelf.items.values.sorted(by: { $0.id < $1.id })
        where item.text.hasPrefix("bad") {
            commit(item.id.rawValue, straggles: false)
        }
    }
}

/// Effects.
extension World {
    private mutating func perform(_ action: MigrationMachine.Action) {
        switch action {
        case .count:
            feed(.counted(failing() ?? .success(shelf.counts(of: space))))
        case .readBacklog(let ticket, let after, let limit):
            let page = shelf.backlog(of: space, after: after, limit: limit)
            feed(.read(ticket, failing() ?? .success(page)))
        case .embed(let ticket, let items):
            embed(ticket, items)
        case .store(let ticket, let paid):
            store(ticket, paid)
        case .readRetrying(let ticket, let after, let limit):
            let items = shelf.retrying(after: after, limit: limit)
            feed(.readRetrying(ticket, failing() ?? .success(items)))
        case .setAside(let ticket, let micros):
            if let failure: Result<Void, StoreError> = failing() {
                return feed(.wasSetAside(ticket, failure))
            }
            shelf.spend(micros)
            feed(.wasSetAside(ticket, .success(())))
        case .settle(let settlement):
            if !random.chance(chaos.storeFails) { shelf.spend(-settlement.givenBackMicros) }
        case .quarantine(let ticket, let refusal):
            if let failure: Result<Int, StoreError> = failing() {
                return feed(.quarantined(ticket, failure))
            }
            feed(.quarantined(ticket, .success(shelf.refuse(refusal, in: space))))
        case .checkCanaries(let ticket):
            let isDown = random.chance(chaos.embedderFails)
            let error = EvidenceError.embedder(EmbedderError(.unavailable, "it is down"))
            feed(.canariesChecked(ticket, isDown ? .failure(error) : .success(.same)))
        case .evaluate(let ticket, _):
            let isDown = random.chance(chaos.embedderFails)
            let error = EvidenceError.embedder(EmbedderError(.unavailable, "it is down"))
            let report = Fixtures.report(.inconclusive)
            feed(.evaluated(ticket, isDown ? .failure(error) : .success(report)))
        case .askHook(let ticket, _):
            let refusal = random.chance(chaos.hookRefuses) ? "not today" : nil
            feed(.hookAnswered(ticket, refusal: refusal))
        case .prepareIndex(let ticket):
            feed(.indexed(ticket, failing() ?? .success(())))
        case .probe(let ticket):
            let isDown = random.chance(chaos.embedderFails)
            let error = EmbedderError(.unavailable, "it is down")
            let answer = [Fixtures.vector(for: "probe")]
            feed(.probed(ticket, isDown ? .failure(error) : .success(answer)))
        case .turn(let ticket):
            isTurned = true
            for id in stragglers { commit(id, straggles: true) }
            stragglers = []
            feed(.turned(ticket))
        case .turnBack:
            isTurned = false
        case .readNewest(let ticket):
            feed(.newest(ticket, failing() ?? .success(shelf.newest)))
        case .flip(let ticket, let pass, let through):
            flip(ticket, pass, through)
        case .record(let phase, let reason):
            _ = shelf.record(phase, reason: reason, of: record.epoch, atUnixMs: 0)
        case .cancel:
            let result = shelf.end(record.epoch, as: .cancelled, reason: "", atUnixMs: 0)
            guard let result else { return }
            feed(.cancelled(failing() ?? .success(result)))
        case .discardIndex, .publish, .abort, .finish, .adopt, .cancelEvaluation, .measureLoad,
            .limitArrivals:
            break
        }
    }

    private mutating func failing<Value>() -> Result<Value, StoreError>? {
        guard random.chance(chaos.storeFails) else { return nil }
        let isFull = random.chance(0.5)
        return .failure(StoreError(isFull ? .diskFull : .failed, "the store is out of order"))
    }

    private mutating func embed(_ ticket: Ticket, _ items: [Item]) {
        if random.chance(chaos.embedderFails) {
            return feed(.embedded(ticket, .failure(EmbedderError(.unavailable, "it is down"))))
        }
        if let bad = items.firstIndex(where: { $0.text.hasPrefix("bad") }) {
            let error = EmbedderError(.textRefused(position: bad), "it is bad")
            return feed(.embedded(ticket, .failure(error)))
        }
        var answer = items.map { Fixtures.vector(for: $0.text) }
        if random.chance(chaos.embedderLies) {
            answer[0] = [.nan, 0, 0, 0]
            return feed(.embedded(ticket, .success(EmbeddedTexts(answer))))
        }
        for item in items { answered.insert([item.id.rawValue, item.revision.rawValue]) }
        feed(.embedded(ticket, .success(EmbeddedTexts(answer, tokens: 2 * items.count))))
    }

    private mutating func store(_ ticket: Ticket, _ paid: PaidVectors) {
        if let failure: Result<Int, StoreError> = failing() {
            return feed(.stored(ticket, failure))
        }
        shelf.spend(-(paid.settlement?.givenBackMicros ?? 0))
        feed(.stored(ticket, .success(shelf.put(paid.vectors, in: space))))
    }

    private mutating func flip(_ ticket: Ticket, _ pass: Revision, _ through: Revision) {
        if !machine.permitsFlip(ticket) || random.chance(chaos.flipTimesOut) {
            return feed(.flipped(ticket, .success(.timedOut)))
        }
        if let failure: Result<FlipResult, StoreError> = failing() {
            return feed(.flipped(ticket, failure))
        }
        let result = shelf.flip(record.epoch, pass: pass, through: through, atUnixMs: 0)
        if case .flipped = result {
            let lacking = shelf.missing(in: space).filter { $0.revision <= through }
            if !lacking.isEmpty { breaches.append("flipped without \(lacking.map(\.revision))") }
            if !isTurned { breaches.append("flipped under the old route") }
        }
        feed(.flipped(ticket, .success(result)))
    }

    private mutating func check(_ action: MigrationMachine.Action) {
        switch action {
        case .embed(_, let items):
            checkRequest()
            let inFlight = pending.flatMap { pending -> [Item] in
                if case .embed(_, let items) = pending.action { items } else { [] }
            }
            for item in items {
                let isPaid = answered.contains([item.id.rawValue, item.revision.rawValue])
                if isPaid { breaches.append("paid twice for \(item.revision)") }
                if inFlight.contains(item) { breaches.append("\(item.revision) twice in flight") }
            }
        case .setAside, .probe, .checkCanaries, .evaluate:
            checkRequest()
        case .store(_, let paid):
            let vectors = paid.vectors
            if isCancelRequested { breaches.append("stored after the cancel") }
            let fault = VectorValidity.fault(
                in: vectors.map(\.values),
                count: vectors.count,
                identity: Fixtures.new
            )
            if let fault { breaches.append("stored a wrong vector: \(fault)") }
        case .readBacklog, .flip:
            if isCancelRequested { breaches.append("asked for more after the cancel") }
        default:
            break
        }
    }

    private mutating func checkRequest() {
        if isCancelRequested { breaches.append("asked the embedder after the cancel") }
        if machine.settings.isPaused, !isTurned {
            breaches.append("asked the embedder while an operator's pause holds")
        }
        if let limit = machine.settings.spendMicrosMax, machine.purse.spent > limit {
            breaches.append("\(machine.purse.spent) are spent of \(limit)")
        }
    }

    var isRouteTurned: Bool { isTurned }

    var isIdle: Bool { pending.isEmpty }
}
