internal import GRDB
internal import Knowledge

/// One change of the database's own shape.
///
/// Numbered, and never edited once released.
struct SchemaStep: Sendable {
    /// What `PRAGMA user_version` is once the step is done.
    let number: Int
    let sql: String
    /// The tables that every store has from this step on; beside these, each kept space has its
    /// vectors.
    let tables: [String]
    /// What becomes of the vectors' table of that name, of which each kept space has its own; nil:
    /// nothing.
    var vectorTableSQL: (@Sendable (_ name: String) -> String)?

    /// "MOUL": says in the file's header whose it is.
    static let applicationID: Int64 = 0x4D4F_554C

    static let all = [first, second, third]

    static var newest: Int { all.last?.number ?? 0 }

    /// Takes the file from `version` to the newest step, each in a transaction of its own.
    static func apply(to db: Database, from version: Int, through newest: Int = newest) throws {
        for step in all where step.number > version && step.number <= newest {
            try db.inTransaction(.immediate) {
                try step.run(in: db)
                try db.execute(
                    sql: """
                        PRAGMA application_id = \(applicationID);
                        PRAGMA user_version = \(step.number);
                        """
                )
                return .commit
            }
        }
    }

    private func run(in db: Database) throws {
        try db.execute(sql: sql)
        guard let vectorTableSQL else { return }
        for table in try VectorTable.allKept(in: db) {
            try db.execute(sql: vectorTableSQL(table.name))
        }
    }
}
