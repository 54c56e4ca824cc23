package import Knowledge

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
        /// An active or building profile uses the space.
        case spaceInUse(Epoch)
        /// No configured provider claims the target.
        case embedderUnknown
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
        self.init(.store(error.code), error.message)
    }

    static func noMigration(_ epoch: Epoch?) -> MigrationError {
        guard let epoch else {
            return MigrationError(.notFound, "there is no migration yet; start one first")
        }
        return MigrationError(
            .notFound,
            "there is no migration of epoch \(epoch.rawValue); list the migrations there are"
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
