package import Channels
package import Knowledge
internal import Messages
package import Migration
package import RPC

/// moult.v1.Migration.
package struct MigrationService: Sendable {
    let migrations: Migrations
    let answers: IdempotentAnswers
    let limits: KnowledgeLimits
    /// What prices and spend limits are in millionths of.
    let currency: String
    /// Told of every migration whose settings a call has set.
    let hear: @Sendable (MigrationRecord) -> Void
    /// Where a target's embedder would be loaded; nil: it needs no place on a host.
    let placement: @Sendable (_ target: String) async -> SlotPlan?

    package init(
        _ migrations: Migrations,
        answers: IdempotentAnswers,
        limits: KnowledgeLimits,
        currency: String,
        hear: @escaping @Sendable (MigrationRecord) -> Void,
        placement: @escaping @Sendable (_ target: String) async -> SlotPlan? = { _ in nil }
    ) {
        self.migrations = migrations
        self.answers = answers
        self.limits = limits
        self.currency = currency
        self.hear = hear
        self.placement = placement
    }

    package var table: ServiceTable {
        ServiceTable { table in
            table.unary(MoultV1.MigrationMethods.plan) { request, _ in try await plan(request) }
            table.unary(MoultV1.MigrationMethods.get) { request, _ in try await get(request) }
            table.unary(MoultV1.MigrationMethods.list) { request, _ in try await list(request) }
            table.serverStream(MoultV1.MigrationMethods.watch) { request, writer, _ in
                try await watch(request, writer)
            }
            table.unary(MoultV1.MigrationMethods.evaluate) { request, _ in
                try await evaluate(request)
            }
            table.unary(MoultV1.MigrationMethods.listQuarantine) { request, _ in
                try await listQuarantine(request)
            }
            table.unary(MoultV1.MigrationMethods.listProfiles) { request, _ in
                try await listProfiles(request)
            }
            mutation(MoultV1.MigrationMethods.start, start, in: &table)
            mutation(MoultV1.MigrationMethods.cancel, cancel, in: &table)
            mutation(MoultV1.MigrationMethods.prune, prune, in: &table)
            mutation(MoultV1.MigrationMethods.pause, pause, in: &table)
            mutation(MoultV1.MigrationMethods.resume, resume, in: &table)
            mutation(MoultV1.MigrationMethods.cutOver, cutOver, in: &table)
            mutation(MoultV1.MigrationMethods.tune, tune, in: &table)
            mutation(MoultV1.MigrationMethods.rollback, rollback, in: &table)
            mutation(MoultV1.MigrationMethods.adopt, adopt, in: &table)
            mutation(MoultV1.MigrationMethods.retryQuarantine, retryQuarantine, in: &table)
        }
    }

    /// A call that goes on when its caller has gone, and whose answer is remembered by its key.
    private func mutation<Request: IdempotentRequest, Response>(
        _ method: WireMethod<Request, Response>,
        _ work: @escaping @Sendable (Request) async throws -> Response,
        in table: inout ServiceTable
    ) {
        table.unary(method, isDurable: true) { request, _ in
            try await answers.once(method, request) { try await work(request) }
        }
    }
}

// What requests name.
extension MigrationService {
    /// 0: the newest, or whichever the method says.
    func epoch(_ number: Int64, named field: String = "epoch") throws(RPCStatus) -> Epoch? {
        guard number >= 0 else {
            throw .invalidArgument("\(field) is \(number); it must be 0 or more.", subject: field)
        }
        return number == 0 ? nil : Epoch(rawValue: number)
    }

    /// One that must be named: what it asks for must not happen to another.
    func namedEpoch(_ number: Int64) throws(RPCStatus) -> Epoch {
        guard number > 0 else {
            throw .invalidArgument(
                "epoch is \(number); name the migration by its epoch, from 1.",
                subject: "epoch"
            )
        }
        return Epoch(rawValue: number)
    }

    func require(_ text: String, named field: String) throws(RPCStatus) {
        guard !text.isEmpty else {
            throw .invalidArgument(
                "\(field) is empty; give provider:model@dimensions.",
                subject: field
            )
        }
    }

    func knobs(_ wire: MoultV1.Knobs?) throws(RPCStatus) -> Knobs {
        guard let wire else { return Knobs() }
        return try Knobs(wire)
    }

    func wire(_ status: MigrationStatus) -> MoultV1.MigrationStatus {
        status.wire(currency: currency)
    }

    /// The same, of a migration whose settings this call has set.
    func set(_ status: MigrationStatus) -> MoultV1.MigrationStatus {
        hear(status.record)
        return wire(status)
    }
}
