package import Knowledge
internal import Messages
package import Migration
package import RPC
internal import Spaces

/// moult.v1.Migration.
package struct MigrationService: Sendable {
    let migrations: Migrations
    let answers: IdempotentAnswers
    let limits: KnowledgeLimits

    package init(
        _ migrations: Migrations,
        answers: IdempotentAnswers,
        limits: KnowledgeLimits
    ) {
        self.migrations = migrations
        self.answers = answers
        self.limits = limits
    }

    package var table: ServiceTable {
        ServiceTable { table in
            table.unary(MoultV1.MigrationMethods.plan) { request, _ in
                try await plan(request)
            }
            table.unary(MoultV1.MigrationMethods.start, isDurable: true) { request, _ in
                try await answers.once(MoultV1.MigrationMethods.start, request) {
                    try await start(request)
                }
            }
            table.unary(MoultV1.MigrationMethods.get) { request, _ in
                let status = try await migrations.get(try epoch(request.epoch))
                return MoultV1.GetMigrationResponse(migration: status.wire)
            }
            table.unary(MoultV1.MigrationMethods.list) { request, _ in
                try await list(request)
            }
            table.serverStream(MoultV1.MigrationMethods.watch) { request, writer, _ in
                try await watch(request, writer)
            }
            table.unary(MoultV1.MigrationMethods.cancel, isDurable: true) { request, _ in
                try await answers.once(MoultV1.MigrationMethods.cancel, request) {
                    try await cancel(request)
                }
            }
            table.unary(MoultV1.MigrationMethods.prune, isDurable: true) { request, _ in
                try await answers.once(MoultV1.MigrationMethods.prune, request) {
                    try await prune(request)
                }
            }
            table.unary(MoultV1.MigrationMethods.listProfiles) { request, _ in
                try await listProfiles(request)
            }
        }
    }
}

extension MigrationService {
    static let sampleStandard = 64

    private func plan(_ request: MoultV1.PlanRequest) async throws -> MoultV1.PlanResponse {
        try require(request.target, named: "target")
        let sample = request.sample == 0 ? Self.sampleStandard : Int(request.sample)
        return try await migrations.plan(target: request.target, sample: sample).wire
    }

    private func start(_ request: MoultV1.StartRequest) async throws -> MoultV1.StartResponse {
        try require(request.target, named: "target")
        var settings = MigrationSettings.standard
        if request.itemsPerSecondMax != 0 {
            settings.itemsPerSecondMax = request.itemsPerSecondMax
        }
        if request.batchItems != 0 { settings.batchItems = Int(request.batchItems) }
        if request.concurrency != 0 { settings.concurrency = Int(request.concurrency) }
        switch try await migrations.start(target: request.target, settings: settings) {
        case .started(let status):
            return MoultV1.StartResponse(migration: status.wire)
        case .alreadyActive:
            return MoultV1.StartResponse(alreadyActive: true)
        case .alreadyBuilding(let status):
            return MoultV1.StartResponse(migration: status.wire, alreadyBuilding: true)
        }
    }

    private func cancel(_ request: MoultV1.CancelRequest) async throws -> MoultV1.CancelResponse {
        guard request.epoch > 0 else {
            throw RPCStatus.invalidArgument(
                "epoch is \(request.epoch); name the migration by its epoch, from 1.",
                subject: "epoch"
            )
        }
        let status = try await migrations.cancel(Epoch(rawValue: request.epoch))
        return MoultV1.CancelResponse(migration: status.wire)
    }

    private func prune(_ request: MoultV1.PruneRequest) async throws -> MoultV1.PruneResponse {
        try require(request.target, named: "target")
        let report = try await migrations.prune(target: request.target, isDryRun: request.dryRun)
        return MoultV1.PruneResponse(
            vectorsDeleted: Int64(report.vectors),
            bytesFreed: Int64(report.bytes)
        )
    }

    /// 0: the newest.
    private func epoch(_ number: Int64) throws(RPCStatus) -> Epoch? {
        guard number >= 0 else {
            throw .invalidArgument("epoch is \(number); it must be 0 or more.", subject: "epoch")
        }
        return number == 0 ? nil : Epoch(rawValue: number)
    }

    private func require(_ text: String, named field: String) throws(RPCStatus) {
        guard !text.isEmpty else {
            throw .invalidArgument(
                "\(field) is empty; give provider:model@dimensions.",
                subject: field
            )
        }
    }
}

/// Listings, newest first; a page token is the last epoch given.
extension MigrationService {
    private func list(
        _ request: MoultV1.ListMigrationsRequest
    ) async throws -> MoultV1.ListMigrationsResponse {
        let size = try PageSize.of(request.pageSize, limits: limits)
        let before = try PageTokens.epoch(request.pageToken)
        let statuses = try await migrations.list(before: before, limit: size + 1)
        let page = statuses.prefix(size)
        return MoultV1.ListMigrationsResponse(
            migrations: page.map(\.wire),
            nextPageToken: PageTokens.text(
                after: page.last?.record.epoch,
                hasMore: statuses.count > size
            )
        )
    }

    private func listProfiles(
        _ request: MoultV1.ListProfilesRequest
    ) async throws -> MoultV1.ListProfilesResponse {
        let size = try PageSize.of(request.pageSize, limits: limits)
        let before = try PageTokens.epoch(request.pageToken)
        let profiles = try await migrations.profiles(before: before, limit: size + 1)
        let page = profiles.prefix(size)
        return MoultV1.ListProfilesResponse(
            profiles: page.map { $0.profile.wire(isActive: $0.isActive, vectors: $0.vectors) },
            nextPageToken: PageTokens.text(
                after: page.last?.profile.epoch,
                hasMore: profiles.count > size
            )
        )
    }
}

extension MigrationService {
    /// How often progress is sent: the default and the bounds, in milliseconds.
    static let intervalMsStandard: Int32 = 1_000
    static let intervalMsBounds: ClosedRange<Int32> = 100...60_000

    private func watch(
        _ request: MoultV1.WatchRequest,
        _ writer: StreamWriter<MoultV1.WatchResponse>
    ) async throws {
        let interval = request.intervalMs == 0 ? Self.intervalMsStandard : request.intervalMs
        guard Self.intervalMsBounds.contains(interval) else {
            throw RPCStatus.invalidArgument(
                "interval_ms is \(interval); give \(Self.intervalMsBounds.lowerBound) to "
                    + "\(Self.intervalMsBounds.upperBound), or 0 for \(Self.intervalMsStandard).",
                subject: "interval_ms"
            )
        }
        guard request.afterSequence >= 0 else {
            throw RPCStatus.invalidArgument(
                "after_sequence is \(request.afterSequence); give 0 or more.",
                subject: "after_sequence"
            )
        }
        try await migrations.watch(
            try epoch(request.epoch),
            after: request.afterSequence,
            interval: .milliseconds(Int(interval))
        ) { item in
            let message = PackedMessage(bytes: item.encoded { Self.packed($0) })
            switch item.event {
            case .progress where !item.isFinal: try writer.sendLatest(message)
            case .change, .progress, .heartbeat, .closing: try await writer.send(message)
            }
        }
    }

    /// A change's reason is bounded, so an event always fits its frame.
    private static func packed(_ item: FeedItem) -> [UInt8] {
        (try? item.wire.packed()) ?? []
    }
}
