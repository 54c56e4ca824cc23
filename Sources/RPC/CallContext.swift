/// What a handler may know of its call, beside the request.
package struct CallContext: Sendable {
    /// The number of the call's stream on its connection.
    package let streamID: UInt32

    /// When the caller has no more use for the answer; nil: it waits as long as it takes.
    ///
    /// A handler's task is cancelled then, unless its method is durable.
    package let deadline: ContinuousClock.Instant?

    package let metadata: Metadata

    /// The connection that the call came on.
    package let connection: any ConnectionHandle

    package init(
        streamID: UInt32,
        deadline: ContinuousClock.Instant?,
        metadata: Metadata,
        connection: any ConnectionHandle
    ) {
        self.streamID = streamID
        self.deadline = deadline
        self.metadata = metadata
        self.connection = connection
    }

    package var peer: Peer { connection.peer }

    /// Names the call in logs, and to a caller whose call failed for a reason of the server's own.
    package var callID: String { "\(connection.id)-\(streamID)" }
}

/// A connection, as handlers of its calls see it.
package protocol ConnectionHandle: AnyObject, Sendable {
    /// From 1, not used twice by one server.
    var id: UInt64 { get }

    var peer: Peer { get }

    /// Whether it is gone: nobody will read an answer.
    var isClosed: Bool { get }

    /// Ends one of its streams with CANCELLED, and cancels the stream's handler.
    ///
    /// - Returns: whether a stream of that id was in flight.
    func cancelStream(_ id: UInt32) async -> Bool
}

/// Who is at the other end of a connection.
package struct Peer: Hashable, Sendable, CustomStringConvertible {
    /// How calls come in.
    package enum Transport: Hashable, Sendable {
        case tcp
        case unix
        case inProcess
    }

    package var transport: Transport

    /// As "127.0.0.1:50312"; empty where there is none.
    package var address: String

    /// What the peer may do.
    package var role: Role

    package init(transport: Transport, address: String, role: Role = .anyone) {
        self.transport = transport
        self.address = address
        self.role = role
    }

    package var description: String {
        switch transport {
        case .tcp: "tcp \(address)"
        case .unix: "unix socket"
        case .inProcess: "this process"
        }
    }
}

/// What a caller may do.
package enum Role: Hashable, Sendable {
    /// Nobody asked who it is: everything that is served.
    case anyone
}
