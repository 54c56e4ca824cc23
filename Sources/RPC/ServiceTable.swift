package import Messages

/// The methods of one service, each with its handler.
///
/// ```swift
/// ServiceTable {
///     $0.unary(MoultV1.MemoryMethods.search) { request, context in
///         try await memory.search(request, until: context.deadline)
///     }
///     $0.serverStream(MoultV1.MigrationMethods.watch) { request, writer, context in
///         for await change in changes { try await writer.send(change) }
///     }
/// }
/// ```
///
/// A handler throws `RPCStatus`, or an error that is `RPCStatusConvertible`; of any other error
/// its caller learns nothing but an id. Where two handlers have one name, the later one serves.
package struct ServiceTable: Sendable {
    package private(set) var methods: [Method] = []

    package init(_ build: (inout ServiceTable) -> Void) {
        build(&self)
    }

    /// A handler that answers at once on the event loop of its connection.
    ///
    /// It must never block: no lock that is held long, no file, no wait. It has no use for a task,
    /// and costs none.
    package mutating func inline<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ handler: @escaping @Sendable (Request, CallContext) throws -> Response
    ) {
        let body: InlineBody = { bytes, arena, context, reply in
            let request = try Request(request: bytes, arena)
            let response = try handler(request, context)
            try arena.withScope { reply(try response.prepared(in: arena)) }
        }
        add(method, .inline(body))
    }

    /// A handler that takes its time.
    ///
    /// - Parameter isDurable: whether it goes on when nobody waits for its answer any more.
    package mutating func unary<Request, Response>(
        _ method: WireMethod<Request, Response>,
        isDurable: Bool = false,
        _ handler: @escaping @Sendable (Request, CallContext) async throws -> Response
    ) {
        let body: UnaryBody = { bytes, arena throws(RPCStatus) in
            let request = try Request(request: bytes, arena)
            return { context in Answer(try await handler(request, context)) }
        }
        add(method, .unary(body), isDurable: isDurable)
    }

    /// A handler that answers with a stream.
    ///
    /// Its return is the stream's good end.
    package mutating func serverStream<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ handler:
            @escaping @Sendable (Request, StreamWriter<Response>, CallContext) async throws -> Void
    ) {
        let body: ServerStreamBody = { bytes, arena throws(RPCStatus) in
            let request = try Request(request: bytes, arena)
            return { sink, context in try await handler(request, StreamWriter(sink), context) }
        }
        add(method, .serverStream(body))
    }

    /// A handler that takes a stream and answers once.
    package mutating func clientStream<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ handler:
            @escaping @Sendable (InboundMessages<Request>, CallContext) async throws -> Response
    ) {
        let body: ClientStreamBody = { source, context in
            Answer(try await handler(InboundMessages(source), context))
        }
        add(method, .clientStream(body))
    }

    /// A handler that takes a stream and answers with one.
    ///
    /// When the server shuts down its messages end early, so that it can answer what it has; the
    /// caller is then told UNAVAILABLE instead of a good end.
    package mutating func bidirectional<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ handler:
            @escaping @Sendable (
                InboundMessages<Request>, StreamWriter<Response>, CallContext
            ) async throws -> Void
    ) {
        let body: BidirectionalBody = { source, sink, context in
            try await handler(InboundMessages(source), StreamWriter(sink), context)
        }
        add(method, .bidirectional(body))
    }
}

extension ServiceTable {
    private mutating func add<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ body: MethodBody,
        isDurable: Bool = false
    ) {
        methods.append(
            Method(description: method.description, body: body, isDurable: isDurable)
        )
    }
}

extension WireMessage {
    /// Reads the one message of a call.
    fileprivate init(
        request bytes: UnsafeRawBufferPointer,
        _ arena: Arena
    ) throws(RPCStatus) {
        do {
            try self.init(unpacking: bytes, arena: arena)
        } catch {
            throw RPCStatus(error)
        }
    }
}
