/// Why a store could not do what it was asked.
///
/// Nothing of the asked has happened.
package struct StoreError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// No room on the disk, or the reserve is reached.
        case diskFull
        /// The medium or the file failed.
        case failed
        /// The file is damaged, or not a store.
        case damaged
        /// The file was written by a newer schema.
        case fromTheFuture
        /// The store is closed.
        case closed
        /// An idempotency key came with another body.
        case idempotencyMismatch
        /// No row of that name.
        case notFound
    }

    package let code: Code
    /// One sentence: what was wrong, and what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
