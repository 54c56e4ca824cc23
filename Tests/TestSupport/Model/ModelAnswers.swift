import Knowledge
import Memory

/// The answers kept for those who ask the same again.
struct ModelAnswers: Sendable {
    enum Answer: Sendable {
        case ingest(IngestReceipt)
        case deletion(DeletionReceipt)
    }

    private struct Kept: Sendable {
        let answer: Answer
        let fingerprint: Fingerprint
        let atUnixMs: Int64
    }

    private var kept: [String: Kept] = [:]
    /// Keys from the oldest answer to the newest.
    private var order: ArraySlice<String> = []

    /// The answer given to `claim`; throws for another body under its key.
    func known(_ claim: IdempotencyClaim) throws(StoreError) -> Answer? {
        guard let known = kept[claim.key] else { return nil }
        guard known.fingerprint == claim.fingerprint else {
            throw StoreError(
                .idempotencyMismatch,
                """
                the idempotency key "\(claim.key)" came before with another request; use a new \
                key for a new request
                """
            )
        }
        return known.answer
    }

    mutating func keep(_ answer: Answer, for claim: IdempotencyClaim?, atUnixMs: Int64) {
        guard let claim else { return }
        kept[claim.key] = Kept(
            answer: answer,
            fingerprint: claim.fingerprint,
            atUnixMs: atUnixMs
        )
        order.append(claim.key)
        while IdempotencyClaim.keptMax < order.count { dropOldest() }
    }

    mutating func expire(atUnixMs: Int64) {
        while let oldest = order.first, let known = kept[oldest],
            IdempotencyClaim.keptMs <= atUnixMs - known.atUnixMs
        {
            dropOldest()
        }
    }

    private mutating func dropOldest() {
        if let key = order.popFirst() { kept[key] = nil }
    }
}
