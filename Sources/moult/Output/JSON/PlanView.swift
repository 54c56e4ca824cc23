import Messages

struct PlanView: Encodable {
    let target: String
    let activeTarget: String
    let alreadyActive: Bool
    let items: Int64
    let alreadyEmbedded: Int64
    let quarantined: Int64
    let textBytes: Int64
    let sampledItems: Int32
    let sampledTextBytes: Int64
    let sampleDurationMs: Int64
    let itemsPerSecond: Double
    let estimatedDurationMs: Int64
    let estimatedDiskBytes: Int64
    let estimatedMemoryBytes: Int64
    let estimatedTokens: Int64
    let estimatedTokensMin: Int64
    let estimatedTokensMax: Int64
    let tokensCounted: Bool
    let microsPerMillionTokens: Int64
    let estimatedMicros: Int64
    let estimatedMicrosMax: Int64
    let currency: String?
    let contextTokens: Int32?
    let oversizeItems: Int64
    let oversize: String?
    let problem: String?
    let placement: [String]
    let host: String?
    let seat: String?
    let fit: String?
    let estimatedDurationMsMax: Int64?
    let slicesMax: Int32?

    init(_ plan: MoultV1.PlanResponse) {
        target = plan.target
        activeTarget = plan.activeTarget
        alreadyActive = plan.alreadyActive
        items = plan.items
        alreadyEmbedded = plan.alreadyEmbedded
        quarantined = plan.quarantined
        textBytes = plan.textBytes
        sampledItems = plan.sampledItems
        sampledTextBytes = plan.sampledTextBytes
        sampleDurationMs = plan.sampleDurationMs
        itemsPerSecond = plan.itemsPerSecond
        estimatedDurationMs = plan.estimatedDurationMs
        estimatedDiskBytes = plan.estimatedDiskBytes
        estimatedMemoryBytes = plan.estimatedMemoryBytes
        estimatedTokens = plan.estimatedTokens
        estimatedTokensMin = plan.estimatedTokensMin
        estimatedTokensMax = plan.estimatedTokensMax
        tokensCounted = plan.tokensCounted
        microsPerMillionTokens = plan.microsPerMillionTokens
        estimatedMicros = plan.estimatedMicros
        estimatedMicrosMax = plan.estimatedMicrosMax
        currency = plan.currency.ifAny
        contextTokens = plan.contextTokens.ifAny
        oversizeItems = plan.oversizeItems
        oversize = plan.oversize == .unspecified ? nil : plan.oversize.word
        problem = plan.problem.ifAny
        placement = plan.placement
        host = plan.host.ifAny
        seat = plan.seat == .unspecified ? nil : plan.seat.word
        fit = plan.fit == .unspecified ? nil : plan.fit.word
        estimatedDurationMsMax = plan.estimatedDurationMsMax.ifAny
        slicesMax = plan.slicesMax.ifAny
    }
}
