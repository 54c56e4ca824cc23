internal import Foundation
internal import GRDB
internal import Knowledge
internal import Memory

/// The answers that idempotency keys are remembered by.
struct AnswerTable {
    let db: Database
    let keptMs: Int64
    let keptMax: Int

    /// The answer to an earlier claim of that key; nil: there is none.
    ///
    /// - Throws: `idempotencyMismatch` for another body.
    func answer<Receipt: Decodable>(
        to claim: IdempotencyClaim,
        as receipt: Receipt.Type
    ) throws -> Receipt? {
        let found = try db.first(
            "SELECT fingerprint, answer FROM answers WHERE key = ?",
            claim.key
        ) { row in
            (fingerprint: row.withBytes(0, Array.init), answer: row.withBytes(1) { Data($0) })
        }
        guard let found else { return nil }
        guard found.fingerprint == claim.fingerprint.bytes else {
            throw StoreError(
                .idempotencyMismatch,
                "The idempotency key \"\(claim.key)\" was used for another request. Use a new key."
            )
        }
        return try JSONDecoder().decode(receipt, from: found.answer)
    }

    /// Forgets what is too old by `unixMs`.
    func dropExpired(atUnixMs unixMs: Int64) throws {
        try db.run("DELETE FROM answers WHERE at_ms <= ?", unixMs - keptMs)
    }

    /// Remembers an answer and drops the oldest past the bound.
    ///
    /// Ids rise with each answer, so their distance bounds the count without counting.
    func keep(
        _ receipt: some Encodable,
        to claim: IdempotencyClaim,
        atUnixMs unixMs: Int64
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try db.run(
            "INSERT INTO answers (key, fingerprint, at_ms, answer) VALUES (?, ?, ?, ?)",
            claim.key,
            claim.fingerprint.bytes,
            unixMs,
            [UInt8](try encoder.encode(receipt))
        )
        try db.run(
            "DELETE FROM answers WHERE id <= (SELECT max(id) FROM answers) - ?",
            keptMax
        )
    }
}

extension Fingerprint {
    /// High word first, big-endian: as it is written.
    fileprivate var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian), Array.init)
    }
}
