/// The jobs in the database of a server that does not run.
struct JobsAtRest {
    struct Row: Hashable {
        let state: String
        let attempts: Int32
        /// 0: it has not ended.
        let endedMs: Int64
    }

    let rows: [Int64: Row]

    init(of server: TestServer) async throws {
        let copy = server.directory + "/rest.db"
        try server.copyDatabase(to: copy)
        let query = "SELECT id, state, attempts, ifnull(ended_ms, 0) FROM jobs;"
        let result = try await Command.run("sqlite3", copy, query)
        guard result.code == 0 else { throw TestFailure("sqlite3: \(result.output)") }
        var rows: [Int64: Row] = [:]
        for line in result.output.split(separator: "\n") {
            let columns = line.split(separator: "|")
            guard columns.count == 4, let id = Int64(columns[0]), let attempts = Int32(columns[2]),
                let endedMs = Int64(columns[3])
            else { throw TestFailure("sqlite3 says: \(line)") }
            rows[id] = Row(state: String(columns[1]), attempts: attempts, endedMs: endedMs)
        }
        self.rows = rows
    }

    var running: [Int64] { rows.filter { $0.value.state == "running" }.keys.sorted() }
}
