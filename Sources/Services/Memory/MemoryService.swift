package import Channels
package import Knowledge
package import Memory
internal import Messages
package import RPC
internal import Spaces

/// moult.v1.Memory.
package struct MemoryService: Sendable {
    let memory: LiveMemory
    let answers: IdempotentAnswers
    let limits: KnowledgeLimits
    let spaces: KnownSpaces
    let server: ServerFacts
    /// What is wrong with the model hosts, for Stats.
    let hostConditions: @Sendable () async -> [HostCondition]
    let now: @Sendable () -> ContinuousClock.Instant

    package init(
        _ memory: LiveMemory,
        spaces: KnownSpaces,
        answers: IdempotentAnswers,
        limits: KnowledgeLimits,
        server: ServerFacts,
        hostConditions: @escaping @Sendable () async -> [HostCondition] = { [] },
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.memory = memory
        self.spaces = spaces
        self.answers = answers
        self.limits = limits
        self.server = server
        self.hostConditions = hostConditions
        self.now = now
    }

    package var table: ServiceTable {
        ServiceTable { table in
            table.unary(MoultV1.MemoryMethods.ingest, isDurable: true) { request, context in
                try await ingest(request, context)
            }
            table.bidirectional(MoultV1.MemoryMethods.ingestStream) { items, writer, _ in
                try await IngestStreaming(memory: memory, writer: writer).run(items)
            }
            table.unary(MoultV1.MemoryMethods.search) { request, context in
                try await search(request, context)
            }
            table.unary(MoultV1.MemoryMethods.get) { request, _ in
                try await get(request)
            }
            table.unary(MoultV1.MemoryMethods.list) { request, _ in
                try await list(request)
            }
            table.unary(MoultV1.MemoryMethods.listCollections) { request, _ in
                try await listCollections(request)
            }
            table.unary(MoultV1.MemoryMethods.delete, isDurable: true) { request, _ in
                try await delete(request)
            }
            table.unary(MoultV1.MemoryMethods.stats) { _, _ in
                try await stats()
            }
            table.serverStream(MoultV1.MemoryMethods.export) { request, writer, _ in
                try await Exporting(memory: memory, spaces: spaces, writer: writer).run(request)
            }
            table.bidirectional(MoultV1.MemoryMethods.import) { requests, writer, _ in
                try await Importing(memory: memory, spaces: spaces, writer: writer).run(requests)
            }
        }
    }
}

/// What the server knows of itself, for Stats.
package struct ServerFacts: Sendable {
    package let version: String
    package let startedUnixMs: Int64
    /// The target that the configuration names for an empty store.
    package let configuredTarget: String
    package let activity: ServerActivity

    package init(
        version: String,
        startedUnixMs: Int64,
        configuredTarget: String,
        activity: ServerActivity
    ) {
        self.version = version
        self.startedUnixMs = startedUnixMs
        self.configuredTarget = configuredTarget
        self.activity = activity
    }

    /// The configuration may leave the dimensions to the provider.
    func isConfigured(_ target: String) -> Bool {
        target == configuredTarget || target.hasPrefix(configuredTarget + "@")
    }
}

extension MemoryService {
    /// What is left of the caller's time; nil: it has no deadline.
    private func timeLeft(_ context: CallContext) -> Duration? {
        context.deadline.map { now().duration(to: $0) }
    }
}

// Writing.
extension MemoryService {
    private func ingest(
        _ request: MoultV1.IngestRequest,
        _ context: CallContext
    ) async throws -> MoultV1.IngestResponse {
        let claim = try answers.claim(MoultV1.MemoryMethods.ingest, request)
        guard request.items.count <= limits.itemsPerCallMax else {
            throw RPCStatus(
                .invalidArgument,
                "items has \(request.items.count) entries, of which at most "
                    + "\(limits.itemsPerCallMax) are taken; send fewer.",
                reason: .limitExceeded,
                subject: "items"
            )
        }
        let drafts = DraftReading(request.items)
        guard !drafts.taken.isEmpty || request.items.isEmpty else {
            return MoultV1.IngestResponse(outcomes: drafts.outcomes(with: []))
        }
        let outcomes = try await memory.ingest(
            drafts.taken,
            claim: claim,
            within: timeLeft(context)
        )
        return MoultV1.IngestResponse(outcomes: drafts.outcomes(with: outcomes))
    }

