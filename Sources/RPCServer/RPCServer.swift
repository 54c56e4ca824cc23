package import Logging
package import NIOCore
import NIOPosix
package import RPC
import Synchronization

/// Serves method tables over TCP and Unix sockets, in ttrpc frames.
///
/// ```swift
/// let server = try await RPCServer.start(
///     on: [try ServerAddress("tcp://127.0.0.1:7420")],
///     serving: [health, memory]
/// )
/// await server.drain { health.set(.notServing) }
/// ```
package final class RPCServer: Sendable {
    /// What is listened on, with the ports that the system chose.
    package let addresses: [ServerAddress]

    private let core: ServerCore
    private let listeners: [Listener]
    private let delay = DrainDelay()

    private init(core: ServerCore, listeners: [Listener]) {
        self.core = core
        self.listeners = listeners
        addresses = listeners.map(\.address)
    }

    /// Listens on all `addresses` and serves from then on; on none, if one of them fails.
    package static func start(
        on addresses: [ServerAddress],
        serving tables: [ServiceTable],
        limits: RPCLimits = RPCLimits(),
        insecure: Bool = false,
        activity: ServerActivity = ServerActivity(),
        logger: Logger = Logger(label: "moult.rpc"),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws -> RPCServer {
        for address in addresses {
            try ListenerPolicy.check(address, insecure: insecure)
        }
        let core = ServerCore(
            methods: MethodTable(tables),
            limits: limits,
            activity: activity,
            logger: logger
        )
        var listeners: [Listener] = []
        do {
            for address in addresses {
                listeners.append(try await Listener.listen(on: address, for: core, group: group))
            }
        } catch {
            for listener in listeners {
                await listener.close()
            }
            throw error
        }
        return RPCServer(core: core, listeners: listeners)
    }

    /// What it does and what it refused.
    package var activity: ServerActivity { core.activity }
}

// The end.
extension RPCServer {
    /// Stops serving without losing a call: see `DrainPlan` for the steps.
    ///
    /// - Parameter announce: tells those who ask for the server's health that it will stop.
    package func drain(
        _ plan: DrainPlan = DrainPlan(),
        announce: @Sendable () async -> Void = {}
    ) async {
        await announce()
        await delay.wait(plan.delay)
        await stopAccepting()
        let connections = core.registry.drain()
        for connection in connections {
            connection.onLoop { connection.drain(closesWhenDone: false) }
        }
        await finishCalls(of: connections, within: plan.grace)
        await close(core.registry.connections)
    }

    /// Ends the wait between the announcement and the drain, now or when it comes.
    package func skipDrainDelay() {
        delay.skip()
    }

    /// Stops serving now: calls in flight get UNAVAILABLE.
    package func shutdown() async {
        skipDrainDelay()
        await stopAccepting()
        let connections = core.registry.drain()
        for connection in connections {
            connection.onLoop {
                connection.drain(closesWhenDone: false)
                connection.endCalls()
            }
        }
        await close(connections)
    }

    private func stopAccepting() async {
        for listener in listeners {
            await listener.close()
        }
    }

    private func finishCalls(of connections: [Connection], within grace: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                guard (try? await Task.sleep(for: grace)) != nil else { return }
                for connection in connections {
                    connection.onLoop {
                        connection.endCalls()
                        connection.closeGently()
                    }
                }
            }
            group.addTask {
                for connection in connections {
                    await connection.waitUntilDone()
                }
            }
            // The calls are done; or the grace is over, and then they soon are.
            await group.next()
            group.cancelAll()
        }
    }

    private func close(_ connections: [Connection]) async {
        for connection in connections {
            connection.onLoop { connection.closeGently() }
        }
        for connection in connections {
            try? await connection.channel.closeFuture.get()
        }
    }
}
