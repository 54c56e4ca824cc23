import Frames
import NIOCore
import RPC
import Synchronization

/// One call that a connection has taken and not answered at once.
///
/// Unchecked: everything but `status` is touched on the connection's event loop only.
final class Call: @unchecked Sendable {
    /// What its handler is, as far as the end of it goes.
    enum Kind {
        case unary
        case serverStream
        case clientStream
        case bidirectional
    }

    let id: StreamID
    let kind: Kind
    let isDurable: Bool
    let deadline: ContinuousClock.Instant?

    /// What its caller has sent and its handler has not taken; nil where it takes one message.
    var input: StreamInput?

    /// Sends that wait for room.
    var waitingSends: [WaitingSend] = []

    /// Its handler; nil until it first suspends.
    var task: Task<Void, Never>?

    /// Whether the server ended the caller's messages early, because it shuts down.
    var isInputStopped = false

    /// How it ended before its handler did, and whether it has room, for other threads to read.
    let status = Mutex(CallStatus.open)

    init(id: StreamID, kind: Kind, isDurable: Bool, deadline: ContinuousClock.Instant?) {
        self.id = id
        self.kind = kind
        self.isDurable = isDurable
        self.deadline = deadline
    }
}

/// What a handler may do with its stream.
enum CallStatus: Sendable {
    /// Messages go out. Goes to `backedUp` and `ended`.
    case open
    /// Messages wait. Goes to `open` and `ended`.
    case backedUp
    /// Nobody hears of it any more; this is why.
    case ended(RPCStatus)
}

/// A `send` that waits for room on its stream.
struct WaitingSend {
    let ticket: SendTicket
    let message: PackedMessage
    let continuation: CheckedContinuation<Void, any Error>
}

/// Names a waiting `send`, so that its task's cancellation finds it.
///
/// Unchecked: its flag is touched on the connection's event loop only.
final class SendTicket: @unchecked Sendable {
    var isCancelled = false
}

extension Mutex<CallStatus> {
    /// Says whether a send would wait, unless the call has ended.
    func setBackedUp(_ isBackedUp: Bool) {
        withLock { status in
            switch status {
            case .open, .backedUp: status = isBackedUp ? .backedUp : .open
            case .ended: break
            }
        }
    }
}
