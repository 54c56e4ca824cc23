internal import CSQLite
internal import GRDB

/// Running statements. Each is prepared once a connection and cached there by its text, so a
/// statement must not run again while its own rows are being read.
extension Database {
    /// Runs a statement that gives no rows.
    ///
    /// - Returns: the rows it inserted, updated or deleted.
    @discardableResult
    func run<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Int {
        let statement = try prepare(sql, repeat each values)
        defer { sqlite3_reset(statement.handle) }
        while try statement.step() {}
        return Int(sqlite3_changes64(statement.connection))
    }

    /// The first row, read by `read`; nil: there is none.
    func first<Result, each Value: Bindable>(
        _ sql: String,
        _ values: repeat each Value,
        read: (Row) throws -> Result
    ) throws -> Result? {
        let statement = try prepare(sql, repeat each values)
        defer { sqlite3_reset(statement.handle) }
        guard try statement.step() else { return nil }
        return try read(Row(statement: statement.handle))
    }

    /// Whether there is a row.
    func exists<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Bool {
        let statement = try prepare(sql, repeat each values)
        defer { sqlite3_reset(statement.handle) }
        return try statement.step()
    }

    /// Every row, read by `read`.
    func all<Result, each Value: Bindable>(
        _ sql: String,
        _ values: repeat each Value,
        read: (Row) throws -> Result
    ) throws -> [Result] {
        let statement = try prepare(sql, repeat each values)
        defer { sqlite3_reset(statement.handle) }
        var results: [Result] = []
        while try statement.step() { results.append(try read(Row(statement: statement.handle))) }
        return results
    }

    /// Every row of a statement whose parameters are only known at run time.
    ///
    /// Not cached: its text follows the client's filter, and the cache never lets go.
    func all<Result>(
        _ sql: String,
        binding values: [any Bindable],
        read: (Row) throws -> Result
    ) throws -> [Result] {
        let statement = try prepared(try makeStatement(sql: sql))
        for (position, value) in values.enumerated() {
            try statement.bind(value, at: Int32(position + 1))
        }
        defer { sqlite3_reset(statement.handle) }
        var results: [Result] = []
        while try statement.step() { results.append(try read(Row(statement: statement.handle))) }
        return results
    }

    private func prepare<each Value: Bindable>(
        _ sql: String,
        _ values: repeat each Value
    ) throws -> Prepared {
        let prepared = try prepared(try cachedStatement(sql: sql))
        sqlite3_reset(prepared.handle)
        var index: Int32 = 0
        for value in repeat each values {
            index += 1
            try prepared.bind(value, at: index)
        }
        return prepared
    }

    private func prepared(_ statement: Statement) throws -> Prepared {
        guard let connection = sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed")
        }
        return Prepared(statement: statement, connection: connection)
    }
}

/// A statement of the connection's cache with its parameters bound.
private struct Prepared {
    let statement: Statement
    let connection: OpaquePointer

    var handle: OpaquePointer { statement.sqliteStatement }

    func bind(_ value: some Bindable, at index: Int32) throws {
        let code = value.bind(to: handle, at: index)
        guard code == SQLITE_OK else { throw fault(code) }
    }

    /// - Returns: whether there is a row.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw fault(code)
        }
    }

    private func fault(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(connection)),
            sql: statement.sql
        )
    }
}
