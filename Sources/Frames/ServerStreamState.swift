/// One stream that a server has taken and not ended.
///
/// A stream that ended has no state: its id is not above the last one used.
enum ServerStreamState: Equatable, Sendable {
    /// The client may send messages. Goes to `answering` when it says that it has sent them all, to
    /// `deaf` when the server wants no more.
    case receiving
    /// The client has sent everything, or its method takes one message only. More is a fault.
    case answering
    /// The server wants no more messages and will say how the stream ended. What the client sends
    /// until it hears of that is no fault.
    case deaf
}
