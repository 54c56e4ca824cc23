import Knowledge
import Spaces
import Testing

@testable import Migration

/// A machine that has been begun, and what it asked for.
struct MachineRig {
    typealias Action = MigrationMachine.Action

    var machine: MigrationMachine
    var now: Duration = .zero
    /// What the last event led to.
    private(set) var asked: [Action] = []
    /// What was asked for and not answered by the pilot.
    private(set) var open: [Action] = []
    /// What the pilot answers.
    var counts = SpaceCounts(items: 100, embedded: 0, vectors: 0)
    var backlog: [Item] = []
    var newest: Int64 = 0
    var verdict = EvaluationReport.Verdict.go

    init(
        _ settings: MigrationSettings = MigrationSettings(batchItems: 2, concurrency: 2),
        phase: Phase = .planned,
        spend: MigrationSpend = .none,
        microsPerMillionTokens: Int64 = 0,
        isReturning: Bool = false,
        unixMsAtZero: Int64 = 0,
        isClear: Bool = true
    ) {
        let record = MigrationRecord(
            epoch: Epoch(rawValue: 2),
            space: Space(id: SpaceID(rawValue: 2), identity: Fixtures.new),
            settings: settings,
            phase: phase,
            reason: "",
            startedUnixMs: 0,
            endedUnixMs: nil,
            sequence: 0,
            times: nil,
            spend: spend
        )
        machine = MigrationMachine(
            record,
            textsPerCallMax: 100,
            microsPerMillionTokens: microsPerMillionTokens,
            isReturning: isReturning,
            unixMsAtZero: unixMsAtZero,
            jitterSeed: 1,
            at: .zero
        )
        feed(.begin)
        guard isClear, let look = lookTicket else { return }
        let begun = asked
        feed(.canariesChecked(look, .success(.same)))
        asked = begun + asked
        open.removeAll { if case .checkCanaries = $0 { true } else { false } }
    }

    mutating func feed(_ event: MigrationMachine.Event) {
        asked = machine.handle(event, at: now)
        open += asked
    }

    mutating func wait(_ duration: Duration) {
        now += duration
        feed(.tick)
    }

    mutating func tune(_ turn: (inout MigrationSettings) -> Void) {
        var settings = machine.settings
        turn(&settings)
        feed(.tuned(settings))
    }
}

/// What was asked for.
extension MachineRig {
    var embeds: [(ticket: Ticket, items: [Item])] { Self.embeds(in: asked) }
    var openEmbeds: [(ticket: Ticket, items: [Item])] { Self.embeds(in: open) }

    private static func embeds(in actions: [Action]) -> [(ticket: Ticket, items: [Item])] {
        actions.compactMap {
            if case .embed(let ticket, let items) = $0 { (ticket, items) } else { nil }
        }
    }

    var stores: [(ticket: Ticket, paid: PaidVectors)] {
        asked.compactMap {
            if case .store(let ticket, let paid) = $0 { (ticket, paid) } else { nil }
        }
    }

    /// The ticket of the first action that `pick` knows.
    func ticket(_ pick: (Action) -> Ticket?) throws -> Ticket {
        try #require(asked.lazy.compactMap(pick).first)
    }

    var lookTicket: Ticket? {
        asked.lazy.compactMap {
            if case .checkCanaries(let ticket) = $0 { ticket } else { nil }
        }
        .first
    }

    var reading: Ticket? {
        asked.lazy.compactMap {
            if case .readBacklog(let ticket, _, _) = $0 { ticket } else { nil }
        }
        .first
    }

    func has(_ isMeant: (Action) -> Bool) -> Bool { asked.contains(where: isMeant) }

    /// It asked for the index: the pass is proven.
    var isIndexing: Bool { has { if case .prepareIndex = $0 { true } else { false } } }

    /// Something goes to the embedder.
    var isAsking: Bool { has(\.isRequest) }
}

extension MigrationMachine.Action {
    var isRequest: Bool {
        switch self {
        case .embed, .setAside, .probe, .checkCanaries, .evaluate: true
        default: false
        }
    }
}

