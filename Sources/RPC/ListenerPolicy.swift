/// Which addresses may be listened on.
package enum ListenerPolicy {
    /// Refuses what others than this machine's users could reach, unless `insecure`.
    ///
    /// There is no TLS and no token yet. A Unix socket is made with mode 0600: its owner's alone.
    package static func check(
        _ address: ServerAddress,
        insecure: Bool
    ) throws(AddressError) {
        switch address {
        case .unix: return
        case .tcp where insecure || address.isLoopback: return
        case .tcp:
            throw AddressError(
                address.description,
                "can be reached from other machines, and nothing would ask who they are: listen "
                    + "on 127.0.0.1, [::1] or a Unix socket, or say --insecure"
            )
        }
    }
}
