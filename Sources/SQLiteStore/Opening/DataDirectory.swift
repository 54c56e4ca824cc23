internal import Foundation
internal import Knowledge
internal import Synchronization

/// The directory that one server holds: `moult.db` with its log, and `lock`.
final class DataDirectory: Sendable {
    let path: String
    /// The descriptor that holds the lock; -1: let go.
    private let lock: Mutex<Int32>

    var databasePath: String { path + "/moult.db" }
    var logPath: String { databasePath + "-wal" }

    /// Makes the directory if there is none, and locks it.
    init(_ path: String) throws {
        self.path = path
        try Self.make(path)
        lock = Mutex(try Self.lock(path))
    }

    deinit { release() }

    func release() {
        lock.withLock { descriptor in
            guard descriptor >= 0 else { return }
            close(descriptor)
            descriptor = -1
        }
    }

    /// Makes the database's file, empty and for its owner only.
    ///
    /// SQLite gives the log and the shared memory the file's own mode.
    func makeDatabaseFile() throws {
        let descriptor = open(databasePath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.fault("make", databasePath) }
        close(descriptor)
        guard fsyncDirectory() else { throw Self.fault("flush", path) }
    }

    /// Takes from others what an earlier copy or restore may have given them.
    func narrowDatabaseFile() throws {
        guard chmod(databasePath, 0o600) == 0 else { throw Self.fault("protect", databasePath) }
    }

    /// The size of a file by its name.
    ///
    /// It is never opened: closing any descriptor of a file lets go every POSIX lock that SQLite
    /// holds on it (https://www.sqlite.org/howtocorrupt.html).
    static func size(of path: String) -> Int? {
        var answer = stat()
        guard stat(path, &answer) == 0 else { return nil }
        return Int(answer.st_size)
    }

    private func fsyncDirectory() -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StoreError(
                .failed,
                "The data directory \(path) cannot be made: \(error). Name another with --data."
            )
        }
    }

    private static func lock(_ path: String) throws -> Int32 {
        let descriptor = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault("open", path + "/lock") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            close(descriptor)
            guard isHeld else { throw fault("lock", path + "/lock") }
            throw StoreError(
                .failed,
                "Another server holds the data directory \(path). Stop it, or name another "
                    + "directory with --data."
            )
        }
        return descriptor
    }

    private static func fault(_ verb: String, _ path: String) -> StoreError {
        StoreError(
            .failed,
            "Could not \(verb) \(path): \(String(cString: strerror(errno))). Check the data "
                + "directory's owner and disk."
        )
    }
}
