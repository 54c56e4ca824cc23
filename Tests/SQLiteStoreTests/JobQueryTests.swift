import Channels
import GRDB
import Knowledge
import Testing

@testable import SQLiteStore

struct JobQueryTests {
    let directory = TemporaryDirectory()

    /// What SQLite does for a statement, one line a step.
    private func plan(of sql: String) async throws -> [String] {
        try await directory.open().writer.write { transaction in
            try transaction.db.all("EXPLAIN QUERY PLAN " + sql) { try $0.text(3) }
        }
    }

    private static let body = "SEARCH job_bodies USING INTEGER PRIMARY KEY (rowid=?)"

    @Test(arguments: [
        (JobTable.countOfNotEnded, ["SEARCH jobs USING COVERING INDEX jobs_ended (ended_ms=?)"]),
        (JobTable.allNotEnded, ["SEARCH jobs USING INDEX jobs_ended (ended_ms=?)"]),
        (JobTable.withKey, ["SEARCH jobs USING INDEX jobs_key (idempotency_key=?)", body]),
        (JobTable.firstEnded, ["SEARCH jobs USING COVERING INDEX jobs_ended (ended_ms<?)"]),
        (JobLog.newestOfJob, ["SEARCH job_pieces USING PRIMARY KEY (job=?)"]),
        (JobLog.firstAfter, ["SEARCH job_pieces USING PRIMARY KEY (job=? AND last>?)"]),
        (JobLog.deletion, ["SEARCH job_pieces USING PRIMARY KEY (job=?)"]),
    ])
    func `each question has its index, and sorts nothing`(
        sql: String,
        steps: [String]
    ) async throws {
        #expect(try await plan(of: sql) == steps)
    }

    @Test(
        arguments: [
            (nil, JobFilter(), "SEARCH jobs USING INTEGER PRIMARY KEY (rowid<?)"),
            (.running, JobFilter(), "SEARCH jobs USING INDEX jobs_state (state=? AND rowid<?)"),
            (
                nil, JobFilter(model: "m"),
                "SEARCH jobs USING INDEX jobs_model (model=? AND rowid<?)"
            ),
            (
                nil, JobFilter(label: "l"),
                "SEARCH jobs USING INDEX jobs_label (label=? AND rowid<?)"
            ),
        ] as [(JobState?, JobFilter, String)]
    )
    func `a page of jobs begins below its cursor and sorts nothing`(
        state: JobState?,
        filter: JobFilter,
        step: String
    ) async throws {
        let page = JobPage(state: state, filter: filter, before: nil, limit: 1)
        #expect(try await plan(of: page.sql) == [step])
    }

    @Test func `to submit looks at no job that has ended`() async throws {
        let store = try directory.open()
        try await store.fill(ended: 2_000, notEnded: 3)
        let steps = try await store.writer.write { transaction in
            try transaction.db.steps(of: JobTable.countOfNotEnded)
        }
        #expect(steps < 50)
        #expect(try await store.unfinishedJobs().map(\.id.rawValue) == [2_001, 2_002, 2_003])
    }

    @Test func `the end of a long log is found at once`() async throws {
        let store = try directory.open()
        try await store.fill(ended: 0, notEnded: 3)
        try await store.fillLog(of: JobID(rawValue: 2), rows: 5_000)
        let steps = try await store.writer.write { transaction in
            try transaction.db.steps(of: JobLog.newestOfJob, JobID(rawValue: 2))
        }
        #expect(steps < 50)
    }

    @Test(arguments: [
        (JobTable.prunedRowsMax, [1, 1, 0]), (JobTable.prunedRowsMax - 1, [2, 0, 0]),
    ])
    func `a step of pruning ends early at a long log`(rows: Int, pruned: [Int]) async throws {
        let store = try directory.open()
        try await store.fill(ended: 2, notEnded: 1)
        for id in 1...2 { try await store.fillLog(of: JobID(rawValue: Int64(id)), rows: rows) }
        var counts: [Int] = []
        for _ in pruned {
            counts.append(try await store.prune(endedBeforeUnixMs: .max, limit: 9))
        }
        #expect(counts == pruned)
        #expect(try await store.onWriter("SELECT count(*) FROM job_pieces") == 0)
        #expect(try await store.onWriter("SELECT count(*) FROM job_bodies") == 1)
    }
}

extension SQLiteStore {
    /// Jobs in bulk: first those that have ended, then those that have not.
    fileprivate func fill(ended: Int, notEnded: Int) async throws {
        try await writer.write { transaction in
            try transaction.db.run(
                """
                WITH RECURSIVE numbers (number) AS (
                    SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?1 + ?2
                )
                INSERT INTO jobs (
                    state, model, priority, label, traceparent, submitted_ms, ended_ms
                ) SELECT iif(number <= ?1, 'expired', 'queued'), 'm', 1, '', '', 1,
                    iif(number <= ?1, 5, NULL)
                FROM numbers
                """,
                ended,
                notEnded
            )
            try transaction.db.run("INSERT INTO job_bodies SELECT id, '{}' FROM jobs")
        }
    }

    fileprivate func fillLog(of id: JobID, rows: Int) async throws {
        try await writer.write { transaction in
            _ = try transaction.db.run(
                """
                WITH RECURSIVE numbers (number) AS (
                    SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?2
                )
                INSERT INTO job_pieces SELECT ?1, number, x'0000000000' FROM numbers
                """,
                id,
                rows
            )
        }
    }
}
