package import NIOCore
internal import NIOPosix

/// An OpenAI-compatible server that costs nothing: its checks, limits, rates and faults.
package final class OpenAIDouble: Sendable {
    /// With "/v1": what a client takes as its base URL.
    package let url: String
    /// Where orders are taken and events shown.
    package let sideURL: String

    private let host: OpenAIHost
    private let doors: Doors
    private let side: HTTPListener

    private init(host: OpenAIHost, doors: Doors, side: HTTPListener) {
        self.host = host
        self.doors = doors
        self.side = side
        url = doors.listener.url + "/v1"
        sideURL = side.url
    }

    package static func start(
        _ configuration: OpenAIConfiguration = OpenAIConfiguration(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws -> OpenAIDouble {
        let clock = HostClock(loop: group.next())
        let host = OpenAIHost(configuration: configuration, clock: clock)
        let address = configuration.host
        let front = HTTPListener(host: address, port: configuration.port, group: group)
        let doors = Doors(listener: front, clock: clock)
        try await front.open(OpenAIRoutes(host: host, doors: doors))
        let side = HTTPListener(host: address, port: configuration.sidePort, group: group)
        do {
            try await side.open(SidePort(double: host, doors: doors))
        } catch {
            await front.retire()
            throw error
        }
        return OpenAIDouble(host: host, doors: doors, side: side)
    }

    package func stop() async {
        await doors.listener.retire()
        await side.retire()
        host.record.finish()
    }
}

/// What the side port does, for those who have the double in their own process.
extension OpenAIDouble {
    package func events(after sequence: Int = 0) -> [DoubleEvent] {
        host.record.events(after: sequence)
    }

    /// What happened after `sequence`, then what happens, until the double stops.
    package func eventStream(after sequence: Int = 0) -> AsyncStream<DoubleEvent> {
        host.record.stream(after: sequence)
    }

    package func clearEvents() {
        host.record.clearEvents()
    }

    /// From now on, with every call counted anew.
    package func setFaults(_ script: String) throws {
        host.record.setFaults(try FaultScript(parsing: script))
    }

    /// Connections are refused until `comeUp`.
    package func goDown() async {
        await host.goDown(doors)
    }

    package func comeUp() async throws {
        try await host.comeUp(doors)
    }

    package func change(_ patch: ModelPatch) {
        host.change(patch)
    }
}
