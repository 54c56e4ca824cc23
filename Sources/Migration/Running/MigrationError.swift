package import Knowledge
import Spaces

/// Why a migration's call was refused.
///
/// Nothing of the asked has happened.
package struct MigrationError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// A number is out of its bounds.
        case invalidArgument
        /// No migration, profile or space of that name.
        case notFound
        /// Another target is being built, by this epoch.
        case otherUnderWay(Epoch)
        /// The migration has ended; a finished one cannot be cancelled.
        case alreadyEnded(Epoch)
        /// It cannot be asked of the migration in the phase that it is in.
        case wrongPhase(Epoch)
        /// An active or building profile uses the space, or a rollback window keeps it fresh.
        case spaceInUse(Epoch)
        /// No configured provider claims the target.
        case embedderUnknown
        /// The embedder gave no answer that can be used.
        case embedderFailed
        /// The model is not the one whose vectors are there.
        case modelDiffers
        /// One evaluation at a time.
        case evaluationUnderWay
        /// The feed has as many subscribers as it takes.
        case tooManySubscribers
        case store(StoreError.Code)
    }

    package let code: Code
    /// One sentence: what was wrong, with the value, and what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: StoreError) {
        self.init(.store(error.code), error.message.asSentence)
    }

    static func outOfBounds(
        _ name: String,
        _ value: some Any,
        _ bounds: String
    ) -> MigrationError {
        MigrationError(.invalidArgument, "The knob \(name) is \(value); give \(bounds).")
    }

    static func noMigration(_ epoch: Epoch?) -> MigrationError {
        guard let epoch else {
            return MigrationError(.notFound, "There is no migration yet; start one first.")
        }
        return MigrationError(
            .notFound,
            "There is no migration of epoch \(epoch.rawValue); list the migrations there are."
        )
    }

    /// `epoch` nil: there is no profile at all.
    static func noProfile(_ epoch: Epoch?) -> MigrationError {
        guard let epoch else {
            return MigrationError(.notFound, "No profile is active yet; wait for the first.")
        }
        return MigrationError(
            .notFound,
            "There is no profile of epoch \(epoch.rawValue); list the profiles there are."
        )
    }

    static func ended(_ record: MigrationRecord) -> MigrationError {
        let epoch = record.epoch.rawValue
        return MigrationError(
            .alreadyEnded(record.epoch),
            "The migration of epoch \(epoch) has already ended: it is \(record.phase.rawValue)."
        )
    }

    static func underWay(_ record: MigrationRecord) -> MigrationError {
        let (epoch, target) = (record.epoch.rawValue, record.space.identity.target)
        return MigrationError(
            .otherUnderWay(record.epoch),
            "The migration of epoch \(epoch) is building \(target); wait for it, or cancel it."
        )
    }
}

/// Runs `body`, whose store errors become the migration's.
func storing<Value>(
    _ body: () async throws(StoreError) -> Value
) async throws(MigrationError) -> Value {
    do {
        return try await body()
    } catch {
        throw MigrationError(error)
    }
}

extension String {
    /// With a capital letter and a full stop, as a sentence of another's may come without.
    var asSentence: String {
        guard let first, let last else { return self }
        return first.uppercased() + dropFirst() + (".!?".contains(last) ? "" : ".")
    }
}
