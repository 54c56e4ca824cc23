package import NIOCore
internal import NIOPosix

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
            try await side.open(SidePort(double: host, doors: doors))
        } catch {
            await front.close()
            throw error
        }
        return OllamaDouble(host: host, doors: doors, side: side)
    }

    package func stop() async {
        await doors.listener.retire()
        await side.retire()
        host.stop()
    }
}

/// What the side port does, for those who have the double in their own process.
extension OllamaDouble {
    package var state: DoubleState { host.state(isUp: doors.listener.isOpen) }

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

    package func restart(for time: Duration = .zero) async {
        await host.restart(doors, for: time)
    }

    /// Connections are refused until `comeUp`; what is loaded stays.
    package func goDown() async {
        await host.goDown(doors)
    }

    package func comeUp() async throws {
        try await host.comeUp(doors)
    }

    /// Another program on the same host uses a model.
    package func useAsStranger(_ model: String, keepAlive: KeepAlive? = nil) async throws {
        try await host.useAsStranger(model, keepAlive: keepAlive)
    }

    /// Brings ollama#17408 about; nothing happens while a model is loaded, or when none is.
    package func wedge() {
        host.wedge()
    }

    package func change(_ patch: ModelPatch) {
        host.change(patch)
    }

    package func change(_ patch: SchedulerPatch) {
        host.change(patch)
    }
}
