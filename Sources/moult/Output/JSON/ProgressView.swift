import Messages

struct ProgressView: Encodable {
    let total: Int64
    let embedded: Int64
    let missing: Int64
    let quarantined: Int64
    let stored: Int64
    let itemsPerSecond: Double
    let arrivalsPerSecond: Double
    let etaMs: Int64?
    let etaMsMin: Int64?
    let etaMsMax: Int64?
    let etaMessage: String?
    let diverges: Bool
    let brake: String?
    let brakeMessage: String?
    let brakeSinceUnixMs: Int64?
    let tokens: Int64
    let spentMicros: Int64
    let queriesReplayed: Int32?
    let queriesToReplay: Int32?
    let atUnixMs: Int64

    init(_ progress: MoultV1.MigrationProgress) {
        total = progress.total
        embedded = progress.embedded
        missing = progress.missing
        quarantined = progress.quarantined
        stored = progress.stored
        itemsPerSecond = progress.itemsPerSecond
        arrivalsPerSecond = progress.arrivalsPerSecond
        etaMs = progress.etaMessage.isEmpty ? progress.etaMs : progress.etaMs.ifAny
        etaMsMin = progress.etaMsMin.ifAny
        etaMsMax = progress.etaMsMax.ifAny
        etaMessage = progress.etaMessage.ifAny
        diverges = progress.diverges
        brake = progress.brake == .unspecified ? nil : progress.brake.word
        brakeMessage = progress.brakeMessage.ifAny
        brakeSinceUnixMs = progress.brakeSinceUnixMs.ifAny
        tokens = progress.tokens
        spentMicros = progress.spentMicros
        queriesReplayed = progress.queriesToReplay == 0 ? nil : progress.queriesReplayed
        queriesToReplay = progress.queriesToReplay.ifAny
        atUnixMs = progress.atUnixMs
    }
}
