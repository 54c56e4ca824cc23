public import Messages
import NIOCore
import NIOPosix
import RPC

/// A client of a Moult server.
///
/// All calls share one connection, which is made when the first call needs it, and again by the
/// next call after it was lost. Use one client for the whole program, from as many tasks as you
/// like.
///
/// ```swift
/// let client = try MoultClient(server: "tcp://127.0.0.1:7420")
/// let found = try await client.memory.search(
///     MoultV1.SearchRequest(queries: [MoultV1.SearchQuery(text: "how do crabs grow?")])
/// )
/// await client.close()
/// ```
public final class MoultClient: Sendable {
    /// Where the server is: `tcp://HOST:PORT` or `unix:///PATH`.
    public let server: String

    private let options: ClientOptions
    private let link: Link

    /// Makes a client; connects to nothing yet.
    ///
    /// - Parameter server: `tcp://127.0.0.1:7420`, `tcp://[::1]:7420` or `unix:///path/to/socket`.
    /// - Throws: INVALID_ARGUMENT for an address that cannot be one.
    public init(server: String, options: ClientOptions = ClientOptions()) throws(MoultError) {
        let address: ServerAddress
        do {
            address = try ServerAddress(server)
        } catch {
            throw MoultError(.invalidArgument, error.message, reason: .invalidArgument)
        }
        self.server = server
        self.options = options
        link = Link(
            to: address,
            options: options,
            loop: MultiThreadedEventLoopGroup.singleton.next()
        )
    }

    deinit {
        link.close()
    }

    /// Ends all calls and closes the connection.
    ///
    /// A client that was closed makes no calls.
    public func close() async {
        await link.closeAndWait()
    }
}

// The four kinds of calls. The services' own calls are made of them.
extension MoultClient {
    /// One request, one answer.
    public func call<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> Response {
        let call = try open(method, request, options)
        return try await call.only(Response.self)
    }

    /// One request, a stream of answers.
    public func serverStream<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request,
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<Response> {
        ResponseStream(try open(method, request, options))
    }

    /// A stream of requests, one answer.
    public func clientStream<Request, Response>(
        _ method: WireMethod<Request, Response>,
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> RequestStream<Request, Response> {
        RequestStream(try open(method, nil, options))
    }

    /// A stream of requests, a stream of answers.
    public func bidirectional<Request, Response>(
        _ method: WireMethod<Request, Response>,
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> BidirectionalStream<Request, Response> {
        BidirectionalStream(try open(method, nil, options))
    }

    private func open<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request?,
        _ options: CallOptions
    ) throws(MoultError) -> ClientCall {
        let timeout = options.timeout ?? self.options.timeout(of: method.kind)
        let call = ClientCall(
            link: link,
            kind: method.kind,
            envelope: TTRPC.Request(
                service: method.service,
                method: method.name,
                payload: try request.map { message throws(MoultError) in
                    try MoultError.packing(message)
                } ?? [],
                metadata: options.metadata.map { TTRPC.KeyValue(key: $0.key, value: $0.value) }
            ),
            deadline: timeout.map { ContinuousClock.now + $0 }
        )
        link.start(call)
        return call
    }
}
