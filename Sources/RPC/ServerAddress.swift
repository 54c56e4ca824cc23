import Glibc

/// Where a server listens and a client connects: `tcp://127.0.0.1:7420`, `tcp://[::1]:7420`,
/// `unix:///run/moult.sock`.
package enum ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host (name or literal, IPv6 without brackets) and a port; 0 lets the system choose one.
    case tcp(host: String, port: Int)
    /// A path, from the root.
    case unix(path: String)

    /// What the kernel's `sockaddr_un` holds, without its final NUL.
    package static let unixPathBytesMax = 107

    package init(_ text: String) throws(AddressError) {
        if let rest = text.droppingPrefix("tcp://") {
            self = try Self.tcp(rest, of: text)
        } else if let path = text.droppingPrefix("unix://") {
            self = try Self.unix(path, of: text)
        } else {
            throw AddressError(
                text,
                "begins with neither tcp:// nor unix://; write tcp://127.0.0.1:7420, "
                    + "tcp://[::1]:7420 or unix:///path/to/socket"
            )
        }
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port):
            host.contains(":") ? "tcp://[\(host)]:\(port)" : "tcp://\(host):\(port)"
        case .unix(let path): "unix://\(path)"
        }
    }

    /// Whether nobody but this machine's users can reach it.
    ///
    /// A name is looked up only when it is bound, so of names only `localhost` counts.
    package var isLoopback: Bool {
        switch self {
        case .unix: false
        case .tcp("localhost", _): true
        case .tcp(let host, _): Self.isLoopbackLiteral(host)
        }
    }
}

extension ServerAddress {
    private static func tcp(_ rest: Substring, of text: String) throws(AddressError) -> Self {
        let host: Substring
        let port: Substring
        if rest.first == "[" {
            guard let close = rest.firstIndex(of: "]"), rest[close...].hasPrefix("]:") else {
                throw AddressError(text, "has no \"]:PORT\" after its IPv6 address")
            }
            host = rest[rest.index(after: rest.startIndex)..<close]
            port = rest[close...].dropFirst(2)
            guard bytes(of: String(host), family: AF_INET6, count: 16) != nil else {
                throw AddressError(text, "has no IPv6 address between its brackets")
            }
        } else {
            guard let colon = rest.lastIndex(of: ":") else {
                throw AddressError(text, "has no port; write tcp://\(rest):7420")
            }
            host = rest[..<colon]
            port = rest[rest.index(after: colon)...]
            guard !host.contains(":") else {
                throw AddressError(text, "has an IPv6 address without brackets around it")
            }
        }
        guard !host.isEmpty, !host.contains(where: { $0 == "/" || $0.isWhitespace }) else {
            throw AddressError(text, "has no host")
        }
        guard let number = Int(port), (0...65_535).contains(number) else {
            throw AddressError(text, "has the port \"\(port)\"; give one from 0 to 65535")
        }
        return .tcp(host: String(host), port: number)
    }

    private static func unix(_ path: Substring, of text: String) throws(AddressError) -> Self {
        guard path.first == "/", path.count > 1, !path.utf8.contains(0) else {
            throw AddressError(text, "has no path from the root; write unix:///path/to/socket")
        }
        guard path.utf8.count <= unixPathBytesMax else {
            throw AddressError(
                text,
                "has a path of \(path.utf8.count) bytes; a Unix socket's holds \(unixPathBytesMax)"
            )
        }
        return .unix(path: String(path))
    }

    private static func isLoopbackLiteral(_ host: String) -> Bool {
        if let address = bytes(of: host, family: AF_INET, count: 4) {
            return address[0] == 127
        }
        guard let address = bytes(of: host, family: AF_INET6, count: 16) else { return false }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127]
        let one = [UInt8](repeating: 0, count: 15) + [1]
        return address == one || address.starts(with: mapped)
    }

    private static func bytes(of host: String, family: Int32, count: Int) -> [UInt8]? {
        var address = [UInt8](repeating: 0, count: count)
        return inet_pton(family, host, &address) == 1 ? address : nil
    }
}

/// An address that cannot be used as it stands.
package struct AddressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: the address, what is wrong with it, and what to write.
    package let message: String

    init(_ text: String, _ fault: String) {
        message = "The address \"\(text)\" \(fault)."
    }

    package var description: String { message }
}

extension String {
    fileprivate func droppingPrefix(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
