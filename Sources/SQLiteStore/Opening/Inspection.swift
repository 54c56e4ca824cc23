internal import GRDB
internal import Knowledge

/// The look at a file before it is opened for writing, which changes nothing of it.
enum Inspection {
    enum Finding: Equatable {
        /// No file, or one in which nothing was ever committed.
        case nothing
        case store(version: Int)
    }

    /// - Throws: `StoreError` for what is not a store of this or an older schema, or is damaged.
    static func look(at directory: DataDirectory, wholeCheckBytesMax: Int) throws -> Finding {
        let path = directory.databasePath
        guard let size = DataDirectory.size(of: path), size > 0 else {
            guard (DataDirectory.size(of: directory.logPath) ?? 0) == 0 else {
                throw StoreError(
                    .damaged,
                    "\(path) is missing while its log \(path)-wal is there. Restore both from one "
                        + "backup, or move the log away."
                )
            }
            return .nothing
        }
        do {
            let queue = try Connection.openForInspection(at: path)
            defer { try? queue.close() }
            return try queue.read { db in
                try look(at: db, path: path, isWhole: size <= wholeCheckBytesMax)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw foreign(path)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            throw damaged(path, error.message ?? "SQLite cannot read it")
        }
    }

    private static func look(at db: Database, path: String, isWhole: Bool) throws -> Finding {
        let application = try db.first("PRAGMA application_id") { $0.integer(0) }
        let version = try db.first("PRAGMA user_version") { $0.int(0) } ?? 0
        guard application == SchemaStep.applicationID else {
            let isEmpty = try !db.exists("SELECT 1 FROM sqlite_schema")
            guard application == 0, version == 0, isEmpty else { throw foreign(path) }
            return .nothing
        }
        guard version <= SchemaStep.newest else {
            throw StoreError(
                .fromTheFuture,
                "\(path) has schema \(version); this server knows up to \(SchemaStep.newest). "
                    + "Run the newer server that wrote it."
            )
        }
        if let fault = try missing(in: db, of: version) ?? (isWhole ? quickCheck(db) : probe(db)) {
            throw damaged(path, fault)
        }
        return .store(version: version)
    }

    /// What belongs to every store of that version and is not there.
    private static func missing(in db: Database, of version: Int) throws -> String? {
        let names = try Set(db.all("SELECT name FROM sqlite_schema") { try $0.text(0) })
        let vectors = names.contains("spaces") ? try VectorTable.allKept(in: db).map(\.name) : []
        let tables = SchemaStep.all.filter { $0.number <= version }.flatMap(\.tables)
        if let name = (tables + vectors).first(where: { !names.contains($0) }) {
            return "its table \(name) is missing"
        }
        let hasCounter = try db.exists("SELECT 1 FROM store WHERE id = 1")
        return hasCounter ? nil : "its revision counter is missing"
    }

    /// What SQLite's own check of the whole file finds first.
    private static func quickCheck(_ db: Database) throws -> String? {
        let answer = try db.first("PRAGMA quick_check(1)") { try $0.text(0) }
        return answer == "ok" ? nil : answer ?? "the check gave no answer"
    }

    /// Both ends of every table: finds a file that was cut, or not copied whole, at a cost that
    /// does not grow with it.
    private static func probe(_ db: Database) throws -> String? {
        let tables = try db.all(
            """
            SELECT name, sql LIKE '%WITHOUT ROWID' FROM sqlite_schema
            WHERE type = 'table' AND rootpage > 0 AND name NOT GLOB '*[^a-z0-9_]*'
            """
        ) { (name: try $0.text(0), isKeyed: $0.int(1) == 1) }
        for table in tables {
            if table.isKeyed {
                _ = try db.exists("SELECT * FROM \(table.name) LIMIT 1")
            } else {
                _ = try db.exists("SELECT * FROM \(table.name) ORDER BY rowid LIMIT 1")
                _ = try db.exists("SELECT * FROM \(table.name) ORDER BY rowid DESC LIMIT 1")
            }
        }
        return nil
    }

    private static func damaged(_ path: String, _ fault: String) -> StoreError {
        StoreError(
            .damaged,
            "\(path) is damaged: \(fault). Restore a backup; nothing was changed."
        )
    }

    private static func foreign(_ path: String) -> StoreError {
        StoreError(
            .damaged,
            "\(path) is not a Moult store. Name another data directory with --data, or move the "
                + "file away; nothing of it was changed."
        )
    }
}
