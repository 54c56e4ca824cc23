import Glibc
import NIOCore
package import RPC

/// Why an address cannot be listened on.
package struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: the address, what is wrong, and what to do.
    package let message: String

    package var description: String { message }

    /// - Parameter error: what the system, or the resolver, said to `address`.
    package init(_ address: ServerAddress, _ error: any Error) {
        message =
            switch error {
            case let error as IOError: Self.sentence(address, error.errnoCode)
            case let error as SocketAddressError.UnknownHost:
                "Cannot listen on \(address): there is no host \"\(error.host)\"; "
                    + "name an address of this machine."
            default: "Cannot listen on \(address): \(error)."
            }
    }

    private init(message: String) {
        self.message = message
    }

    private static func sentence(_ address: ServerAddress, _ code: CInt) -> String {
        switch code {
        case EADDRINUSE:
            "Another program listens on \(address): stop it, or choose another port."
        case EADDRNOTAVAIL:
            "Cannot listen on \(address): this machine has no such address; name one that it has."
        case EACCES:
            "Cannot listen on \(address): this user may not use that port; choose one above 1023."
        default: "Cannot listen on \(address): the system says \"\(reason(code))\"."
        }
    }

    private static func reason(_ code: CInt) -> String { String(cString: strerror(code)) }
}

// Unix sockets.
extension ListenError {
    static func inUse(_ path: String) -> ListenError {
        ListenError(
            message: "Another server listens on unix://\(path): stop it, or choose another path."
        )
    }

    static func notASocket(_ path: String) -> ListenError {
        ListenError(
            message: "\(path) is there and is no socket: choose another path, or move it away."
        )
    }

    static func system(_ call: String, _ path: String) -> ListenError {
        ListenError(
            message: "Cannot listen on unix://\(path): \(call) says \"\(reason(errno))\"."
        )
    }
}
