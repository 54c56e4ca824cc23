import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Synchronization
import Testing

@testable import InferenceHTTP

/// A connection's handlers on a loop whose time is moved by hand.
@Suite struct ConnectionTests {
    private let loop = EmbeddedEventLoop()
    private let limits = HTTPLimits()

    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.addHandlers([
            ConnectionGuard(limits), EventStreamPulse(every: limits.heartbeatEvery),
        ])
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    /// One that owes an answer.
    private func askedConnection() throws -> EmbeddedChannel {
        let channel = try connection()
        try channel.writeInbound(head())
        try channel.writeInbound(HTTPRequestPart.end(nil))
        return channel
    }

    private func head(_ fields: HTTPFields = [:]) -> HTTPRequestPart {
        .head(
            HTTPRequest(
                method: .post,
                scheme: "http",
                authority: "a",
                path: "/",
                headerFields: fields
            )
        )
    }

    private func answer(_ type: String = "application/json") -> HTTPResponsePart {
        .head(HTTPResponse(status: .ok, headerFields: [.contentType: type]))
    }

    private func pass(_ duration: Duration) {
        loop.advanceTime(by: TimeAmount(duration))
    }

    @Test func `a head that does not come in time ends the connection`() throws {
        let channel = try connection()
        pass(limits.headTimeout - .milliseconds(1))
        #expect(channel.isActive)
        pass(.milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a body that trickles ends the connection, however often a byte comes`() throws {
        let channel = try connection()
        try channel.writeInbound(head())
        for _ in 0..<59 {
            pass(.seconds(1))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
        }
        #expect(channel.isActive)
        pass(limits.bodyTimeout - .seconds(59))
        #expect(!channel.isActive)
    }

    @Test func `an answer takes as long as it takes, and then the connection may idle`() throws {
        let channel = try connection()
        try channel.writeInbound(head())
        try channel.writeInbound(HTTPRequestPart.end(nil))
        pass(.seconds(86_400))
        #expect(channel.isActive)
        try channel.writeOutbound(answer())
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        pass(limits.idleTimeout - .milliseconds(1))
        #expect(channel.isActive)
        pass(.milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a client that waits to be asked for its body is asked`() throws {
        let channel = try connection()
        try channel.writeInbound(head([.expect: "100-continue"]))
        let part = try channel.readOutbound(as: HTTPResponsePart.self)
        #expect(part == .head(HTTPResponse(status: .continue)))
    }

    @Test func `a client that closes its side has left, and so has one that is gone`() throws {
        for leaves in [true, false] {
            let channel = try connection()
            let departure = try channel.pipeline.syncOperations
                .handler(type: ConnectionGuard.self).departure
            let counter = Counter()
            departure.expect { counter.add() }
            if leaves {
                channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            }
            try channel.close().wait()
            #expect(counter.count == 1)
            departure.expect { counter.add() }
            #expect(counter.count == 2)
        }
    }

    @Test func `a departure that nobody expects does nothing`() {
        let departure = Departure()
        let counter = Counter()
        departure.expect { counter.add() }
        departure.expectNothing()
        departure.leave()
        #expect(counter.count == 0)
    }

    @Test func `a stream of events that says nothing says that it waits`() throws {
        let channel = try askedConnection()
        try channel.writeOutbound(answer(MediaTypes.events))
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
        pass(limits.heartbeatEvery - .milliseconds(1))
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
        try channel.writeOutbound(HTTPResponsePart.body(ByteBuffer(string: "data: x\n\n")))
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
        pass(limits.heartbeatEvery - .milliseconds(1))
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
        for _ in 0..<2 {
            pass(limits.heartbeatEvery)
            let part = try channel.readOutbound(as: HTTPResponsePart.self)
            #expect(part == .body(ByteBuffer(string: ": waiting\n\n")))
        }
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
        pass(limits.heartbeatEvery)
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }

    @Test func `other answers are silent while they say nothing`() throws {
        let channel = try askedConnection()
        try channel.writeOutbound(answer(MediaTypes.lines))
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
        pass(.seconds(40))
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }
}

/// Counts what happens on one thread.
private final class Counter: Sendable {
    private let counted = Mutex(0)

    var count: Int { counted.withLock(\.self) }

    func add() {
        counted.withLock { $0 += 1 }
    }
}
