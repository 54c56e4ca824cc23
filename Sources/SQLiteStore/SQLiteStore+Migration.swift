internal import GRDB
package import Knowledge
package import Migration
package import Spaces

extension SQLiteStore: MigrationStore {
    package func start(_ request: MigrationRequest) async throws(StoreError) -> StartResult {
        try await writer.write { transaction in
            let db = transaction.db
            let profiles = ProfileTable(db: db)
            let migrations = MigrationTable(db: db)
            let log = try profiles.log()
            if let building = log.building {
                guard let record = try migrations.record(building.epoch) else {
                    throw StoreError.noMigration(building.epoch)
                }
                return building.space.identity == request.identity
                    ? .alreadyBuilding(record) : .otherUnderWay(record)
            }
            if let active = log.active, active.space.identity == request.identity {
                return .alreadyActive(active.profile)
            }
            let space = try SpaceTable(db: db).make(request.identity)
            transaction.forgetVectorTables()
            let epoch = try profiles.append(space.id, atUnixMs: request.atUnixMs)
            try migrations.insert(epoch, settings: request.settings)
            guard let record = try migrations.record(epoch) else {
                throw StoreError.noMigration(epoch)
            }
            return .started(record)
        }
    }

    package func migrations(
        before: Epoch?,
        limit: Int
    ) async throws(StoreError) -> [MigrationRecord] {
        try await readers.read { db in
            try MigrationTable(db: db).records(before: before, limit: limit)
        }
    }

    package func migration(_ epoch: Epoch) async throws(StoreError) -> MigrationRecord? {
        try await readers.read { db in try MigrationTable(db: db).record(epoch) }
    }

    package func record(
        _ phase: Phase,
        reason: String,
        of epoch: Epoch,
        atUnixMs: Int64
    ) async throws(StoreError) -> PhaseChange? {
        guard !phase.isEnd else { throw StoreError.endsElsewhere(phase) }
        return try await writer.write { transaction in
            guard try ProfileTable(db: transaction.db).ending(of: epoch) == nil else { return nil }
            return try MigrationTable(db: transaction.db)
                .append(phase, reason: reason, to: epoch, atUnixMs: atUnixMs)
        }
    }

    package func changes(
        of epoch: Epoch,
        after sequence: Int64,
        limit: Int
    ) async throws(StoreError) -> [PhaseChange] {
        try await readers.read { db in
            try MigrationTable(db: db).changes(of: epoch, after: sequence, limit: limit)
        }
    }

    package func newestRevision() async throws(StoreError) -> Revision {
        try await readers.read { db in try db.newestRevision() }
    }

    package func recordTimes(
        _ times: FlipTimes,
        of epoch: Epoch
    ) async throws(StoreError) {
        try await writer.write { transaction in
            try MigrationTable(db: transaction.db).setTimes(times, of: epoch)
        }
    }

    package func end(
        _ epoch: Epoch,
        as outcome: ProfileOutcome,
        reason: String,
        atUnixMs: Int64
    ) async throws(StoreError) -> EndResult {
        guard outcome != .finished else { throw StoreError.endsElsewhere(.finished) }
        return try await writer.write { transaction in
            let profiles = ProfileTable(db: transaction.db)
            if let ending = try profiles.ending(of: epoch) { return .alreadyEnded(ending.outcome) }
            return .ended(
                try Activation(epoch: epoch, atUnixMs: atUnixMs)
                    .end(as: outcome, reason: reason, in: transaction.db)
            )
        }
    }
}

extension StoreError {
    fileprivate static func endsElsewhere(_ phase: Phase) -> StoreError {
        StoreError(
            .failed,
            "A migration cannot be recorded as \(phase.rawValue): a flip finishes it, and an end "
                + "is set with its outcome."
        )
    }
}
