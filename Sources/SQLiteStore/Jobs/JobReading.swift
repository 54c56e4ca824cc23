internal import Channels
internal import GRDB

extension JobTable {
    func job(_ id: JobID) throws -> Job? {
        try db.first("\(Self.whole) WHERE jobs.id = ?", id, read: Job.init(row:))
    }

    /// nil also for the empty key, which is none.
    func job(withKey key: String) throws -> Job? {
        try db.first(Self.withKey, key, read: Job.init(row:))
    }

    /// By ascending id, without bodies, which may be larger than memory.
    func notEnded() throws -> [Job] {
        try db.all(Self.allNotEnded, read: Job.init(row:))
    }

    func notEndedCount() throws -> Int {
        try db.first(Self.countOfNotEnded) { $0.int(0) } ?? 0
    }

    /// Newest first, without bodies.
    ///
    /// Each state is asked for by itself, for an index gives the order of ids within one state.
    func jobs(matching filter: JobFilter, before: JobID?, limit: Int) throws -> [Job] {
        let limit = max(limit, 0)
        let states: [JobState?] = filter.states.isEmpty ? [nil] : Array(filter.states)
        let jobs = try states.flatMap { state in
            let page = JobPage(state: state, filter: filter, before: before, limit: limit)
            return try db.all(page.sql, binding: page.values, read: Job.init(row:))
        }
        return Array(jobs.sorted { $0.id > $1.id }.prefix(limit))
    }

    // Tests read the plans of these.
    static let withKey = "\(whole) WHERE idempotency_key = ?"
    static let allNotEnded =
        "SELECT \(Job.columns), '' FROM jobs WHERE ended_ms IS NULL ORDER BY jobs.id"
    static let countOfNotEnded = "SELECT count(*) FROM jobs WHERE ended_ms IS NULL"

    private static let whole =
        "SELECT \(Job.columns), body FROM jobs JOIN job_bodies ON job_bodies.job = jobs.id"
}

/// The statement for a page of jobs, with what its parameters take.
///
/// Only which conditions there are depends on the filter; its words are always bound.
struct JobPage {
    private(set) var sql = "SELECT \(Job.columns), '' FROM jobs WHERE jobs.id < ?"
    private(set) var values: [any Bindable]

    init(state: JobState?, filter: JobFilter, before: JobID?, limit: Int) {
        values = [before ?? JobID(rawValue: .max)]
        if let state { add("state", state) }
        if !filter.model.isEmpty { add("model", filter.model) }
        if !filter.label.isEmpty { add("label", filter.label) }
        sql += " ORDER BY jobs.id DESC LIMIT ?"
        values.append(limit)
    }

    private mutating func add(_ column: String, _ value: any Bindable) {
        sql += " AND \(column) = ?"
        values.append(value)
    }
}
