internal import Knowledge

/// One caller's work for the writer.
struct WriteUnit: Sendable {
    enum Company: Sendable {
        /// Shares its transaction with whoever waits too.
        case shared
        /// Has a short transaction of its own.
        case alone
        /// Runs between transactions.
        case outside
    }

    let company: Company
    /// What it weighs in a transaction's bound.
    let bytes: Int
    /// Does the work; what comes back acknowledges it, once it is durable.
    ///
    /// It may be asked again when a neighbour spoiled the transaction, so nothing but the
    /// transaction may change by it.
    let run: @Sendable (inout WriteTransaction) throws -> @Sendable () -> Void
    let fail: @Sendable (StoreError) -> Void
}