    private func delete(_ request: MoultV1.DeleteRequest) async throws -> MoultV1.DeleteResponse {
        let selection: Deletion.Selection
        switch (request.keys.isEmpty, request.filter) {
        case (false, nil): selection = .keys(request.keys.map(Deletion.Expectation.init))
        case (true, let filter?): selection = .filter(try filter.read(named: "filter"))
        case (false, .some), (true, nil):
            throw RPCStatus.invalidArgument(
                "Name the items by keys or by filter, one of the two.",
                subject: "keys"
            )
        }
        let receipt = try await memory.delete(
            selection,
            isDryRun: request.dryRun,
            claim: try answers.claim(MoultV1.MemoryMethods.delete, request)
        )
        return receipt.wire
    }
}

// Finding.
extension MemoryService {
    private func search(
        _ request: MoultV1.SearchRequest,
        _ context: CallContext
    ) async throws -> MoultV1.SearchResponse {
        var queries: [SearchQuery] = []
        for (position, query) in request.queries.enumerated() {
            queries.append(try query.read(at: position))
        }
        let answers = try await memory.search(queries, within: timeLeft(context))
        return MoultV1.SearchResponse(answers: answers.map { $0.wire(memory.isEmbedded) })
    }

    private func get(_ request: MoultV1.GetRequest) async throws -> MoultV1.GetResponse {
        let keys = request.keys.map(ItemKey.init)
        let items = try await memory.items(at: keys)
        let forms = try await memory.embeddedForms(of: items.compactMap(\.self))
        var response = MoultV1.GetResponse()
        for (key, item) in zip(keys, items) {
            if let item {
                response.items.append(item.wire(form: forms[item.id]))
            } else {
                response.missing.append(key.wire)
            }
        }
        return response
    }

    private func list(_ request: MoultV1.ListRequest) async throws -> MoultV1.ListResponse {
        var token: ListPageToken?
        if !request.pageToken.isEmpty {
            guard let read = PageTokens.list(request.pageToken) else { throw PageTokens.invalid }
            token = read
        }
        let page = try await memory.list(
            try request.filter?.read(named: "filter") ?? .everything,
            page: token,
            limit: try PageSize.of(request.pageSize, limits: limits)
        )
        let forms = try await memory.embeddedForms(of: page.items)
        return MoultV1.ListResponse(
            items: page.items.map {
                $0.wire(form: forms[$0.id], withText: !request.withoutText)
            },
            nextPageToken: page.next.map(PageTokens.text) ?? ""
        )
    }

    private func listCollections(
        _ request: MoultV1.ListCollectionsRequest
    ) async throws -> MoultV1.ListCollectionsResponse {
        let page = try await memory.collections(
            after: try PageTokens.collection(request.pageToken),
            limit: try PageSize.of(request.pageSize, limits: limits)
        )
        return MoultV1.ListCollectionsResponse(
            collections: page.collections.map {
                MoultV1.Collection(name: $0.name, items: Int64($0.items))
            },
            nextPageToken: page.next.map { PageTokens.text(afterCollection: $0) } ?? ""
        )
    }

    private func stats() async throws -> MoultV1.StatsResponse {
        let stats = try await memory.stats()
        let activity = server.activity.snapshot
        let activeTarget = stats.active.space.identity.target
        return MoultV1.StatsResponse(
            items: Int64(stats.store.items),
            collections: Int64(stats.store.collections),
            pending: Int64(stats.pending),
            revision: stats.store.newest.rawValue,
            activeEpoch: stats.active.epoch.rawValue,
            activeTarget: activeTarget,
            buildingEpoch: stats.building?.epoch.rawValue ?? 0,
            storeBytes: Int64(stats.store.bytes),
            indexBytes: Int64(stats.indexBytes),
            embedderProblem: stats.embedderProblem ?? "",
            serverVersion: server.version,
            startedUnixMs: server.startedUnixMs,
            connections: Int64(activity.connections),
            callsInFlight: Int64(activity.callsInFlight),
            counters: ServerActivity.Counter.allCases.map {
                MoultV1.Counter(name: $0.name, value: activity.counts[$0] ?? 0)
            },
            configuredTargetDiffers: server.isConfigured(activeTarget)
                ? "" : server.configuredTarget,
            quarantined: Int64(stats.quarantined),
            conditions: memory.conditions.map(\.wire) + (await hostConditions()).map(\.wire),
            recordedQueries: Int64(stats.store.recordedQueries)
        )
    }
}

extension Condition {
    fileprivate var wire: MoultV1.Condition {
        MoultV1.Condition(name: name.rawValue, message: message, sinceUnixMs: sinceUnixMs)
    }
}
