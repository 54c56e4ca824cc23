internal import Channels
internal import GRDB

extension JobTable {
    /// Rows of logs that one step deletes before it ends early, so that a few long answers do not
    /// hold up the writer.
    static let prunedRowsMax = 4_096

    /// Deletes the jobs that ended first, with their bodies and logs; at least one, if there is.
    ///
    /// - Returns: how many it deleted.
    func prune(endedBeforeUnixMs: Int64, limit: Int) throws -> Int {
        let ended = try db.all(Self.firstEnded, endedBeforeUnixMs, max(limit, 0)) {
            JobID(rawValue: $0.integer(0))
        }
        var count = 0
        var rows = 0
        for id in ended {
            guard rows < Self.prunedRowsMax else { break }
            rows += try JobLog(db: db).delete(of: id)
            try db.run("DELETE FROM job_bodies WHERE job = ?", id)
            try db.run("DELETE FROM jobs WHERE id = ?", id)
            count += 1
        }
        return count
    }

    /// A test reads its plan.
    static let firstEnded = "SELECT id FROM jobs WHERE ended_ms < ? ORDER BY ended_ms, id LIMIT ?"
}
