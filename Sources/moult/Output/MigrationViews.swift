import Messages

struct PlanView: Encodable {
    let target: String
    let activeTarget: String
    let alreadyActive: Bool
    let items: Int64
    let alreadyEmbedded: Int64
    let textBytes: Int64
    let sampledItems: Int32
    let sampleDurationMs: Int64
    let itemsPerSecond: Double
    let estimatedDurationMs: Int64
    let estimatedDiskBytes: Int64
    let estimatedMemoryBytes: Int64
    let problem: String?

    init(_ plan: MoultV1.PlanResponse) {
        target = plan.target
        activeTarget = plan.activeTarget
        alreadyActive = plan.alreadyActive
        items = plan.items
        alreadyEmbedded = plan.alreadyEmbedded
        textBytes = plan.textBytes
        sampledItems = plan.sampledItems
        sampleDurationMs = plan.sampleDurationMs
        itemsPerSecond = plan.itemsPerSecond
        estimatedDurationMs = plan.estimatedDurationMs
        estimatedDiskBytes = plan.estimatedDiskBytes
        estimatedMemoryBytes = plan.estimatedMemoryBytes
        problem = plan.problem.isEmpty ? nil : plan.problem
    }
}

struct ProgressView: Encodable {
    let total: Int64
    let embedded: Int64
    let missing: Int64
    let itemsPerSecond: Double
    let etaMs: Int64?
    let etaMessage: String?
    let stored: Int64
    let atUnixMs: Int64

    init(_ progress: MoultV1.MigrationProgress) {
        total = progress.total
        embedded = progress.embedded
        missing = progress.missing
        itemsPerSecond = progress.itemsPerSecond
        etaMs = progress.etaMessage.isEmpty ? progress.etaMs : nil
        etaMessage = progress.etaMessage.isEmpty ? nil : progress.etaMessage
        stored = progress.stored
        atUnixMs = progress.atUnixMs
    }
}

struct MigrationView: Encodable {
    let epoch: Int64
    let target: String
    let phase: String
    let reason: String?
    let startedUnixMs: Int64
    let endedUnixMs: Int64?
    let nextTryUnixMs: Int64?
    let progress: ProgressView?
    let itemsPerSecondMax: Double?
    let batchItems: Int32
    let concurrency: Int32
    let sequence: Int64

    init(_ migration: MoultV1.MigrationStatus) {
        epoch = migration.epoch
        target = migration.target
        phase = migration.phase.word
        reason = migration.reason.isEmpty ? nil : migration.reason
        startedUnixMs = migration.startedUnixMs
        endedUnixMs = migration.endedUnixMs == 0 ? nil : migration.endedUnixMs
        nextTryUnixMs = migration.nextTryUnixMs == 0 ? nil : migration.nextTryUnixMs
        progress = migration.progress.map(ProgressView.init)
        itemsPerSecondMax =
            migration.itemsPerSecondMax == 0 ? nil : migration.itemsPerSecondMax
        batchItems = migration.batchItems
        concurrency = migration.concurrency
        sequence = migration.sequence
    }
}

struct StartView: Encodable {
    let migration: MigrationView?
    let alreadyActive: Bool
    let alreadyBuilding: Bool

    init(_ response: MoultV1.StartResponse) {
        migration = response.migration.map(MigrationView.init)
        alreadyActive = response.alreadyActive
        alreadyBuilding = response.alreadyBuilding
    }
}

struct ChangeView: Encodable {
    let sequence: Int64
    let epoch: Int64
    let from: String
    let to: String
    let reason: String?
    let atUnixMs: Int64
    let flipMicroseconds: Int64?
    let longestHoldMicroseconds: Int64?

    init(_ change: MoultV1.PhaseChange) {
        sequence = change.sequence
        epoch = change.epoch
        from = change.from.word
        to = change.to.word
        reason = change.reason.isEmpty ? nil : change.reason
        atUnixMs = change.atUnixMs
        let hasTimes = change.to == .finished
        flipMicroseconds = hasTimes ? change.flipMicroseconds : nil
        longestHoldMicroseconds = hasTimes ? change.longestHoldMicroseconds : nil
    }
}

/// One line of `moult migrate watch --json`; one of its fields is there.
struct WatchView: Encodable {
    var change: ChangeView?
    var progress: ProgressView?
}

struct ProfileView: Encodable {
    let epoch: Int64
    let target: String
    let spaceId: Int64
    let startedUnixMs: Int64
    let endedUnixMs: Int64?
    let outcome: String
    let active: Bool
    let vectors: Int64

    init(_ profile: MoultV1.ProfileRow) {
        epoch = profile.epoch
        target = profile.target
        spaceId = profile.spaceID
        startedUnixMs = profile.startedUnixMs
        endedUnixMs = profile.endedUnixMs == 0 ? nil : profile.endedUnixMs
        outcome = profile.outcome.word
        active = profile.active
        vectors = profile.vectors
    }
}

struct PruneView: Encodable {
    let target: String
    let vectorsDeleted: Int64
    let bytesFreed: Int64
    let dryRun: Bool
}

extension MoultV1.Phase {
    /// As people read it.
    var word: String {
        switch self {
        case .planned: "planned"
        case .backfilling: "backfilling"
        case .indexing: "indexing"
        case .evaluating: "evaluating"
        case .holding: "holding"
        case .handingOver: "handing over"
        case .paused: "paused"
        case .finished: "finished"
        case .cancelled: "cancelled"
        case .failed: "failed"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

extension MoultV1.ProfileOutcome {
    /// As people read it.
    var word: String {
        switch self {
        case .unspecified: "building"
        case .finished: "finished"
        case .cancelled: "cancelled"
        case .failed: "failed"
        case .unrecognized: "unknown"
        }
    }
}
