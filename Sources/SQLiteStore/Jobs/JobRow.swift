internal import Channels
internal import Knowledge

extension Job {
    /// What `init(row:)` reads, in its order, but for the body, which comes last.
    static let columns = """
        jobs.id, state, model, priority, label, traceparent, coalesce(idempotency_key, ''),
        deadline_ms, submitted_ms, attempts, not_before_ms, is_cancel_requested, begun_ms,
        ended_ms, message, failure, statistics
        """

    init(row: Row) throws {
        self.init(
            id: JobID(rawValue: row.integer(0)),
            request: try JobRequest(row: row),
            submittedUnixMs: row.integer(8),
            state: try JobState(row: row, column: 1),
            attempts: row.int(9),
            notBeforeUnixMs: row.isNull(10) ? nil : row.integer(10),
            isCancelRequested: row.int(11) == 1,
            begunUnixMs: row.isNull(12) ? nil : row.integer(12),
            endedUnixMs: row.isNull(13) ? nil : row.integer(13),
            message: try row.text(14),
            failure: row.isNull(15) ? nil : try JobFailure(row: row, column: 15),
            statistics: row.isNull(16) ? nil : try JSONText.decode(row.text(16))
        )
    }
}

extension JobRequest {
    fileprivate init(row: Row) throws {
        guard let priority = JobPriority(rawValue: row.int(3)) else { throw unreadable }
        self.init(
            model: try row.text(2),
            body: try row.text(17),
            priority: priority,
            deadlineUnixMs: row.isNull(7) ? nil : row.integer(7),
            idempotencyKey: try row.text(6),
            label: try row.text(4),
            traceparent: try row.text(5)
        )
    }
}

extension JobState {
    fileprivate init(row: Row, column: Int32) throws {
        guard let state = JobState(rawValue: try row.text(column)) else { throw unreadable }
        self = state
    }
}

extension JobFailure {
    fileprivate init(row: Row, column: Int32) throws {
        guard let failure = JobFailure(rawValue: try row.text(column)) else { throw unreadable }
        self = failure
    }
}

private let unreadable = StoreError(.damaged, "A stored job cannot be read; restore a backup.")
