/// Step 3: the queue of chat jobs, their logs, and what is known of the models that ran them.
extension SchemaStep {
    static let third = SchemaStep(
        number: 3,
        sql: [jobs, jobBodies, jobPieces, modelRecords].joined(separator: "\n"),
        tables: ["jobs", "job_bodies", "job_pieces", "model_records"]
    )

    /// Whatever a job may be in no state is refused by a CHECK; that it ends once, by the trigger.
    ///
    /// Within one value an index is in the order of ids, so nothing that is listed is sorted: not
    /// a page by state, model or label, and not what has not ended, which `jobs_ended` holds side
    /// by side under NULL, however many have.
    private static let jobs = """
        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            state TEXT NOT NULL CHECK (state IN (
                'queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'
            )),
            model TEXT NOT NULL,
            priority INTEGER NOT NULL CHECK (priority IN (0, 1, 2)),
            label TEXT NOT NULL,
            traceparent TEXT NOT NULL,
            idempotency_key TEXT CHECK (idempotency_key <> ''),
            deadline_ms INTEGER,
            submitted_ms INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            not_before_ms INTEGER,
            is_cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (is_cancel_requested IN (0, 1)),
            begun_ms INTEGER,
            ended_ms INTEGER,
            message TEXT NOT NULL DEFAULT '',
            failure TEXT CHECK (failure IN (
                'unknown_model', 'refused', 'denied', 'out_of_memory', 'broken', 'timed_out',
                'too_long'
            )),
            statistics TEXT CHECK (statistics GLOB '{*}'),
            CHECK ((ended_ms IS NULL) = (state IN ('queued', 'running'))),
            CHECK ((failure IS NOT NULL) = (state = 'failed')),
            CHECK ((begun_ms IS NULL) = (attempts = 0)),
            CHECK (attempts > 0 OR state IN ('queued', 'cancelled', 'expired')),
            CHECK (not_before_ms IS NULL OR state = 'queued')
        ) STRICT;
        CREATE UNIQUE INDEX jobs_key ON jobs (idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX jobs_ended ON jobs (ended_ms);
        CREATE INDEX jobs_state ON jobs (state);
        CREATE INDEX jobs_model ON jobs (model);
        CREATE INDEX jobs_label ON jobs (label);
        CREATE TRIGGER jobs_end_once BEFORE UPDATE ON jobs WHEN old.ended_ms IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a job that has ended stays as it is'); END;
        """

    /// Apart from its job: SQLite writes a whole row anew at each change of it, and a body has
    /// megabytes.
    private static let jobBodies = """
        CREATE TABLE job_bodies (
            job INTEGER PRIMARY KEY REFERENCES jobs (id),
            body TEXT NOT NULL
        ) STRICT;
        """

    /// A row holds some pieces of a job's log, as `PieceBlob` tells, under the sequence number of
    /// the last of them: so the rows above a cursor are the ones with something to read, and the
    /// newest row says where the log ends.
    private static let jobPieces = """
        CREATE TABLE job_pieces (
            job INTEGER NOT NULL REFERENCES jobs (id),
            last INTEGER NOT NULL,
            pieces BLOB NOT NULL CHECK (length(pieces) > 0),
            PRIMARY KEY (job, last)
        ) STRICT, WITHOUT ROWID;
        """

    private static let modelRecords = """
        CREATE TABLE model_records (
            model TEXT PRIMARY KEY,
            loads INTEGER NOT NULL CHECK (loads >= 0),
            load_ns_mean INTEGER NOT NULL CHECK (load_ns_mean >= 0),
            jobs INTEGER NOT NULL CHECK (jobs >= 0),
            job_ns_mean INTEGER NOT NULL CHECK (job_ns_mean >= 0)
        ) STRICT, WITHOUT ROWID;
        """
}
