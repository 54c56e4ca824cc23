internal import GRDB
package import Knowledge
package import Migration
internal import Spaces

/// The setting of a profile's outcome, with the change that tells of it.
struct Activation {
    let epoch: Epoch
    let atUnixMs: Int64

    /// The row must be unfinished.
    func end(
        as outcome: ProfileOutcome,
        reason: String,
        in db: Database
    ) throws -> PhaseChange {
        let wasUnfinished = try ProfileTable(db: db).end(epoch, as: outcome, atUnixMs: atUnixMs)
        guard wasUnfinished else { throw StoreError.noMigration(epoch) }
        return try MigrationTable(db: db)
            .append(outcome.phase, reason: reason, to: epoch, atUnixMs: atUnixMs)
    }
}

extension ProfileOutcome {
    fileprivate var phase: Phase {
        switch self {
        case .finished: .finished
        case .cancelled: .cancelled
        case .failed: .failed
        }
    }
}

extension SQLiteStore {
    /// The flip has a transaction of its own, in which it reads the row, looks at the revisions
    /// behind the pass, sets the outcome and appends the change: the same statements and rows
    /// whatever the corpus holds.
    package func flip(
        _ epoch: Epoch,
        pass: Revision,
        through: Revision,
        atUnixMs: Int64,
        permit: @Sendable @escaping () -> Bool
    ) async throws(StoreError) -> FlipResult {
        try await writer.write(.alone) { transaction in
            let isPermitted = permit()
            let db = transaction.db
            let profiles = ProfileTable(db: db)
            if let ending = try profiles.ending(of: epoch) { return .alreadyEnded(ending.outcome) }
            guard isPermitted else { return .timedOut }
            guard let table = try profiles.vectorTable(of: epoch),
                try !table.isMissingAny(behind: pass, through: through, in: db)
            else { return .missing }
            return .flipped(
                try Activation(epoch: epoch, atUnixMs: atUnixMs)
                    .end(as: .finished, reason: "", in: db)
            )
        }
    }
}
