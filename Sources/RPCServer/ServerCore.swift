import Logging
import RPC

/// What all connections of a server share.
final class ServerCore: Sendable {
    let limits: RPCLimits
    let methods: MethodTable
    let activity: ServerActivity
    let logger: Logger
    let subscribers: SubscriberBudget
    let registry: ConnectionRegistry
    let turns = TurnsOfLoops()

    init(methods: MethodTable, limits: RPCLimits, activity: ServerActivity, logger: Logger) {
        self.methods = methods
        self.limits = limits
        self.activity = activity
        self.logger = logger
        subscribers = SubscriberBudget(bytesMax: limits.output.allStreamsBytesMax)
        registry = ConnectionRegistry(
            connectionsMax: limits.connections.connectionsWithinDescriptors,
            activity: activity
        )
    }
}
