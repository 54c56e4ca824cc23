import Knowledge
import Migration
import Spaces

/// A store as a plain value: items, vectors, log and changes, with the rules of the ports.
struct Shelf: Sendable {
    private(set) var items: [ItemID: Item] = [:]
    private(set) var vectors: [SpaceID: [ItemID: Vector]] = [:]
    private(set) var rows: [Profile]
    private(set) var records: [Epoch: MigrationRecord] = [:]
    private(set) var changes: [PhaseChange] = []
    private(set) var newest = Revision.none
    /// Refused items, at the revision that was, and whether they are asked for once more.
    private(set) var quarantine: [ItemID: (revision: Revision, isRetrying: Bool)] = [:]
    /// Millionths, by what was set aside and given back.
    private(set) var spent: Int64 = 0
    /// What every flip looked at: nothing here may grow with the store.
    private(set) var flipLooks: [Int] = []

    init(active identity: SpaceIdentity) {
        let space = Space(id: SpaceID(rawValue: 1), identity: identity)
        let ending = Profile.Ending(outcome: .finished, atUnixMs: 0)
        rows = [
            Profile(epoch: Epoch(rawValue: 1), space: space, startedUnixMs: 0, ending: ending)
        ]
    }

    var log: ProfileLog { ProfileLog(rows: rows) }

    /// Writes the item `id`, with its vector for `space` if there is one.
    @discardableResult
    mutating func write(
        _ id: Int64,
        _ text: String,
        vector: (space: SpaceID, values: [Float])? = nil
    ) -> Revision {
        newest = Revision(rawValue: newest.rawValue + 1)
        let item = Item(
            id: ItemID(rawValue: id),
            key: ItemKey(key: "item-\(id)"),
            text: text,
            metadata: [:],
            revision: newest,
            createdUnixMs: 0,
            updatedUnixMs: 0
        )
        items[item.id] = item
        quarantine[item.id] = nil
        if let vector {
            vectors[vector.space, default: [:]][item.id] = Vector(
                item: item.id,
                revision: newest,
                values: vector.values
            )
        }
        return newest
    }

    mutating func delete(_ id: Int64) {
        newest = Revision(rawValue: newest.rawValue + 1)
        items[ItemID(rawValue: id)] = nil
        quarantine[ItemID(rawValue: id)] = nil
        for space in vectors.keys { vectors[space]?[ItemID(rawValue: id)] = nil }
    }

    func missing(in space: SpaceID) -> [Item] {
        items.values
            .filter { vectors[space]?[$0.id]?.revision != $0.revision }
            .filter { quarantine[$0.id] == nil }
            .sorted { $0.revision < $1.revision }
    }

    func backlog(of space: SpaceID, after: Revision, limit: BacklogLimit) -> BacklogPage {
        let behind = missing(in: space).filter { $0.revision > after }
        let page = Array(behind.prefix(limit.items))
        let hasMore = page.count < behind.count
        let through = hasMore ? page[page.count - 1].revision : newest
        return BacklogPage(items: page, through: through, hasMore: hasMore)
    }

    func counts(of space: SpaceID) -> SpaceCounts {
        let missing = missing(in: space).count
        return SpaceCounts(
            items: items.count,
            embedded: items.count - missing - quarantine.count,
            vectors: vectors[space]?.count ?? 0,
            quarantined: quarantine.count
        )
    }

    mutating func put(_ fresh: [Vector], in space: SpaceID) -> Int {
        let effective = fresh.filter { items[$0.item]?.revision == $0.revision }
        for vector in effective {
            vectors[space, default: [:]][vector.item] = vector
            quarantine[vector.item] = nil
        }
        return effective.count
    }

    mutating func refuse(_ refusal: ItemRefusal, in space: SpaceID) -> Int {
        guard items[refusal.item]?.revision == refusal.revision,
            vectors[space]?[refusal.item]?.revision != refusal.revision
        else { return 0 }
        quarantine[refusal.item] = (refusal.revision, false)
        return 1
    }

    mutating func retryQuarantined() {
        for id in quarantine.keys { quarantine[id]?.isRetrying = true }
    }

    func retrying(after: ItemID?, limit: Int) -> [Item] {
        let ids = quarantine.filter { $0.value.isRetrying }.keys.sorted()
        let behind = ids.filter { id in after.map { id > $0 } ?? true }
        return behind.prefix(limit).compactMap { items[$0] }
    }

    mutating func spend(_ micros: Int64) {
        spent += micros
    }

    mutating func keep(_ settings: MigrationSettings, of epoch: Epoch) {
        guard let record = records[epoch] else { return }
        records[epoch] = record.with(settings: settings, spend: record.spend)
    }

    /// As a run finds it that begins now.
    func latest(_ epoch: Epoch) -> MigrationRecord? {
        guard let record = records[epoch] else { return nil }
        let spend = MigrationSpend(micros: spent, tokens: 0)
        return record.with(settings: record.settings, spend: spend)
    }

    mutating func removeVectors(of space: SpaceID, limit: Int = .max) -> Int {
        let gone = vectors[space]?.keys.sorted().prefix(limit) ?? []
        for id in gone { vectors[space]?[id] = nil }
        return gone.count
    }
}

