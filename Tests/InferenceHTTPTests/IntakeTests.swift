import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import InferenceHTTP

/// What of a connection's bytes reaches whoever answers.
@Suite struct IntakeTests {
    @Test(arguments: [
        "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    ])
    func `behind a last request nothing is read, and nothing is kept`(ask: String) throws {
        let intake = Intake()
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers([
            intake, ByteToMessageHandler(HTTPRequestDecoder()), Persistence(intake),
        ])
        try channel.writeInbound(ByteBuffer(string: ask + ask))
        #expect(intake.isClosed)
        var heads = 0
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .head = part { heads += 1 }
        }
        #expect(heads == 1)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }
}