/// Answers.
extension MachineRig {
    mutating func page(_ revisions: [Int64], through: Int64, hasMore: Bool = false) throws {
        let page = BacklogPage(
            items: revisions.map { MachineRig.item($0) },
            through: Revision(rawValue: through),
            hasMore: hasMore
        )
        feed(.read(try #require(reading), .success(page)))
    }

    mutating func answer(_ ticket: Ticket, _ items: [Item], tokens: Int? = nil) {
        let vectors = items.map { Fixtures.vector(for: $0.text) }
        feed(.embedded(ticket, .success(EmbeddedTexts(vectors, tokens: tokens))))
    }

    mutating func fail(_ ticket: Ticket, _ code: EmbedderError.Code, _ sentence: String) {
        feed(.embedded(ticket, .failure(EmbedderError(code, sentence))))
    }

    /// Answers everything, in order and well, until an action is asked for that is meant.
    mutating func pilot(until isMeant: (Action) -> Bool) throws {
        var steps = 0
        while !open.contains(where: isMeant) {
            try #require(!open.isEmpty && steps < 1_000, "\(machine.state)")
            steps += 1
            answerWell(open.removeFirst())
        }
        open = []
    }

    /// Answers everything that is asked for now, and what that leads to.
    mutating func pilotThroughAll() {
        for _ in 0..<1_000 where !open.isEmpty { answerWell(open.removeFirst()) }
    }

    private mutating func answerWell(_ action: Action) {
        switch action {
        case .count: feed(.counted(.success(counts)))
        case .readBacklog(let ticket, let after, _):
            let items = backlog.filter { $0.revision > after }
            let through = Revision(rawValue: newest)
            feed(
                .read(ticket, .success(BacklogPage(items: items, through: through, hasMore: false)))
            )
        case .readRetrying(let ticket, _, _): feed(.readRetrying(ticket, .success([])))
        case .setAside(let ticket, _): feed(.wasSetAside(ticket, .success(())))
        case .embed(let ticket, let items): answer(ticket, items)
        case .store(let ticket, let paid):
            backlog.removeAll { item in paid.vectors.contains { $0.item == item.id } }
            feed(.stored(ticket, .success(paid.vectors.count)))
        case .quarantine(let ticket, let refusal):
            backlog.removeAll { $0.id == refusal.item }
            feed(.quarantined(ticket, .success(1)))
        case .probe(let ticket): feed(.probed(ticket, .success([Fixtures.vector(for: "probe")])))
        case .checkCanaries(let ticket): feed(.canariesChecked(ticket, .success(.same)))
        case .evaluate(let ticket, _):
            feed(.evaluated(ticket, .success(Fixtures.report(verdict))))
        case .askHook(let ticket, _): feed(.hookAnswered(ticket, refusal: nil))
        case .prepareIndex(let ticket): feed(.indexed(ticket, .success(())))
        case .turn(let ticket): feed(.turned(ticket))
        case .readNewest(let ticket):
            feed(.newest(ticket, .success(Revision(rawValue: newest))))
        case .adopt, .settle, .cancelEvaluation, .measureLoad, .limitArrivals, .abort,
            .discardIndex, .turnBack, .flip, .publish, .record, .cancel, .finish:
            break
        }
    }
}

/// Items, and ways to a state.
extension MachineRig {
    static func item(_ revision: Int64) -> Item {
        Item(
            id: ItemID(rawValue: revision * 10),
            key: ItemKey(key: "key-\(revision)"),
            text: "text \(revision)",
            metadata: [:],
            revision: Revision(rawValue: revision),
            createdUnixMs: 0,
            updatedUnixMs: 0
        )
    }

    /// Up to the flip that is asked for, with nothing to embed.
    static func atFlip() throws -> (rig: MachineRig, flip: Ticket) {
        var rig = try handingOver()
        rig.feed(.turned(try rig.ticket { if case .turn(let ticket) = $0 { ticket } else { nil } }))
        let measure = try rig.ticket {
            if case .readNewest(let ticket) = $0 { ticket } else { nil }
        }
        rig.feed(.newest(measure, .success(.none)))
        return (
            rig, try rig.ticket { if case .flip(let ticket, _, _) = $0 { ticket } else { nil } }
        )
    }

    static func handingOver(
        _ settings: MigrationSettings = MigrationSettings(batchItems: 2, concurrency: 2)
    ) throws -> MachineRig {
        var rig = MachineRig(settings)
        try rig.pilot { if case .turn = $0 { true } else { false } }
        return rig
    }
}
