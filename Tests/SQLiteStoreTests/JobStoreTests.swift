import CSQLite
import Channels
import Foundation
import GRDB
import Knowledge
import Testing

@testable import SQLiteStore

struct JobStoreTests {
    let directory = TemporaryDirectory()

    @Test func `the queue and its logs are there after a stop`() async throws {
        let store = try directory.open()
        let ids = try await store.submitted(3)
        #expect(try await store.begin(ids[0], atUnixMs: 2))
        try await store.append(.told(1...5), to: ids[0])
        #expect(try await store.requestCancel(of: ids[1]))
        try await store.keep(ModelRecord(model: "moth", loads: 2))
        let unfinished = try await store.unfinishedJobs()
        try await store.close()

        let again = try directory.open()
        #expect(try await again.unfinishedJobs() == unfinished)
        #expect(unfinished.map(\.state) == [.running, .queued, .queued])
        #expect(unfinished.map(\.isCancelRequested) == [false, true, false])
        #expect(try await again.log(of: ids[0]) == .told(1...5))
        #expect(try await again.modelRecords() == [ModelRecord(model: "moth", loads: 2)])
        #expect(try await again.submitted(1) == [JobID(rawValue: 4)])
    }

    @Test func `a power cut takes back nothing that was acknowledged`() async throws {
        let store = try directory.open()
        let ids = try await store.submitted(2)
        for id in ids { _ = try await store.begin(id, atUnixMs: 2) }
        try await store.append(.told(1...3), to: ids[0])
        #expect(
            try await store.end(
                ids[1],
                JobEnding(.succeeded),
                appending: .told(1...2),
                atUnixMs: 3
            )
        )
        let copy = try directory.copy()
        let again = try copy.open()
        #expect(try await again.job(ids[0])?.state == .running)
        #expect(try await again.job(ids[1])?.state == .succeeded)
        #expect(try await again.log(of: ids[0]) == .told(1...3))
        #expect(try await again.log(of: ids[1]) == .told(1...2))
        #expect(try await again.begin(ids[0], atUnixMs: 4) == false)
        #expect(try await again.requeue(ids[0], because: "stopped", notBeforeUnixMs: nil))
        #expect(try await again.integrity() == ["ok"])
    }

    @Test func `an end that cannot keep its last pieces has not happened`() async throws {
        let store = try directory.open()
        let id = try await store.submitted(1)[0]
        _ = try await store.begin(id, atUnixMs: 2)
        try await store.forbidPieces()
        let ending = JobEnding(.succeeded)
        await #expect(throws: StoreError.self) {
            try await store.end(id, ending, appending: .told(1...1), atUnixMs: 3)
        }
        #expect(try await store.job(id)?.state == .running)
        #expect(try await store.end(id, ending, appending: [], atUnixMs: 3))
    }

    @Test func `no row is of a job, a state or a count that cannot be`() async throws {
        let store = try directory.open()
        let ids = try await store.submitted(2)
        _ = try await store.end(ids[1], JobEnding(.cancelled), appending: [], atUnixMs: 3)
        for sql in [
            "UPDATE jobs SET state = 'paused' WHERE id = 1",
            "UPDATE jobs SET state = 'cancelled' WHERE id = 1",
            "UPDATE jobs SET state = 'running' WHERE id = 1",
            "UPDATE jobs SET ended_ms = 1 WHERE id = 1",
            "UPDATE jobs SET attempts = 1 WHERE id = 1",
            "UPDATE jobs SET begun_ms = 1 WHERE id = 1",
            "UPDATE jobs SET attempts = -1, begun_ms = 1 WHERE id = 1",
            "UPDATE jobs SET state = 'failed', ended_ms = 1 WHERE id = 1",
            """
            UPDATE jobs SET state = 'running', attempts = 1, begun_ms = 1, not_before_ms = 1
            WHERE id = 1
            """,
            "UPDATE jobs SET priority = 3 WHERE id = 1",
            "UPDATE jobs SET is_cancel_requested = 2 WHERE id = 1",
            "UPDATE jobs SET statistics = 'none' WHERE id = 1",
            "UPDATE jobs SET idempotency_key = '' WHERE id = 1",
            "UPDATE jobs SET message = 'another' WHERE id = 2",
            "DELETE FROM jobs WHERE id = 1",
            "INSERT INTO job_bodies VALUES (9, '{}')",
            "INSERT INTO job_pieces VALUES (9, 1, x'00')",
            "INSERT INTO job_pieces VALUES (1, 1, x'')",
            "INSERT INTO model_records VALUES ('m', -1, 0, 0, 0)",
        ] {
            await #expect(throws: StoreError.self, "\(sql)") {
                try await store.writer.write { transaction in _ = try transaction.db.run(sql) }
            }
        }
    }

    @Test func `a transition writes no body`() async throws {
        let store = try directory.open()
        let request = JobRequest(model: "m", body: String(repeating: "x", count: 8 << 20))
        _ = try await store.submit(request, notEndedMax: 1, atUnixMs: 1)
        let id = JobID(rawValue: 1)
        let before = try await store.pagesWritten()
        _ = try await store.begin(id, atUnixMs: 2)
        _ = try await store.requeue(id, because: "away", notBeforeUnixMs: 3)
        _ = try await store.requestCancel(of: id)
        _ = try await store.end(id, JobEnding(.cancelled), appending: [], atUnixMs: 4)
        #expect(try await store.pagesWritten() - before < 40)
    }

    @Test func `a log that was spoiled is said to be damaged`() async throws {
        let store = try directory.open()
        let id = try await store.submitted(1)[0]
        try await store.writer.write { transaction in
            _ = try transaction.db.run("INSERT INTO job_pieces VALUES (1, 7, x'0005')")
        }
        let error = await #expect(throws: StoreError.self) { try await store.log(of: id) }
        #expect(error?.code == .damaged)
    }
}

extension SQLiteStore {
    func submitted(_ count: Int) async throws -> [JobID] {
        var ids: [JobID] = []
        for _ in 0..<count {
            let request = JobRequest(model: "moth", body: "{}")
            let answer = try await submit(request, notEndedMax: 1_000, atUnixMs: 1)
            if case .appended(let job) = answer { ids.append(job.id) }
        }
        return ids
    }

    func log(of id: JobID) async throws -> [JobPiece] {
        try await pieces(of: id, after: JobSequence(rawValue: 0), limit: 10_000)
    }

    /// From now on no piece can be stored.
    fileprivate func forbidPieces() async throws {
        try await writer.write { transaction in
            try transaction.db.execute(
                sql: """
                    CREATE TRIGGER no_pieces BEFORE INSERT ON job_pieces
                    BEGIN SELECT RAISE(ABORT, 'no pieces'); END
                    """
            )
        }
    }

    /// Since the writing connection was opened.
    fileprivate func pagesWritten() async throws -> Int {
        try await writer.write(.outside) { transaction in
            var pages: Int32 = 0
            var highest: Int32 = 0
            sqlite3_db_status(
                transaction.db.sqliteConnection,
                SQLITE_DBSTATUS_CACHE_WRITE,
                &pages,
                &highest,
                0
            )
            return Int(pages)
        }
    }
}

extension [JobPiece] {
    /// Those of a first attempt, each told as its number.
    static func told(_ numbers: ClosedRange<Int64>) -> [JobPiece] {
        let before = JobSequence(beforeAttempt: 1).rawValue
        return numbers.map {
            JobPiece(
                sequence: JobSequence(rawValue: before + $0),
                piece: ChatPiece(content: "\($0) ")
            )
        }
    }
}
