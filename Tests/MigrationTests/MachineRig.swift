import Knowledge
import Spaces
import Testing

@testable import Migration

/// A machine that has been begun, and what it asked for.
struct MachineRig {
    typealias Action = MigrationMachine.Action

    var machine: MigrationMachine
    var now: Duration = .zero
    private(set) var asked: [Action] = []

    init(_ settings: MigrationSettings = MigrationSettings(batchItems: 2, concurrency: 2)) {
        let record = MigrationRecord(
            epoch: Epoch(rawValue: 2),
            space: Space(id: SpaceID(rawValue: 2), identity: Fixtures.new),
            settings: settings,
            phase: .planned,
            reason: "",
            startedUnixMs: 0,
            endedUnixMs: nil,
            sequence: 0,
            times: nil
        )
        machine = MigrationMachine(record, textsPerCallMax: 100, jitterSeed: 1, at: .zero)
        feed(.begin)
    }

    mutating func feed(_ event: MigrationMachine.Event) {
        asked = machine.handle(event, at: now)
    }

    var embeds: [(ticket: Ticket, items: [Item])] {
        asked.compactMap {
            if case .embed(let ticket, let items) = $0 { (ticket, items) } else { nil }
        }
    }

    var stores: [(ticket: Ticket, vectors: [Vector])] {
        asked.compactMap {
            if case .store(let ticket, let vectors) = $0 { (ticket, vectors) } else { nil }
        }
    }

    /// The ticket of the first action that `pick` knows.
    func ticket(_ pick: (Action) -> Ticket?) throws -> Ticket {
        try #require(asked.lazy.compactMap(pick).first)
    }

    var reading: Ticket? {
        asked.lazy.compactMap {
            if case .readBacklog(let ticket, _, _) = $0 { ticket } else { nil }
        }
        .first
    }

    mutating func page(_ revisions: [Int64], through: Int64, hasMore: Bool = false) throws {
        let page = BacklogPage(
            items: revisions.map { MachineRig.item($0) },
            through: Revision(rawValue: through),
            hasMore: hasMore
        )
        feed(.read(try #require(reading), .success(page)))
    }

    mutating func answer(_ ticket: Ticket, _ items: [Item]) {
        feed(.embedded(ticket, .success(items.map { Fixtures.vector(for: $0.text) })))
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

    /// Up to the flip that is asked for, with nothing to embed but what came before `newest`.
    static func atFlip(newest: Int64 = 0) throws -> (rig: MachineRig, flip: Ticket) {
        var rig = try handingOver()
        rig.feed(.turned(try rig.ticket { if case .turn(let ticket) = $0 { ticket } else { nil } }))
        let measure = try rig.ticket {
            if case .readNewest(let ticket) = $0 { ticket } else { nil }
        }
        rig.feed(.newest(measure, .success(Revision(rawValue: newest))))
        return (
            rig, try rig.ticket { if case .flip(let ticket, _, _) = $0 { ticket } else { nil } }
        )
    }

    static func handingOver() throws -> MachineRig {
        var rig = MachineRig()
        try rig.page([], through: 0)
        let index = try rig.ticket {
            if case .prepareIndex(let ticket) = $0 { ticket } else { nil }
        }
        rig.feed(.indexed(index, .success(())))
        try rig.page([], through: 0)
        let probe = try rig.ticket { if case .probe(let ticket) = $0 { ticket } else { nil } }
        rig.feed(.probed(probe, .success([Fixtures.vector(for: "probe")])))
        try rig.page([], through: 0)
        return rig
    }

    /// It asked for the index: the pass is proven.
    var isIndexing: Bool {
        asked.contains { if case .prepareIndex = $0 { true } else { false } }
    }
}
