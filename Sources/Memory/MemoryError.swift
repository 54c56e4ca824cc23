package import Knowledge

/// Why the memory did not do what it was asked.
///
/// Of one call, or of one item in it.
package struct MemoryError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// A field is missing, out of bounds or malformed.
        case invalidArgument
        /// A size or a count is over its limit.
        case limitExceeded
        /// The expected revision is not the item's, which is `actual`; `.none`: there is no item.
        case revisionMismatch(actual: Revision)
        case idempotencyMismatch
        /// The page token's epoch is not the active one any more.
        case epochGone(Epoch)
        /// The page token is of another query or filter, or damaged.
        case pageTokenInvalid
        /// The query could not be embedded.
        case semanticUnavailable
        /// The embedder refuses the query for a reason of its own.
        case textRefused
        case diskFull
        case storeFailed
        case deadlineExceeded
        case cancelled
        /// No embedder is configured for the active profile's space.
        case embedderUnknown
    }

    package let code: Code
    /// What the error is about: a field, a limit's name; empty: the whole.
    package let subject: String
    /// One sentence: what was wrong, with the value, and what to do.
    package let message: String

    package init(_ code: Code, subject: String = "", _ message: String) {
        self.code = code
        self.subject = subject
        self.message = message
    }

    /// Whether the same call may succeed later, unchanged.
    package var isRetryable: Bool {
        switch code {
        case .semanticUnavailable, .diskFull, .storeFailed, .deadlineExceeded: true
        case .invalidArgument, .limitExceeded, .revisionMismatch, .idempotencyMismatch, .epochGone,
            .pageTokenInvalid, .textRefused, .cancelled, .embedderUnknown:
            false
        }
    }

    package init(_ error: StoreError) {
        switch error.code {
        case .diskFull: self.init(.diskFull, error.message)
        case .idempotencyMismatch:
            self.init(.idempotencyMismatch, subject: "idempotency_key", error.message)
        case .failed, .damaged, .fromTheFuture, .closed, .notFound:
            self.init(.storeFailed, error.message)
        }
    }

    static let cancelled = MemoryError(.cancelled, "The caller has gone; nothing was done.")
}

/// Converts what a store throws, once, at the edge of the memory.
func store<Answer>(
    _ body: () async throws(StoreError) -> Answer
) async throws(MemoryError) -> Answer {
    do throws(StoreError) {
        return try await body()
    } catch {
        throw MemoryError(error)
    }
}
