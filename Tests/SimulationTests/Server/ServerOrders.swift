import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

/// Orders that wait for their turn: each reads, changes and keeps as one step.
struct Orders {
    typealias Order = (_ done: @escaping () throws -> Void) throws -> Void

    private var waiting: [Order] = []
    private var isBusy = false

    var isIdle: Bool { waiting.isEmpty && !isBusy }

    mutating func add(_ order: @escaping Order) { waiting.append(order) }

    mutating func takeUp() -> Order? {
        guard !isBusy, !waiting.isEmpty else { return nil }
        isBusy = true
        return waiting.removeFirst()
    }

    mutating func done() { isBusy = false }
}

extension Server {
    private func alone(_ order: @escaping Orders.Order) throws {
        orders.add(order)
        try nextOrder()
    }

    private func nextOrder() throws {
        guard let order = orders.takeUp() else { return }
        try order {
            self.orders.done()
            try self.nextOrder()
        }
    }

    func startMigration(to target: SpaceIdentity, _ settings: MigrationSettings) throws {
        let request = MigrationRequest(
            identity: target,
            settings: settings,
            atUnixMs: world.unixMs
        )
        world.story.tell("start \(target.model) \(settings)")
        try alone { done in
            self.write(
                { $0.start(request) },
                then: { result in
                    if case .success(.started(let record)) = result {
                        self.world.tally.starts += 1
                        self.world.witness.limited(record.settings, of: record.epoch)
                        self.begin(record)
                    }
                    try done()
                }
            )
        }
    }

    /// Changes what an operator has ordered of the newest migration; `isResuming`: and tells it to
    /// try again at once.
    func order(
        isResuming: Bool = false,
        _ change: @escaping (inout MigrationSettings) -> Void
    ) throws {
        try alone { done in
            guard
                let record = self.world.store.durable.migrations(before: nil, limit: 1).first,
                !record.phase.isEnd
            else { return try done() }
            var settings = record.settings
            change(&settings)
            self.world.story.tell("ordered: \(settings)")
            let (epoch, ordered) = (record.epoch, settings)
            self.world.witness.limited(ordered, of: epoch)
            self.write(
                { tables throws(StoreError) in try tables.set(ordered, of: epoch) },
                then: { result in
                    if case .success(.some) = result, let run = self.running(epoch) {
                        self.world.tally.orders += 1
                        try run.deliver(.tuned(ordered))
                        if isResuming { try run.deliver(.resumeRequested) }
                    }
                    try done()
                }
            )
        }
    }

    private func running(_ epoch: Epoch) -> Run? {
        run.flatMap { $0.record.epoch == epoch ? $0 : nil }
    }

    /// `then` hears whether it is out of the way.
    func cancelMigration(then: ((Bool) throws -> Void)? = nil) throws {
        world.story.tell("cancel")
        guard let epoch = world.store.durable.profileLog.building?.epoch else {
            try then?(true)
            return
        }
        let unixMs = world.unixMs
        try running(epoch)?.deliver(.cancelRequested)
        write(
            { tables throws(StoreError) in
                try tables.end(epoch, as: .cancelled, reason: "", atUnixMs: unixMs)
            },
            then: { result in
                switch result {
                case .success(.ended):
                    self.world.witness.cancelled(epoch, told: .cancelled)
                    self.world.tally.cancels += 1
                case .success(.alreadyEnded(let outcome)):
                    self.world.witness.cancelled(epoch, told: outcome)
                    self.world.tally.cancelsTooLate += 1
                case .failure:
                    break
                }
                try self.running(epoch)?.deliver(.cancelled(result))
                if case .success(.ended) = result { try then?(true) } else { try then?(false) }
            }
        )
    }

    /// Back to the last space before; what is unfinished is cancelled first, if it leads elsewhere.
    func rollBack(_ settings: MigrationSettings) throws {
        let log = world.store.durable.profileLog
        guard let active = log.active else { return }
        let before = log.rows.last { row in
            row.epoch < active.epoch && row.ending?.outcome == .finished
                && row.space != active.space
        }
        guard let target = before?.space else { return }
        var settings = settings
        settings.gate = .inform
        settings.holds = false
        world.tally.waysBackAsked += 1
        guard let building = log.building, building.space != target else {
            return try startMigration(to: target.identity, settings)
        }
        try cancelMigration { [settings] isClear in
            if isClear { try self.startMigration(to: target.identity, settings) }
        }
    }

    /// Deletes a space's vectors, two at a time, unless it is in use or kept for a way back.
    func prune(_ target: SpaceIdentity) throws {
        let log = world.store.durable.profileLog
        guard let space = log.rows.map(\.space).first(where: { $0.identity == target }),
            space != log.active?.space, space != log.building?.space
        else { return }
        guard !world.openWindows.contains(where: { $0.space == space }) else {
            world.tally.prunesRefused += 1
            return
        }
        world.story.tell("prune \(target.model)")
        try world.witness.checkPrune(of: space, in: world)
        prunePage(of: space.id)
    }

    private func prunePage(of space: SpaceID) {
        write(
            { tables throws(StoreError) in try tables.prune(space, limit: 2) },
            then: { result in
                guard case .success(.deleted(_, _, let isDone)) = result else { return }
                self.world.witness.forgetLost(in: space, self.world.store.durable)
                guard isDone else { return self.prunePage(of: space) }
                self.world.tally.prunes += 1
                self.releaseIndexes()
            }
        )
    }

    /// What is quarantined is asked for once more.
    func retryQuarantine() {
        let log = world.store.durable.profileLog
        guard let space = log.building?.space ?? log.active?.space else { return }
        retryQuarantine(in: space.id)
    }

    func retryQuarantine(in space: SpaceID) {
        write(
            { $0.retryQuarantined(.all, in: space) },
            then: { result in
                if case .success(let count) = result { self.world.tally.retried += count }
                if let run = self.run, run.space.id == space {
                    try run.deliver(.quarantineRetried)
                } else {
                    self.wakeHealer()
                }
            }
        )
    }
}
