import Glibc
import RPC
import Synchronization

/// The connections of a server, and how many more there may be.
final class ConnectionRegistry: Sendable {
    private struct State {
        var connections: [UInt64: Connection] = [:]
        /// Accepted sockets, from before they have a connection here to after it has gone.
        var sockets = 0
        var lastID: UInt64 = 0
        var gates: [AcceptGate] = []
        var isDraining = false
    }

    private let connectionsMax: Int
    private let activity: ServerActivity
    private let state = Mutex(State())

    init(connectionsMax: Int, activity: ServerActivity) {
        self.connectionsMax = connectionsMax
        self.activity = activity
    }

    /// Whether one more socket may be accepted now.
    var hasRoom: Bool { state.withLock { $0.sockets < connectionsMax } }

    func add(_ gate: AcceptGate) {
        state.withLock { $0.gates.append(gate) }
    }

    /// Counts an accepted socket.
    func socketOpened() {
        state.withLock { $0.sockets += 1 }
        activity.changeConnections(by: 1)
        activity.add(to: .connectionsAccepted)
    }

    /// Makes room, and lets the listeners know.
    func socketClosed() {
        let gates = state.withLock { state in
            state.sockets -= 1
            return state.gates
        }
        activity.changeConnections(by: -1)
        for gate in gates {
            gate.open()
        }
    }

    func nextID() -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// - Returns: whether the server drains, so that the connection is to do so too.
    func add(_ connection: Connection) -> Bool {
        state.withLock { state in
            state.connections[connection.id] = connection
            return state.isDraining
        }
    }

    func remove(_ connection: Connection) {
        state.withLock { $0.connections[connection.id] = nil }
    }

    /// All connections; those that come later are told to drain.
    func drain() -> [Connection] {
        state.withLock { state in
            state.isDraining = true
            return Array(state.connections.values)
        }
    }

    var connections: [Connection] { state.withLock { Array($0.connections.values) } }
}

extension ConnectionLimits {
    /// As many connections as the process may have descriptors for, less those kept back.
    var connectionsWithinDescriptors: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return connectionsMax
        }
        let descriptors = Int(clamping: limit.rlim_cur)
        return max(1, min(connectionsMax, descriptors - descriptorsReserved))
    }
}
