/// What is committed in the database of a server that does not run.
struct StoreAtRest {
    /// The newest migration's, as the store names it.
    let phase: String
    /// The texts that have a current vector, by the target of the space.
    let embedded: [String: [String]]

    init(of server: TestServer) async throws {
        let copy = server.directory + "/rest.db"
        try server.copyDatabase(to: copy)
        let spaces = try await Self.rows(
            of: copy,
            """
            SELECT id, provider || ':' || model || '@' || dimensions FROM spaces
            WHERE state = 'kept';
            """
        )
        let selects = spaces.map { row in
            """
            SELECT \(row.first), items.text FROM vectors_\(row.first) AS vectors
            JOIN items ON items.id = vectors.item AND items.revision = vectors.revision;
            """
        }
        let targets = Dictionary(uniqueKeysWithValues: spaces)
        var embedded: [String: [String]] = [:]
        for (space, text) in try await Self.rows(of: copy, selects.joined(separator: "\n")) {
            guard let target = targets[space] else { continue }
            embedded[target, default: []].append(text)
        }
        self.embedded = embedded
        phase =
            try await Self.rows(
                of: copy,
                """
                SELECT 'phase', new_phase FROM migration_changes
                ORDER BY epoch DESC, sequence DESC LIMIT 1;
                """
            ).first?.second ?? "none"
    }

    private typealias Row = (first: String, second: String)

    /// Rows of two columns.
    private static func rows(of database: String, _ query: String) async throws -> [Row] {
        let result = try await Command.run("sqlite3", database, query)
        guard result.code == 0 else { throw TestFailure("sqlite3: \(result.output)") }
        return result.output.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "|", maxSplits: 1)
            return columns.count == 2 ? (String(columns[0]), String(columns[1])) : nil
        }
    }
}
