import Glibc
import RPC

/// The file of a Unix socket that is listened on: mode 0600 before anybody can connect to it.
struct UnixSocketFile: Sendable {
    let path: String
    /// Which file it is, so that another's of the same name is left alone.
    private let device: UInt
    private let inode: UInt

    /// Makes the socket and its file, and listens.
    ///
    /// A file that is there already is replaced if it is a socket on which nobody answers.
    ///
    /// - Returns: the file and the listening descriptor, which is the caller's to close.
    static func listen(
        at path: String,
        backlog: Int32
    ) throws(ListenError) -> (file: UnixSocketFile, descriptor: CInt) {
        try removeIfStale(path)
        let descriptor = try openSocket(for: path)
        do throws(ListenError) {
            guard withSocketAddress(path, { bind(descriptor, $0, $1) }) == 0 else {
                throw .system("bind", path)
            }
            guard chmod(path, 0o600) == 0 else { throw .system("chmod", path) }
            guard Glibc.listen(descriptor, backlog) == 0 else { throw .system("listen", path) }
            return (try UnixSocketFile(path: path), descriptor)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Removes the file, if it is still this one.
    func remove() {
        guard let now = try? UnixSocketFile(path: path) else { return }
        if now.device == device && now.inode == inode {
            unlink(path)
        }
    }

    private init(path: String) throws(ListenError) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { throw .system("lstat", path) }
        self.path = path
        device = UInt(facts.st_dev)
        inode = UInt(facts.st_ino)
    }

    private static func removeIfStale(_ path: String) throws(ListenError) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            if errno == ENOENT { return }
            throw .system("lstat", path)
        }
        guard facts.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path) }
        let descriptor = try openSocket(for: path)
        defer { close(descriptor) }
        if withSocketAddress(path, { connect(descriptor, $0, $1) }) == 0 {
            throw .inUse(path)
        }
        guard errno == ECONNREFUSED else {
            // EAGAIN: somebody listens, and its queue is full.
            throw errno == EAGAIN ? .inUse(path) : .system("connect", path)
        }
        guard unlink(path) == 0 else { throw .system("unlink", path) }
    }

    private static func openSocket(for path: String) throws(ListenError) -> CInt {
        let kind =
            CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
            | CInt(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .system("socket", path) }
        return descriptor
    }

    private static func withSocketAddress(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { target in
            target.copyBytes(from: path.utf8.prefix(ServerAddress.unixPathBytesMax))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
