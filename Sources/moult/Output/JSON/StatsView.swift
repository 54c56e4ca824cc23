import Messages

struct StatsView: Encodable {
    let items: Int64
    let collections: Int64
    let pending: Int64
    let revision: Int64
    let activeEpoch: Int64
    let activeTarget: String
    let buildingEpoch: Int64?
    let storeBytes: Int64
    let indexBytes: Int64
    let embedderProblem: String?
    let configuredTargetDiffers: String?
    let serverVersion: String
    let startedUnixMs: Int64
    let connections: Int64
    let callsInFlight: Int64
    let counters: [String: UInt64]
    let quarantined: Int64
    let conditions: [ConditionView]
    let recordedQueries: Int64

    init(_ stats: MoultV1.StatsResponse) {
        items = stats.items
        collections = stats.collections
        pending = stats.pending
        revision = stats.revision
        activeEpoch = stats.activeEpoch
        activeTarget = stats.activeTarget
        buildingEpoch = stats.buildingEpoch == 0 ? nil : stats.buildingEpoch
        storeBytes = stats.storeBytes
        indexBytes = stats.indexBytes
        embedderProblem = stats.embedderProblem.isEmpty ? nil : stats.embedderProblem
        configuredTargetDiffers =
            stats.configuredTargetDiffers.isEmpty ? nil : stats.configuredTargetDiffers
        serverVersion = stats.serverVersion
        startedUnixMs = stats.startedUnixMs
        connections = stats.connections
        callsInFlight = stats.callsInFlight
        counters = Dictionary(stats.counters.map { ($0.name, $0.value) }) { first, _ in first }
        quarantined = stats.quarantined
        conditions = stats.conditions.map(ConditionView.init)
        recordedQueries = stats.recordedQueries
    }
}

struct ConditionView: Encodable {
    let name: String
    let message: String
    let sinceUnixMs: Int64

    init(_ condition: MoultV1.Condition) {
        name = condition.name
        message = condition.message
        sinceUnixMs = condition.sinceUnixMs
    }
}

// What the proto says of a field by leaving it empty, JSON says by leaving it out.

extension String {
    var ifAny: String? { isEmpty ? nil : self }
}

extension BinaryInteger {
    var ifAny: Self? { self == 0 ? nil : self }
}
