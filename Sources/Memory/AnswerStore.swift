package import Knowledge

/// Remembers the answers to mutations whose own transaction cannot hold them.
///
/// Kept as long, and as many, as the answers of `MemoryStore`, beside which they stand: a key is
/// used once, whatever the method.
package protocol AnswerStore: Sendable {
    /// The answer to an earlier claim of that key; nil: there is none.
    ///
    /// - Throws: `idempotencyMismatch` for another body.
    func answer(to claim: IdempotencyClaim) async throws(StoreError) -> [UInt8]?

    /// Remembers an answer. Where one of that key is known already, it stays.
    func keep(
        _ answer: [UInt8],
        to claim: IdempotencyClaim,
        atUnixMs: Int64
    ) async throws(StoreError)
}
