internal import Knowledge
internal import Messages
internal import Migration
internal import Spaces

extension Phase {
    var wire: MoultV1.Phase {
        switch self {
        case .planned: .planned
        case .backfilling: .backfilling
        case .indexing: .indexing
        case .evaluating: .evaluating
        case .holding: .holding
        case .handingOver: .handingOver
        case .paused: .paused
        case .finished: .finished
        case .cancelled: .cancelled
        case .failed: .failed
        }
    }
}

extension ProfileOutcome {
    var wire: MoultV1.ProfileOutcome {
        switch self {
        case .finished: .finished
        case .cancelled: .cancelled
        case .failed: .failed
        }
    }
}

extension PhaseChange {
    /// `times`: of the change to *finished*.
    func wire(times: FlipTimes?) -> MoultV1.PhaseChange {
        MoultV1.PhaseChange(
            sequence: sequence,
            epoch: epoch.rawValue,
            from: from.wire,
            to: to.wire,
            reason: reason,
            atUnixMs: atUnixMs,
            flipMicroseconds: times?.flipMicroseconds ?? 0,
            longestHoldMicroseconds: times?.longestHoldMicroseconds ?? 0
        )
    }
}

extension ProfileStatus {
    var wire: MoultV1.ProfileRow {
        MoultV1.ProfileRow(
            epoch: profile.epoch.rawValue,
            target: profile.space.identity.target,
            spaceID: profile.space.id.rawValue,
            startedUnixMs: profile.startedUnixMs,
            endedUnixMs: profile.ending?.atUnixMs ?? 0,
            outcome: profile.ending?.outcome.wire ?? .unspecified,
            active: isActive,
            vectors: Int64(vectors),
            freshUntilUnixMs: freshUntilUnixMs ?? 0,
            missing: Int64(missing),
            verdict: verdict ?? ""
        )
    }
}

extension MigrationStatus {
    /// - Parameter currency: what amounts are in millionths of.
    func wire(currency: String) -> MoultV1.MigrationStatus {
        MoultV1.MigrationStatus(
            epoch: record.epoch.rawValue,
            target: record.space.identity.target,
            phase: phase.wire,
            reason: reason,
            startedUnixMs: record.startedUnixMs,
            endedUnixMs: record.endedUnixMs ?? 0,
            progress: progress.wire(atUnixMs: atUnixMs),
            itemsPerSecondMax: record.settings.itemsPerSecondMax ?? 0,
            batchItems: Int32(clamping: record.settings.batchItems),
            concurrency: Int32(clamping: record.settings.concurrency),
            sequence: record.sequence,
            nextTryUnixMs: nextTryUnixMs ?? 0,
            knobs: record.settings.wire,
            pausedByOperator: record.settings.isPaused,
            cutOverOrdered: record.settings.isCutOverOrdered,
            evaluation: evaluation?.wire,
            adoptedTarget: adoptedTarget ?? "",
            currency: currency
        )
    }
}

extension MigrationPlan {
    /// - Parameter currency: what prices are in millionths of.
    func wire(currency: String) -> MoultV1.PlanResponse {
        MoultV1.PlanResponse(
            target: identity.target,
            activeTarget: active?.target ?? "",
            alreadyActive: isActive,
            items: Int64(items),
            alreadyEmbedded: Int64(alreadyEmbedded),
            textBytes: Int64(textBytes),
            sampledItems: Int32(clamping: sampledItems),
            sampledTextBytes: Int64(sampledTextBytes),
            sampleDurationMs: sampleDuration.wholeMilliseconds,
            itemsPerSecond: itemsPerSecond,
            estimatedDurationMs: estimatedDuration?.wholeMilliseconds ?? 0,
            estimatedDiskBytes: Int64(estimatedDiskBytes),
            estimatedMemoryBytes: Int64(estimatedMemoryBytes),
            problem: problem ?? "",
            estimatedTokens: tokens.likely,
            estimatedTokensMin: tokens.least,
            estimatedTokensMax: tokens.most,
            tokensCounted: tokens.isCounted,
            microsPerMillionTokens: microsPerMillionTokens,
            estimatedMicros: estimatedMicros,
            estimatedMicrosMax: estimatedMicrosMax,
            currency: currency,
            contextTokens: Int32(clamping: contextTokens ?? 0),
            oversizeItems: Int64(oversizeItems),
            quarantined: Int64(quarantined),
            oversize: oversize.wire
        )
    }
}

extension FeedItem {
    /// As it is sent to every watcher.
    var wire: MoultV1.WatchResponse {
        switch event {
        case .change(let change, let times):
            MoultV1.WatchResponse(event: .change(change.wire(times: times)), final: isFinal)
        case .progress(let progress, let atUnixMs):
            MoultV1.WatchResponse(
                event: .progress(progress.wire(atUnixMs: atUnixMs)),
                final: isFinal
            )
        case .heartbeat(let atUnixMs):
            MoultV1.WatchResponse(
                event: .heartbeat(MoultV1.Heartbeat(atUnixMs: atUnixMs)),
                final: isFinal
            )
        case .closing:
            MoultV1.WatchResponse(final: isFinal)
        }
    }
}

extension Duration {
    /// Rounded down; clamped to what 64 bits hold.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        return overflow ? .max : whole &+ attoseconds / 1_000_000_000_000_000
    }
}
