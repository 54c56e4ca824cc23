import Messages
import NIOCore
import NIOPosix
import RPC

/// The way to the server: the connection, or what is made of one.
///
/// Unchecked: its state is touched on `loop` only, on which its connections are too.
final class Link: @unchecked Sendable {
    private enum State {
        /// No connection. The next call makes one: goes to `connecting`.
        case idle
        /// These calls wait for it. Goes to `connected`, `idle`.
        case connecting([ClientCall])
        /// Calls go out. Goes to `idle` when it is lost or can take no more calls.
        case connected(ClientConnection)
        /// The end.
        case closed
    }

    let loop: any EventLoop
    let options: ClientOptions
    private let address: ServerAddress
    private var state = State.idle
    /// Connections that take no more calls, and whose last ones have not ended.
    private var retired: [ObjectIdentifier: ClientConnection] = [:]

    init(to address: ServerAddress, options: ClientOptions, loop: any EventLoop) {
        self.address = address
        self.options = options
        self.loop = loop
    }

    func start(_ call: ClientCall) {
        loop.execute { [self] in
            setTimer(for: call)
            startOnLoop(call)
        }
    }

    /// Ends a call before its server does, and tells the server if it knows of it.
    func cancel(_ call: ClientCall, _ fault: MoultError) {
        if case .open(let connection, let id) = call.state {
            connection.abandon(id)
        }
        call.end(fault)
    }

    func close() {
        loop.execute { [self] in closeOnLoop() }
    }

    func closeAndWait() async {
        let futures = await withCheckedContinuation { continuation in
            loop.execute { [self] in continuation.resume(returning: closeOnLoop()) }
        }
        for future in futures {
            try? await future.get()
        }
    }
}

// What its connections say, on the loop.
extension Link {
    /// A connection is gone, and its calls have ended.
    func lost(_ connection: ClientConnection) {
        retired[ObjectIdentifier(connection)] = nil
        if case .connected(let current) = state, current === connection {
            state = .idle
        }
    }

    /// A connection takes no more calls; the next call makes another.
    func retire(_ connection: ClientConnection) {
        guard case .connected(let current) = state, current === connection else { return }
        state = .idle
        retired[ObjectIdentifier(connection)] = connection
    }
}

extension Link {
    private func setTimer(for call: ClientCall) {
        guard let deadline = call.deadline else { return }
        let delay = max(ContinuousClock.now.duration(to: deadline), .zero)
        call.timer = loop.scheduleTask(in: TimeAmount(delay)) { [weak self, weak call] in
            guard let self, let call else { return }
            cancel(call, .deadlineExceeded)
        }
    }

    private func startOnLoop(_ call: ClientCall) {
        if case .ended = call.state { return }
        switch state {
        case .idle:
            state = .connecting([call])
            connect()
        case .connecting(let calls):
            state = .connecting(calls + [call])
        case .connected(let connection):
            guard connection.start(call) else {
                retire(connection)
                return startOnLoop(call)
            }
        case .closed:
            call.end(.closed)
        }
    }

    private func connect() {
        let connection = ClientConnection(link: self)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(options.connectTimeout))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
        let channel =
            switch address {
            case .tcp(let host, let port): bootstrap.connect(host: host, port: port)
            case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
            }
        channel.hop(to: loop).whenComplete { [self] result in
            connected(connection, result.map { _ in })
        }
    }

    private func connected(_ connection: ClientConnection, _ result: Result<Void, any Error>) {
        guard case .connecting(let calls) = state else {
            connection.close()
            return
        }
        switch result {
        case .success:
            state = .connected(connection)
            for call in calls {
                startOnLoop(call)
            }
        case .failure(let error):
            state = .idle
            let fault = MoultError.unreachable("\(address)", "\(error)")
            for call in calls {
                call.end(fault)
            }
        }
    }

    @discardableResult
    private func closeOnLoop() -> [EventLoopFuture<Void>] {
        var connections = Array(retired.values)
        switch state {
        case .connecting(let calls):
            for call in calls {
                call.end(.closed)
            }
        case .connected(let connection): connections.append(connection)
        case .idle, .closed: break
        }
        state = .closed
        return connections.compactMap { $0.close() }
    }
}
