import Messages
import MoultClient
import TestSupport
import Testing

/// Has migrations come into the phases that are wanted.
final class Stage {
    /// Of the embedders, so that each phase lasts; a hand-over waits for the writes that the old
    /// one still works on.
    static let delay = "25ms"
    static let batchItems = 8
    static let concurrency = 2

    static let settings = [
        "migration.deniedRetryMs=50", "migration.holdPollMs=50", "migration.freshPollMs=100",
        "migration.backoffFirstMs=50", "migration.cutOverHook={directory}/hook",
    ]

    private let server: TestServer
    private let bill: Bill
    private var numbers: SeededNumbers
    private var targets = 0
    /// Of the target that is being built; nil: it takes none, or is one to go back to.
    private var key: Switch?
    /// The finished or building migration whose rollback window may be open.
    private var windowEpoch: Int64?

    init(on server: TestServer, bill: Bill, numbers: SeededNumbers) {
        self.server = server
        self.bill = bill
        self.numbers = numbers
    }

    /// Returns as soon as a migration is in `phase`.
    func reach(_ phase: MoultV1.Phase) async throws {
        while true {
            let epoch = try await migration(for: phase)
            if try await waits(for: phase, of: epoch) { return }
        }
    }

    /// Ends what is under way.
    func finish() async throws {
        let building = try await server.stats().buildingEpoch
        if building != 0 { try await finish(building) }
    }

    private func finish(_ epoch: Int64) async throws {
        try await free(epoch, holds: false)
        try await server.finish(epoch)
    }
}

// The migrations.
extension Stage {
    /// One that may still come into `phase`.
    private func migration(for phase: MoultV1.Phase) async throws -> Int64 {
        let building = try await server.stats().buildingEpoch
        if building != 0 {
            let status = try await server.migration(building)
            let isWornOut = phase == .backfilling || phase == .evaluating
            if !isWornOut || status.evaluation == nil && status.phase != .holding {
                try await free(building, holds: phase == .holding || phase == .paused)
                return building
            }
            if Int.random(in: 0..<3, using: &numbers) == 0 {
                try await unlessEnded { try await server.cancel(building) }
            } else {
                try await finish(building)
            }
        }
        return try await begin(for: phase)
    }

    /// Nothing keeps it but, if it holds, that.
    private func free(_ epoch: Int64, holds: Bool) async throws {
        try key?.turnOn()
        try await unlessEnded {
            try await server.tune(epoch, MoultV1.Knobs(holding: .hold(holds)))
            try await server.resume(epoch)
        }
    }

    /// The migration may be faster than the order.
    private func unlessEnded(_ order: () async throws -> Void) async throws {
        do {
            try await order()
        } catch let error as MoultError where error.reason == .migrationEnded {
            // Whoever ordered looks at what became of it.
        }
    }

    private func begin(for phase: MoultV1.Phase) async throws -> Int64 {
        let hasHeld = try await clearAway()
        let knobs = MoultV1.Knobs(
            batch: .batchItems(Int32(Self.batchItems)),
            width: .concurrency(Int32(Self.concurrency)),
            holding: .hold(phase == .holding || phase == .paused),
            window: .rollbackWindowSeconds(Bool.random(using: &numbers) ? 3_600 : 0)
        )
        let isBack =
            hasHeld && phase != .evaluating && Int.random(in: 0..<3, using: &numbers) == 0
        try key?.turnOn()
        key = nil
        let epoch: Int64
        if isBack {
            epoch = try #require(try await server.rollback(knobs: knobs).migration).epoch
        } else {
            epoch = try await server.migrate(to: try nextTarget(), knobs: knobs)
        }
        windowEpoch = epoch
        return epoch
    }

    /// Each is another space; its key is a file.
    private func nextTarget() throws -> String {
        targets += 1
        let key = Switch(server, "key\(targets)")
        try key.turnOn()
        self.key = key
        let ledger = bill.ledger(ofTarget: targets)
        return "fault:delay=\(Self.delay),key=\(key.path),ledger=\(ledger.path)@65"
    }

    /// Closes the rollback window sometimes, and prunes some of what is old.
    ///
    /// - Returns: whether there is a space to go back to, with vectors.
    private func clearAway() async throws -> Bool {
        if let windowEpoch, Bool.random(using: &numbers) {
            let close = MoultV1.Knobs(window: .rollbackWindowSeconds(0))
            if try await server.migration(windowEpoch).phase == .finished {
                try await server.tune(windowEpoch, close)
            }
            self.windowEpoch = nil
        }
        let profiles = try await server.profiles()
        let active = try #require(profiles.first { $0.active }).target
        let fresh = Set(profiles.filter { $0.freshUntilUnixMs > 0 }.map(\.target))
        let old = Set(profiles.filter { $0.vectors > 0 }.map(\.target))
            .subtracting(fresh.union([active]))
        for target in old.sorted() where Bool.random(using: &numbers) {
            bill.forget(target)
            _ = try await server.prune(target)
        }
        return profiles.contains { $0.outcome == .finished && $0.target != active }
    }
}

// The phases.
extension Stage {
    /// - Returns: false: the migration ended without it.
    private func waits(for phase: MoultV1.Phase, of epoch: Int64) async throws -> Bool {
        let status = try await server.migration(epoch)
        if status.phase == phase { return true }
        if phase == .paused { try await bringToRest(epoch) }
        let request = MoultV1.WatchRequest(
            epoch: epoch,
            afterSequence: status.sequence,
            intervalMs: 1_000
        )
        for try await message in try server.client.migration.watch(request) {
            if case .change(let change)? = message.event, change.to == phase { return true }
        }
        return false
    }

    /// By an operator, or by a dead key.
    private func bringToRest(_ epoch: Int64) async throws {
        if Bool.random(using: &numbers), let key {
            key.turnOff()
        } else {
            try await unlessEnded { try await server.pause(epoch) }
        }
    }
}
