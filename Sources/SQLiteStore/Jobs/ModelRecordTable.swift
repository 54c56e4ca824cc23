internal import Channels
internal import GRDB

/// What was learnt of each model.
struct ModelRecordTable {
    let db: Database

    func keep(_ record: ModelRecord) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO model_records (
                model, loads, load_ns_mean, jobs, job_ns_mean
            ) VALUES (?, ?, ?, ?, ?)
            """,
            record.model,
            record.loads,
            record.loadNanosecondsMean,
            record.jobs,
            record.jobNanosecondsMean
        )
    }

    /// By ascending name.
    func all() throws -> [ModelRecord] {
        try db.all(
            "SELECT model, loads, load_ns_mean, jobs, job_ns_mean FROM model_records ORDER BY model"
        ) { row in
            ModelRecord(
                model: try row.text(0),
                loads: row.integer(1),
                loadNanosecondsMean: row.integer(2),
                jobs: row.integer(3),
                jobNanosecondsMean: row.integer(4)
            )
        }
    }
}
