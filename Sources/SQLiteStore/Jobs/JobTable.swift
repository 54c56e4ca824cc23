internal import Channels
internal import GRDB
internal import Knowledge

/// The jobs and their bodies.
///
/// Every transition is one statement that names the state it starts from.
struct JobTable {
    let db: Database

    /// The kept job of that key, or a new one if there is room.
    func submit(
        _ request: JobRequest,
        notEndedMax limit: Int,
        atUnixMs: Int64
    ) throws -> JobSubmission {
        if let earlier = try job(withKey: request.idempotencyKey) {
            return request.isRepeat(of: earlier.request)
                ? .existing(earlier) : .keyTaken(earlier.id)
        }
        let notEnded = try notEndedCount()
        guard notEnded < limit else { return .queueFull(notEnded: notEnded) }
        let id = try insert(request, atUnixMs: atUnixMs)
        return .appended(Job(id: id, request: request, submittedUnixMs: atUnixMs))
    }

    func isRunning(_ id: JobID) throws -> Bool {
        try db.exists("SELECT 1 FROM jobs WHERE id = ? AND state = 'running'", id)
    }

    func begin(_ id: JobID, atUnixMs: Int64) throws -> Bool {
        try db.run(
            """
            UPDATE jobs
            SET state = 'running', attempts = attempts + 1, begun_ms = ?2, not_before_ms = NULL
            WHERE id = ?1 AND state = 'queued'
            """,
            id,
            atUnixMs
        ) == 1
    }

    func requeue(_ id: JobID, because message: String, notBeforeUnixMs: Int64?) throws -> Bool {
        try db.run(
            """
            UPDATE jobs SET state = 'queued', message = ?2, not_before_ms = ?3
            WHERE id = ?1 AND state = 'running'
            """,
            id,
            message,
            notBeforeUnixMs
        ) == 1
    }

    func end(_ id: JobID, _ ending: JobEnding, atUnixMs: Int64) throws -> Bool {
        try db.run(
            """
            UPDATE jobs SET state = ?2, message = ?3, failure = ?4, statistics = ?5, ended_ms = ?6,
                not_before_ms = NULL
            WHERE id = ?1 AND state IN ('running', ?7)
            """,
            id,
            ending.state,
            ending.message,
            ending.failure,
            try ending.statistics.map(JSONText.encode),
            atUnixMs,
            ending.state.canFollow(.queued) ? JobState.queued : .running
        ) == 1
    }

    func requestCancel(of id: JobID) throws -> Bool {
        try db.run(
            "UPDATE jobs SET is_cancel_requested = 1 WHERE id = ? AND ended_ms IS NULL",
            id
        ) == 1
    }

    private func insert(_ request: JobRequest, atUnixMs: Int64) throws -> JobID {
        try db.run(
            """
            INSERT INTO jobs (
                state, model, priority, label, traceparent, idempotency_key, deadline_ms,
                submitted_ms
            ) VALUES ('queued', ?, ?, ?, ?, ?, ?, ?)
            """,
            request.model,
            request.priority,
            request.label,
            request.traceparent,
            request.idempotencyKey.isEmpty ? nil : request.idempotencyKey,
            request.deadlineUnixMs,
            atUnixMs
        )
        let id = JobID(rawValue: db.lastInsertedRowID)
        try db.run("INSERT INTO job_bodies (job, body) VALUES (?, ?)", id, request.body)
        return id
    }
}
