internal import GRDB
package import Knowledge
package import Memory

extension SQLiteStore: AnswerStore {
    package func answer(
        to claim: IdempotencyClaim
    ) async throws(StoreError) -> [UInt8]? {
        try await pointReads.read { [self] db in
            try answers(in: db).answer(to: claim, as: [UInt8].self)
        }
    }

    package func keep(
        _ answer: [UInt8],
        to claim: IdempotencyClaim,
        atUnixMs: Int64
    ) async throws(StoreError) {
        try await writer.write { [self] transaction in
            let answers = answers(in: transaction.db)
            try answers.dropExpired(atUnixMs: atUnixMs)
            guard try answers.answer(to: claim, as: [UInt8].self) == nil else { return }
            try answers.keep(answer, to: claim, atUnixMs: atUnixMs)
        }
    }
}
