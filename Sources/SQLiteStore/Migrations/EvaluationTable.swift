internal import GRDB
internal import Knowledge
internal import Migration

/// The newest comparison of each migration's profile with the active one.
struct EvaluationTable {
    let db: Database

    func keep(_ report: EvaluationReport, of epoch: Epoch) throws {
        guard try db.exists("SELECT 1 FROM migrations WHERE epoch = ?", epoch) else {
            throw StoreError.noMigration(epoch)
        }
        try db.run(
            """
            INSERT INTO evaluations (epoch, at_ms, report) VALUES (?, ?, ?)
            ON CONFLICT (epoch) DO UPDATE SET at_ms = excluded.at_ms, report = excluded.report
            """,
            epoch,
            report.atUnixMs,
            try JSONText.encode(report)
        )
    }

    func report(of epoch: Epoch) throws -> EvaluationReport? {
        try db.first(
            "SELECT report FROM evaluations WHERE epoch = ?",
            epoch
        ) { try JSONText.decode($0.text(0)) }
    }
}
