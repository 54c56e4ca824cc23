package import Channels
import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Serves the two channels over HTTP/1.1, to clients of Ollama and of OpenAI.
///
/// ```swift
/// let front = InferenceHTTP(chat: chat, embeds: embeds, hosts: hosts, models: hosts, …)
/// async let running: Void = front.run()
/// print(try await front.listening())
/// await front.drain()
/// try await running
/// ```
package final class InferenceHTTP: Service {
    private enum State {
        /// Next: `running`, `ended` (drained before it ran).
        case idle
        /// Next: `draining`, `ended`.
        case running(ServiceGroup)
        /// What is in flight ends. Next: `ended`.
        case draining(ServiceGroup)
        case ended
    }

    private let surroundings: Surroundings
    private let group: any EventLoopGroup
    private let state = Mutex(State.idle)
    private let bound = OneAnswer<HTTPAddress>()
    private let end = OneAnswer<Void>()

    /// - Parameters:
    ///   - chat: nil: there is no host to chat with, and such requests are told so.
    ///   - clock: for how long things take.
    ///   - nowUnixMs: for what answers say of when they were made.
    package init(
        chat: (any ChatServing)?,
        embeds: any EmbedServing,
        hosts: any HostsServing,
        models: any ModelsServing,
        settings: InferenceHTTPSettings,
        clock: any Clock<Duration>,
        nowUnixMs: @escaping @Sendable () -> Int64,
        logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        surroundings = Surroundings(
            chat: chat,
            embeds: embeds,
            hosts: hosts,
            models: models,
            settings: settings,
            bodies: Bodies(settings.limits),
            clock: clock,
            nowUnixMs: nowUnixMs,
            logger: logger,
            givenUp: GivenUpJobs(logger: logger)
        )
        self.group = group
    }

    /// Serves until it is drained, its service group shuts down, or its task is cancelled.
    package func run() async throws {
        let services = ServiceGroup(configuration: serviceConfiguration)
        let mayRun = state.withLock { state in
            guard case .idle = state else { return false }
            state = .running(services)
            return true
        }
        defer { finish() }
        guard mayRun else { return }
        do {
            try await services.run()
            await surroundings.givenUp.wait()
        } catch {
            await surroundings.givenUp.wait()
            bound.give(.failure(error))
            guard isDraining else { throw error }
        }
    }

    /// What is to be listened on.
    package var address: HTTPAddress { settings.address }

    /// The address with the port that the system chose, as soon as it is listened on.
    package func listening() async throws -> HTTPAddress {
        try await bound.value()
    }

    /// Accepts no more, lets answers in flight end within `drainGrace`, and returns when `run` has.
    package func drain() async {
        let services = state.withLock { state -> ServiceGroup? in
            switch state {
            case .idle:
                state = .ended
                return nil
            case .running(let services), .draining(let services):
                state = .draining(services)
                return services
            case .ended: return nil
            }
        }
        guard let services else { return }
        await services.triggerGracefulShutdown()
        try? await end.value()
    }

    private var isDraining: Bool {
        state.withLock { if case .draining = $0 { true } else { false } }
    }

    private func finish() {
        state.withLock { $0 = .ended }
        bound.give(.failure(CancellationError()))
        end.give(.success(()))
    }
}

// The server.
extension InferenceHTTP {
    private var settings: InferenceHTTPSettings { surroundings.settings }

    private var serviceConfiguration: ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: [application],
            logger: surroundings.logger
        )
        configuration.maximumGracefulShutdownDuration = settings.limits.drainGrace
        return configuration
    }

    private var application: some Service {
        Application(
            responder: Routes(surroundings).responder(),
            server: .http1(configuration: channelConfiguration),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address.host, port: settings.address.port),
                availableConnectionsDelegate: .maximum(
                    settings.limits.connectionsMax,
                    logger: surroundings.logger
                )
            ),
            onServerRunning: { [bound, settings] channel in
                var address = settings.address
                address.port = channel.localAddress?.port ?? address.port
                bound.give(.success(address))
            },
            eventLoopGroupProvider: .shared(group),
            logger: surroundings.logger
        )
    }

    private var channelConfiguration: HTTP1Channel.Configuration {
        let limits = settings.limits
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionGuard(limits), EventStreamPulse(every: limits.heartbeatEvery),
            ],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.fieldBytesMax,
                maxHeaderListSize: limits.fieldsBytesMax,
                maxHeaderFieldCount: limits.fieldsMax
            )
        )
    }
}
