import CSQLite
import GRDB

@testable import SQLiteStore

extension Database {
    /// The steps SQLite's machine takes for a statement: a measure of the rows it touches that no
    /// clock blurs.
    func steps<each Value: Bindable>(
        of sql: String,
        _ values: repeat each Value
    ) throws -> Int {
        let handle = try cachedStatement(sql: sql).sqliteStatement
        sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 1)
        _ = try exists(sql, repeat each values)
        return Int(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 1))
    }
}
