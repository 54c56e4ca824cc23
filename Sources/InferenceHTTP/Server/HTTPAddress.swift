/// Where the front listens.
package struct HTTPAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or a literal, IPv6 without brackets.
    package var host: String
    /// 0 lets the system choose one.
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package var description: String {
        host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    }

    /// Whether a host's name or literal, without brackets, stands for this machine alone.
    static func isLocal(_ host: some StringProtocol) -> Bool {
        let host = host.lowercased()
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
            || numbers.count == 4 && numbers[0] == "127"
                && numbers.allSatisfy { UInt8($0) != nil }
    }
}
