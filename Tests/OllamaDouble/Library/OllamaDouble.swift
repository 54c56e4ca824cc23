package import NIOCore
internal import NIOPosix
internal import Synchronization

/// An Ollama that needs no GPU: its scheduler, its API, its costs and its faults.
///
/// ```swift
/// let double = try await OllamaDouble.start(OllamaConfiguration())
/// // … talk to double.url …
/// await double.stop()
/// ```
package final class OllamaDouble: Sendable {
    /// Where the API is, as "http://127.0.0.1:41234".
    package let url: String
    /// Where orders are taken and events shown.
    package let sideURL: String

    private let host: OllamaHost
    private let doors: Doors
    private let side: HTTPListener

    private init(host: OllamaHost, doors: Doors, side: HTTPListener) {
        self.host = host
        self.doors = doors
        self.side = side
        url = doors.listener.url
        sideURL = side.url
    }

    package static func start(
        _ configuration: OllamaConfiguration = OllamaConfiguration(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws -> OllamaDouble {
        let clock = HostClock(loop: group.next())
        let host = OllamaHost(configuration: configuration, clock: clock)
        let address = configuration.host
        let front = HTTPListener(host: address, port: configuration.port, group: group)
        let doors = Doors(listener: front, clock: clock)
        try await front.open(OllamaRoutes(host: host, doors: doors))
        let side = HTTPListener(host: address, port: configuration.sidePort, group: group)
        do {
            try await side.open(SidePort(host: host, doors: doors))
        } catch {
            await front.close()
            throw error
        }
        return OllamaDouble(host: host, doors: doors, side: side)
    }

    package func stop() async {
        await doors.listener.close()
        await side.close()
        host.stop()
    }
}
