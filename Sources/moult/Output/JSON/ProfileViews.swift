import Messages

struct ProfileView: Encodable {
    let epoch: Int64
    let target: String
    let spaceId: Int64
    let startedUnixMs: Int64
    let endedUnixMs: Int64?
    let outcome: String
    let active: Bool
    let vectors: Int64
    let missing: Int64
    let freshUntilUnixMs: Int64?
    let verdict: String?

    init(_ profile: MoultV1.ProfileRow) {
        epoch = profile.epoch
        target = profile.target
        spaceId = profile.spaceID
        startedUnixMs = profile.startedUnixMs
        endedUnixMs = profile.endedUnixMs.ifAny
        outcome = profile.outcome.word
        active = profile.active
        vectors = profile.vectors
        missing = profile.missing
        freshUntilUnixMs = profile.freshUntilUnixMs.ifAny
        verdict = profile.verdict.ifAny
    }
}

struct PruneView: Encodable {
    let target: String
    let vectorsDeleted: Int64
    let bytesFreed: Int64
    let dryRun: Bool
}