/// The log.
extension Shelf {
    mutating func start(_ request: MigrationRequest) -> StartResult {
        if let active = log.active, active.space.identity == request.identity {
            return .alreadyActive(active.profile)
        }
        if let building = log.building, let record = records[building.epoch] {
            return building.space.identity == request.identity
                ? .alreadyBuilding(record) : .otherUnderWay(record)
        }
        let known = rows.map(\.space).first { $0.identity == request.identity }
        let id = SpaceID(rawValue: (rows.map(\.space.id.rawValue).max() ?? 0) + 1)
        let space = known ?? Space(id: id, identity: request.identity)
        let epoch = Epoch(rawValue: Int64(rows.count + 1))
        rows.append(
            Profile(epoch: epoch, space: space, startedUnixMs: request.atUnixMs, ending: nil)
        )
        let record = MigrationRecord(
            epoch: epoch,
            space: space,
            settings: request.settings,
            phase: .planned,
            reason: "",
            startedUnixMs: request.atUnixMs,
            endedUnixMs: nil,
            sequence: 0,
            times: nil
        )
        records[epoch] = record
        return .started(record)
    }

    mutating func record(
        _ phase: Phase,
        reason: String,
        of epoch: Epoch,
        atUnixMs: Int64
    ) -> PhaseChange? {
        guard let record = records[epoch], !record.phase.isEnd else { return nil }
        return append(phase, reason: reason, to: record, atUnixMs: atUnixMs)
    }

    private mutating func append(
        _ phase: Phase,
        reason: String,
        to record: MigrationRecord,
        atUnixMs: Int64
    ) -> PhaseChange {
        let change = PhaseChange(
            epoch: record.epoch,
            sequence: record.sequence + 1,
            from: record.phase,
            to: phase,
            reason: reason,
            atUnixMs: atUnixMs
        )
        changes.append(change)
        records[record.epoch] = MigrationRecord(
            epoch: record.epoch,
            space: record.space,
            settings: record.settings,
            phase: phase,
            reason: reason,
            startedUnixMs: record.startedUnixMs,
            endedUnixMs: phase.isEnd ? atUnixMs : nil,
            sequence: change.sequence,
            times: record.times
        )
        return change
    }

    mutating func flip(
        _ epoch: Epoch,
        pass: Revision,
        through: Revision,
        atUnixMs: Int64
    ) -> FlipResult {
        guard let record = records[epoch] else { return .missing }
        if let ending = outcome(of: epoch) { return .alreadyEnded(ending) }
        let range = items.values.filter { $0.revision > pass && $0.revision <= through }
        flipLooks.append(range.count)
        let space = record.space.id
        guard
            range.allSatisfy({
                quarantine[$0.id] != nil || vectors[space]?[$0.id]?.revision == $0.revision
            })
        else {
            return .missing
        }
        end(row: epoch, as: .finished, atUnixMs: atUnixMs)
        return .flipped(append(.finished, reason: "", to: record, atUnixMs: atUnixMs))
    }

    mutating func end(
        _ epoch: Epoch,
        as outcome: ProfileOutcome,
        reason: String,
        atUnixMs: Int64
    ) -> EndResult? {
        guard let record = records[epoch] else { return nil }
        if let ending = self.outcome(of: epoch) { return .alreadyEnded(ending) }
        end(row: epoch, as: outcome, atUnixMs: atUnixMs)
        let phase = Phase(rawValue: outcome.rawValue) ?? .failed
        return .ended(append(phase, reason: reason, to: record, atUnixMs: atUnixMs))
    }

    mutating func setTimes(_ times: FlipTimes, of epoch: Epoch) {
        guard let record = records[epoch] else { return }
        records[epoch] = MigrationRecord(
            epoch: record.epoch,
            space: record.space,
            settings: record.settings,
            phase: record.phase,
            reason: record.reason,
            startedUnixMs: record.startedUnixMs,
            endedUnixMs: record.endedUnixMs,
            sequence: record.sequence,
            times: times
        )
    }

    func outcome(of epoch: Epoch) -> ProfileOutcome? {
        rows.first { $0.epoch == epoch }?.ending?.outcome
    }

    private mutating func end(row epoch: Epoch, as outcome: ProfileOutcome, atUnixMs: Int64) {
        rows = rows.map { row in
            guard row.epoch == epoch else { return row }
            return Profile(
                epoch: row.epoch,
                space: row.space,
                startedUnixMs: row.startedUnixMs,
                ending: Profile.Ending(outcome: outcome, atUnixMs: atUnixMs)
            )
        }
    }
}

extension MigrationRecord {
    fileprivate func with(settings: MigrationSettings, spend: MigrationSpend) -> MigrationRecord {
        MigrationRecord(
            epoch: epoch,
            space: space,
            settings: settings,
            phase: phase,
            reason: reason,
            startedUnixMs: startedUnixMs,
            endedUnixMs: endedUnixMs,
            sequence: sequence,
            times: times,
            spend: spend
        )
    }
}
