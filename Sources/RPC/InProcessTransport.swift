package import Logging
package import Messages

/// Calls the methods of tables without a socket: for callers in the server's own process.
///
/// Requests and answers are packed and unpacked as on a socket, so that a handler cannot tell the
/// difference.
package final class InProcessTransport: Sendable {
    private let methods: MethodTable
    private let connection = InProcessConnection()
    private let logger: Logger

    package init(_ tables: [ServiceTable], logger: Logger = Logger(label: "moult.rpc")) {
        methods = MethodTable(tables)
        self.logger = logger
    }

    /// One request, one answer.
    package func call<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request,
        deadline: ContinuousClock.Instant? = nil,
        metadata: Metadata = .empty
    ) async throws(RPCStatus) -> Response {
        let context = context(deadline, metadata)
        do {
            let bytes = try request.packed()
            switch try body(of: method) {
            case .inline(let body):
                var answer: [UInt8] = []
                try bytes.withUnsafeBytes { bytes in
                    try body(bytes, Arena(), context) { answer = $0.bytes }
                }
                return try Response(unpacking: answer)
            case .unary(let body):
                let work = try bytes.withUnsafeBytes { try body($0, Arena()) }
                return try Response(unpacking: try await work(context).packed())
            case .serverStream, .clientStream, .bidirectional:
                throw RPCStatus.notUnary(method.description)
            }
        } catch {
            throw RPCStatus(telling: error, callID: context.callID, logger: logger)
        }
    }

    /// One request, a stream of answers.
    ///
    /// Its handler ends with the task that reads it.
    package func serverStream<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request,
        deadline: ContinuousClock.Instant? = nil,
        metadata: Metadata = .empty
    ) throws(RPCStatus) -> InProcessResponses<Response> {
        let context = context(deadline, metadata)
        do {
            guard case .serverStream(let body) = try body(of: method) else {
                throw RPCStatus.unimplemented(service: method.service, method: method.name)
            }
            let bytes = try request.packed()
            let work = try bytes.withUnsafeBytes { try body($0, Arena()) }
            return responses { pipe in try await work(pipe, context) }
        } catch {
            throw RPCStatus(telling: error, callID: context.callID, logger: logger)
        }
    }

    /// A stream of requests, a stream of answers.
    package func bidirectional<Request, Response>(
        _ method: WireMethod<Request, Response>,
        deadline: ContinuousClock.Instant? = nil,
        metadata: Metadata = .empty
    ) throws(RPCStatus) -> (InProcessRequests<Request>, InProcessResponses<Response>) {
        let context = context(deadline, metadata)
        do {
            guard case .bidirectional(let body) = try body(of: method) else {
                throw RPCStatus.unimplemented(service: method.service, method: method.name)
            }
            let input = MessagePipe()
            let responses: InProcessResponses<Response> = responses { pipe in
                defer { input.finish() }
                try await body(input, pipe, context)
            }
            return (InProcessRequests(input), responses)
        } catch {
            throw RPCStatus(telling: error, callID: context.callID, logger: logger)
        }
    }
}

extension InProcessTransport {
    private func body<Request, Response>(
        of method: WireMethod<Request, Response>
    ) throws(RPCStatus) -> MethodBody {
        guard let found = methods.method(service: method.service, method: method.name) else {
            throw .unimplemented(service: method.service, method: method.name)
        }
        return found.body
    }

    private func context(
        _ deadline: ContinuousClock.Instant?,
        _ metadata: Metadata
    ) -> CallContext {
        CallContext(streamID: 0, deadline: deadline, metadata: metadata, connection: connection)
    }

    private func responses<Response>(
        _ work: @escaping @Sendable (MessagePipe) async throws -> Void
    ) -> InProcessResponses<Response> {
        let pipe = MessagePipe()
        let logger = logger
        let task = Task {
            do {
                try await work(pipe)
                pipe.finish()
            } catch {
                let status = RPCStatus(telling: error, callID: "in-process", logger: logger)
                pipe.finish(.failure(status))
            }
        }
        return InProcessResponses(pipe, task)
    }
}

/// The messages that an in-process caller sends.
package struct InProcessRequests<Message: WireMessage>: Sendable {
    private let pipe: MessagePipe

    init(_ pipe: MessagePipe) {
        self.pipe = pipe
    }

    package func send(_ message: Message) async throws {
        try await pipe.write(try PackedMessage(message))
    }

    package func finish() {
        pipe.finish()
    }
}

/// The messages that an in-process caller gets.
///
/// For one reader.
package struct InProcessResponses<Message: WireMessage>: AsyncSequence, Sendable {
    private let pipe: MessagePipe
    private let lifetime: Lifetime

    /// Cancels the handler when nobody reads it any more.
    private final class Lifetime: Sendable {
        let task: Task<Void, Never>

        init(_ task: Task<Void, Never>) {
            self.task = task
        }

        deinit {
            task.cancel()
        }
    }

    init(_ pipe: MessagePipe, _ task: Task<Void, Never>) {
        self.pipe = pipe
        lifetime = Lifetime(task)
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pipe: pipe, lifetime: lifetime)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let pipe: MessagePipe
        fileprivate let lifetime: any AnyObject & Sendable

        package mutating func next() async throws -> Message? {
            try await pipe.next(Message.self)
        }
    }
}

/// The one connection of a process to itself.
private final class InProcessConnection: ConnectionHandle {
    let id: UInt64 = 0
    let peer = Peer(transport: .inProcess, address: "")
    let isClosed = false

    func cancelStream(_: UInt32) async -> Bool { false }
}

extension PreparedMessage {
    fileprivate var bytes: [UInt8] {
        borrowing get {
            [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
                write(to: UnsafeMutableRawBufferPointer(target))
                initialized = count
            }
        }
    }
}

extension Answer {
    fileprivate func packed() throws(PackFault) -> [UInt8] {
        let arena = Arena()
        return try arena.withScope { () throws(PackFault) in try prepared(in: arena).bytes }
    }
}

extension RPCStatus {
    fileprivate static func notUnary(_ method: MethodDescription) -> RPCStatus {
        .invalidArgument("\(method.service)/\(method.name) is a stream, not a unary call.")
    }
}
