import Hummingbird
import NIOCore

/// What a route's handler knows beside its request.
struct FrontContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// When the client on this connection leaves.
    func departure() async throws -> Departure {
        try await channel.eventLoop.submit { [channel] in
            try channel.pipeline.syncOperations.handler(type: ConnectionGuard.self).departure
        }.get()
    }
}
