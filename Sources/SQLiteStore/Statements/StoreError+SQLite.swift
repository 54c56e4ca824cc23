internal import GRDB
internal import Knowledge

extension StoreError {
    /// What `error` is to whoever asked the store.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error)
        default: self.init(.failed, "The store failed: \(error). Look at the server's log.")
        }
    }

    private init(_ error: DatabaseError) {
        let cause = "\(error.message ?? "no message") (SQLite \(error.extendedResultCode.rawValue))"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(.diskFull, "There is no room for this write: \(cause). Free some disk space.")
        case .SQLITE_IOERR where error.extendedResultCode == .outOfSpace:
            self.init(.diskFull, "There is no room for this write: \(cause). Free some disk space.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .damaged,
                "The store's file is damaged: \(cause). Stop the server and restore a backup."
            )
        case .SQLITE_MISUSE where error.message == "Connection is closed":
            self = .isClosed
        default:
            self.init(.failed, "The store failed: \(cause). Check the disk, then try again.")
        }
    }

    static let isClosed = StoreError(.closed, "The store is closed: the server is stopping.")
}

extension ResultCode {
    /// The file system said ENOSPC while SQLite wrote: https://www.sqlite.org/rescode.html.
    ///
    /// The unix VFS reports a short write as SQLITE_FULL itself; shared memory that cannot grow
    /// comes as this.
    fileprivate static let outOfSpace = ResultCode.SQLITE_IOERR_SHMSIZE
}
