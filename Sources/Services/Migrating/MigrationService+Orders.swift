internal import Knowledge
internal import Messages
internal import Migration
internal import RPC

/// Beginning and ending.
extension MigrationService {
    func start(_ request: MoultV1.StartRequest) async throws -> MoultV1.StartResponse {
        try require(request.target, named: "target")
        let start = try await migrations.start(
            target: request.target,
            knobs: try knobs(request)
        )
        return wire(start)
    }

    /// Those beside the message of knobs hold where it does not have them.
    private func knobs(_ request: MoultV1.StartRequest) throws(RPCStatus) -> Knobs {
        var wire = request.knobs ?? MoultV1.Knobs()
        if wire.rate == nil, request.itemsPerSecondMax != 0 {
            wire.rate = .itemsPerSecondMax(request.itemsPerSecondMax)
        }
        if wire.batch == nil, request.batchItems != 0 {
            wire.batch = .batchItems(request.batchItems)
        }
        if wire.width == nil, request.concurrency != 0 {
            wire.width = .concurrency(request.concurrency)
        }
        return try Knobs(wire)
    }

    private func wire(_ start: Migrations.Start) -> MoultV1.StartResponse {
        switch start {
        case .started(let status):
            MoultV1.StartResponse(migration: set(status))
        case .alreadyActive:
            MoultV1.StartResponse(alreadyActive: true)
        case .alreadyBuilding(let status):
            MoultV1.StartResponse(migration: wire(status), alreadyBuilding: true)
        }
    }

    func cancel(_ request: MoultV1.CancelRequest) async throws -> MoultV1.CancelResponse {
        let status = try await migrations.cancel(try namedEpoch(request.epoch))
        return MoultV1.CancelResponse(migration: wire(status))
    }

    func rollback(_ request: MoultV1.RollbackRequest) async throws -> MoultV1.RollbackResponse {
        let rollback = try await migrations.rollback(
            to: try epoch(request.epoch),
            cancelling: try epoch(request.cancelEpoch, named: "cancel_epoch"),
            knobs: try knobs(request.knobs)
        )
        return MoultV1.RollbackResponse(
            migration: set(rollback.migration),
            toEpoch: rollback.to.rawValue,
            missing: Int64(rollback.missing)
        )
    }

    func adopt(_ request: MoultV1.AdoptRequest) async throws -> MoultV1.AdoptResponse {
        try require(request.target, named: "target")
        let adoption = try await migrations.adopt(
            target: request.target,
            from: try epoch(request.epoch),
            sample: sample(request.sample),
            knobs: try knobs(request.knobs)
        )
        return MoultV1.AdoptResponse(
            migration: wire(adoption.start).migration,
            canaryDistance: adoption.proof?.canaryDistance ?? 0,
            sampleDistance: adoption.proof?.sampleDistance ?? 0,
            allowedDistance: adoption.proof?.allowedDistance ?? 0,
            sampledItems: Int32(clamping: adoption.proof?.sampledItems ?? 0)
        )
    }

    func prune(_ request: MoultV1.PruneRequest) async throws -> MoultV1.PruneResponse {
        try require(request.target, named: "target")
        let report = try await migrations.prune(target: request.target, isDryRun: request.dryRun)
        return MoultV1.PruneResponse(
            vectorsDeleted: Int64(report.vectors),
            bytesFreed: Int64(report.bytes)
        )
    }
}

/// What an operator orders of one migration.
extension MigrationService {
    func pause(_ request: MoultV1.PauseRequest) async throws -> MoultV1.PauseResponse {
        let status = try await migrations.pause(try namedEpoch(request.epoch))
        return MoultV1.PauseResponse(migration: wire(status))
    }

    func resume(_ request: MoultV1.ResumeRequest) async throws -> MoultV1.ResumeResponse {
        let status = try await migrations.resume(try namedEpoch(request.epoch))
        return MoultV1.ResumeResponse(migration: wire(status))
    }

    func cutOver(_ request: MoultV1.CutOverRequest) async throws -> MoultV1.CutOverResponse {
        let status = try await migrations.cutOver(
            try namedEpoch(request.epoch),
            despiteVerdict: request.despiteVerdict
        )
        return MoultV1.CutOverResponse(migration: wire(status))
    }

    func tune(_ request: MoultV1.TuneRequest) async throws -> MoultV1.TuneResponse {
        let knobs = try knobs(request.knobs)
        guard knobs != Knobs() else {
            throw RPCStatus.invalidArgument(
                "knobs is empty; name at least one to turn.",
                subject: "knobs"
            )
        }
        let status = try await migrations.tune(try namedEpoch(request.epoch), knobs)
        return MoultV1.TuneResponse(migration: set(status))
    }
}
