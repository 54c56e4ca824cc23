internal import CSQLite
internal import GRDB
internal import Knowledge

/// How the store's connections are set up.
enum Connection {
    /// Debian's SQLite 3.40.1 can corrupt a log that two connections write or checkpoint at once
    /// (fixed in 3.51.3), so the one writer also is the one that checkpoints.
    static let checkpointPages = 1_000
    static let pageBytes = 16 << 10
    /// A log that a burst made longer is cut back to this once it has been copied.
    static let logBytesKept = 64 << 20
    private static let writerCacheKibibytes = 16 << 10
    private static let readerCacheKibibytes = 8 << 10

    static func openPool(at path: String, readersMax: Int) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.maximumReaderCount = readersMax
        configuration.label = "moult.store"
        configuration.prepareDatabase { db in
            try harden(db)
            try db.configuration.readonly ? prepareReader(db) : prepareWriter(db)
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        // The pool sets NORMAL when it is opened, with which an acknowledgement can be lost to a
        // power cut.
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return pool
    }

    /// A connection that changes nothing, for a look before the store is opened.
    static func openForInspection(at path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { db in
            try harden(db)
            try prepareReader(db)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func harden(_ db: Database) throws {
        guard let connection = db.sqliteConnection, moult_sqlite_defend(connection) == SQLITE_OK
        else {
            throw StoreError(.failed, "SQLite refuses DEFENSIVE; install SQLite 3.40 or newer.")
        }
        try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
    }

    private static func prepareReader(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA query_only = ON;
                PRAGMA cache_size = -\(readerCacheKibibytes);
                """
        )
    }

    /// `page_size` and `auto_vacuum` hold for an empty file only, so they come before the first
    /// page is written.
    private static func prepareWriter(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA page_size = \(pageBytes);
                PRAGMA auto_vacuum = INCREMENTAL;
                PRAGMA wal_autocheckpoint = \(checkpointPages);
                PRAGMA journal_size_limit = \(logBytesKept);
                PRAGMA cache_size = -\(writerCacheKibibytes);
                PRAGMA temp_store = MEMORY;
                """
        )
    }
}
