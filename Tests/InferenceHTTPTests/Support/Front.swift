import Channels
import InferenceHTTP
import Logging
import NIOCore
import NIOPosix
import TestSupport

/// A front that listens, with fakes behind it.
struct Front {
    static let nowUnixMs: Int64 = 1_700_000_000_123
    static let now = "2023-11-14T22:13:20.123Z"

    var chat: FakeChat? = FakeChat { _ in FakeWord.tokens("Hel", "lo") }
    var embeds = FakeEmbeds()
    var hosts = FakeHosts()
    var settings = InferenceHTTPSettings(
        address: HTTPAddress(host: "127.0.0.1", port: 0),
        version: "1.2.3"
    )
    var clock = ManualClock()

    /// Serves while `body` runs, and is drained behind it.
    func serving<Value: Sendable>(
        _ body: @escaping @Sendable (Served) async throws -> Value
    ) async throws -> Value {
        let front = InferenceHTTP(
            chat: chat,
            embeds: embeds,
            hosts: hosts,
            models: hosts,
            settings: settings,
            clock: clock,
            nowUnixMs: { Self.nowUnixMs },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await front.run() }
            let served = Served(front: front, address: try await front.listening())
            let result = await Result { try await body(served) }
            await front.drain()
            try await group.waitForAll()
            return try result.get()
        }
    }
}

struct Served {
    let front: InferenceHTTP
    let address: HTTPAddress

    /// A connection for as long as `body` runs.
    func connected<Value: Sendable>(
        _ body: @escaping @Sendable (inout HTTPTalk) async throws -> Value
    ) async throws -> Value {
        let socket = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await socket.executeThenClose { inbound, outbound in
            var talk = HTTPTalk(inbound.makeAsyncIterator(), outbound, socket.channel)
            return try await body(&talk)
        }
    }

    /// One request on a connection of its own.
    func ask(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        headers: [String] = []
    ) async throws -> HTTPAnswer {
        try await connected { talk in
            try await talk.send(method, path, body, headers: headers)
            return method == "HEAD" ? try await talk.head() : try await talk.answer()
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
