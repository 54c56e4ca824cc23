import Messages

struct MigrationView: Encodable {
    let epoch: Int64
    let target: String
    let adoptedTarget: String?
    let phase: String
    let reason: String?
    let startedUnixMs: Int64
    let endedUnixMs: Int64?
    let nextTryUnixMs: Int64?
    let pausedByOperator: Bool
    let cutOverOrdered: Bool
    let progress: ProgressView?
    let itemsPerSecondMax: Double?
    let batchItems: Int32
    let concurrency: Int32
    let knobs: KnobsView?
    let evaluation: EvaluationView?
    let sequence: Int64
    let currency: String?

    init(_ migration: MoultV1.MigrationStatus) {
        epoch = migration.epoch
        target = migration.target
        adoptedTarget = migration.adoptedTarget.ifAny
        phase = migration.phase.word
        reason = migration.reason.ifAny
        startedUnixMs = migration.startedUnixMs
        endedUnixMs = migration.endedUnixMs.ifAny
        nextTryUnixMs = migration.nextTryUnixMs.ifAny
        pausedByOperator = migration.pausedByOperator
        cutOverOrdered = migration.cutOverOrdered
        progress = migration.progress.map(ProgressView.init)
        itemsPerSecondMax =
            migration.itemsPerSecondMax == 0 ? nil : migration.itemsPerSecondMax
        batchItems = migration.batchItems
        concurrency = migration.concurrency
        knobs = migration.knobs.map(KnobsView.init)
        evaluation = migration.evaluation.map(EvaluationView.init)
        sequence = migration.sequence
        currency = migration.currency.ifAny
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

struct RollbackView: Encodable {
    let migration: MigrationView?
    let toEpoch: Int64
    let missing: Int64

    init(_ response: MoultV1.RollbackResponse) {
        migration = response.migration.map(MigrationView.init)
        toEpoch = response.toEpoch
        missing = response.missing
    }
}

struct AdoptView: Encodable {
    let migration: MigrationView?
    let canaryDistance: Double
    let sampleDistance: Double
    let allowedDistance: Double
    let sampledItems: Int32

    init(_ response: MoultV1.AdoptResponse) {
        migration = response.migration.map(MigrationView.init)
        canaryDistance = response.canaryDistance
        sampleDistance = response.sampleDistance
        allowedDistance = response.allowedDistance
        sampledItems = response.sampledItems
    }
}
