package import Messages

/// One method that is served: its name, and what runs when it is called.
///
/// A class, since it is handed on with every call: one count to keep, not one for each part.
package final class Method: Sendable {
    package let description: MethodDescription
    package let body: MethodBody

    /// Whether its work goes on when nobody waits for the answer any more.
    ///
    /// The handler of one that is not is cancelled when its deadline passes or its connection goes.
    package let isDurable: Bool

    init(description: MethodDescription, body: MethodBody, isDurable: Bool) {
        self.description = description
        self.body = body
        self.isDurable = isDurable
    }
}

/// What runs when a method is called, without the types of its messages.
///
/// A method that takes one message gets it as bytes that are gone when the closure returns, so it
/// unpacks them at once, and the rest runs later.
package enum MethodBody: Sendable {
    /// Answers before it returns, and never blocks.
    case inline(InlineBody)
    /// Unpacks the request, then answers in its own time.
    case unary(UnaryBody)
    /// Unpacks the request, then sends.
    case serverStream(ServerStreamBody)
    /// Receives, then answers.
    case clientStream(ClientStreamBody)
    /// Receives and sends.
    case bidirectional(BidirectionalBody)
}

package typealias InlineBody =
    @Sendable (
        _ request: UnsafeRawBufferPointer,
        _ arena: Arena,
        _ context: CallContext,
        _ reply: (borrowing PreparedMessage) -> Void
    ) throws -> Void

package typealias UnaryBody =
    @Sendable (UnsafeRawBufferPointer, Arena) throws(RPCStatus) -> UnaryWork

package typealias UnaryWork = @Sendable (CallContext) async throws -> Answer

package typealias ServerStreamBody =
    @Sendable (UnsafeRawBufferPointer, Arena) throws(RPCStatus) -> ServerStreamWork

package typealias ServerStreamWork = @Sendable (any MessageSink, CallContext) async throws -> Void

package typealias ClientStreamBody =
    @Sendable (any MessageSource, CallContext) async throws -> Answer

package typealias BidirectionalBody =
    @Sendable (any MessageSource, any MessageSink, CallContext) async throws -> Void

/// An answer that is packed where its transport wants it.
package struct Answer: Sendable {
    private let prepare: @Sendable (Arena) throws(PackFault) -> PreparedMessage

    package init(_ message: some WireMessage) {
        prepare = { arena throws(PackFault) in try message.prepared(in: arena) }
    }

    /// Lays the answer out in the arena's present scope.
    package func prepared(in arena: Arena) throws(PackFault) -> PreparedMessage {
        try prepare(arena)
    }
}
