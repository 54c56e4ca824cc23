/// What one client holds at most.
package struct CurlLimits: Sendable, Hashable {
    /// Transfers, and so connections, at one host and port; more wait.
    package var connectionsPerHostMax = 16
    /// Transfers in all; more wait.
    package var transfersMax = 256
    /// Requests that wait; one more is refused as *too many*.
    package var waitingMax = 16_384
    /// Connections in all, idle ones and those in use: beyond them, idle ones are closed.
    package var connectionsKeptMax = 64
    /// Bytes of an answer's head.
    package var headBytesMax = 64 << 10
    /// Bytes of a stream that wait for its reader.
    ///
    /// Then the connection is read no further, and the server feels it. What libcurl has in hand,
    /// 64 KiB, and the socket's buffer come on top.
    package var unreadBytesMax = 256 << 10

    package init() {}
}

/// What a client is doing.
package struct CurlLoad: Sendable, Hashable {
    package var running = 0
    package var waiting = 0
    /// libcurl's handles that wait to be used again.
    package var idleHandles = 0

    package init(running: Int = 0, waiting: Int = 0, idleHandles: Int = 0) {
        self.running = running
        self.waiting = waiting
        self.idleHandles = idleHandles
    }
}
