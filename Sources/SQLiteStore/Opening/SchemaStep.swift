internal import GRDB
internal import Knowledge

/// One change of the database's own shape.
///
/// Numbered, and never edited once released.
struct SchemaStep: Sendable {
    /// What `PRAGMA user_version` is once the step is done.
    let number: Int
    let sql: String

    /// "MOUL": says in the file's header whose it is.
    static let applicationID: Int64 = 0x4D4F_554C

    static let all = [first]

    static var newest: Int { all.last?.number ?? 0 }

    /// Takes the file from `version` to the newest step, each in a transaction of its own.
    static func apply(to db: Database, from version: Int) throws {
        for step in all where step.number > version {
            try db.inTransaction(.immediate) {
                try db.execute(sql: step.sql)
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
}
