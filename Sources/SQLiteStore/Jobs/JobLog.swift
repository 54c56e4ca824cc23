internal import Channels
internal import GRDB

/// What jobs said: it grows at its end only.
///
/// What is appended together shares rows. Five tokens, as 50 ms bring them, take little more than
/// half the room in one row that they take in five, and a third of the time.
struct JobLog {
    let db: Database

    /// What the pieces of one row may weigh together; a heavier one is alone in its row.
    ///
    /// Small beside a page, so that a cursor in the middle of a row costs no more than a page.
    static let rowBytesMax = 2 << 10

    /// Appends what is above the newest piece; the rest is there already.
    func append(_ pieces: [JobPiece], to job: JobID) throws {
        guard !pieces.isEmpty else { return }
        var newest = try newest(of: job)
        let new = pieces.filter { piece in
            guard piece.sequence > newest else { return false }
            newest = piece.sequence
            return true
        }
        for row in Self.rows(of: new) { try insert(row, of: job) }
    }

    /// Ascending.
    func pieces(of job: JobID, after: JobSequence, limit: Int) throws -> [JobPiece] {
        var found: [JobPiece] = []
        var reached = after
        while found.count < limit, let row = try firstRow(of: job, after: reached) {
            found += row.pieces.drop { $0.sequence <= after }
            reached = row.last
        }
        return Array(found.prefix(max(limit, 0)))
    }

    /// - Returns: the rows that it had.
    func delete(of job: JobID) throws -> Int {
        try db.run(Self.deletion, job)
    }

    // Tests read their plans.
    static let newestOfJob = "SELECT coalesce(max(last), 0) FROM job_pieces WHERE job = ?"
    static let firstAfter = """
        SELECT last, pieces FROM job_pieces WHERE job = ? AND last > ? ORDER BY last LIMIT 1
        """
    static let deletion = "DELETE FROM job_pieces WHERE job = ?"

    /// The number below which nothing can be appended any more.
    private func newest(of job: JobID) throws -> JobSequence {
        JobSequence(rawValue: try db.first(Self.newestOfJob, job) { $0.integer(0) } ?? 0)
    }

    private func firstRow(
        of job: JobID,
        after: JobSequence
    ) throws -> (last: JobSequence, pieces: [JobPiece])? {
        try db.first(Self.firstAfter, job, after) { row in
            let last = JobSequence(rawValue: row.integer(0))
            return (last, try row.withBytes(1) { try PieceBlob.decode($0, through: last) })
        }
    }

    private func insert(_ pieces: [JobPiece], of job: JobID) throws {
        guard let last = pieces.last?.sequence else { return }
        try db.run(
            "INSERT INTO job_pieces (job, last, pieces) VALUES (?, ?, ?)",
            job,
            last,
            PieceBlob.encode(pieces)
        )
    }

    private static func rows(of pieces: [JobPiece]) -> [[JobPiece]] {
        var rows: [[JobPiece]] = []
        var bytes = Int.max
        for entry in pieces {
            let weight = entry.piece.bytes
            if bytes <= rowBytesMax, weight <= rowBytesMax - bytes {
                rows[rows.count - 1].append(entry)
                bytes += weight
            } else {
                rows.append([entry])
                bytes = weight
            }
        }
        return rows
    }
}
