import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

/// Frames that are in order and hold what does not decode, or too much.
struct BadMessageTests {
    private let pair = Pair(key: "k", value: "v")

    /// Bytes that are no envelope or no message, each for a reason of its own.
    enum Malformed: String, CaseIterable, Sendable {
        case wrongWireType
        case tagZero
        case group
        case varintOf11Bytes
        case falseLength
        case invalidUTF8
        case overlongUTF8
        case surrogate
        case nulInText

        var bytes: [UInt8] {
            switch self {
            case .wrongWireType: [0x08, 0x01]
            case .tagZero: [0x00, 0x01]
            case .group: [0x0b, 0x0c]
            case .varintOf11Bytes: [0x20] + [UInt8](repeating: 0xff, count: 10) + [0x01]
            case .falseLength: [0x0a, 0x7f, 0x61]
            case .invalidUTF8: [0x0a, 0x01, 0xff]
            case .overlongUTF8: [0x0a, 0x02, 0xc0, 0xaf]
            case .surrogate: [0x0a, 0x03, 0xed, 0xa0, 0x80]
            case .nulInText: [0x0a, 0x05] + Array("a\0bcd".utf8)
            }
        }
    }

    @Test(arguments: Malformed.allCases)
    func `an envelope that does not decode is refused`(malformed: Malformed) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let data = ByteBuffer(bytes: malformed.bytes)
            try await connection.send(Frame(streamID: 1, kind: .request, data: data))
            let status = try #require(await connection.next()?.status)
            #expect(status.code == .invalidArgument)
            #expect(status.reason == .invalidArgument)
            #expect(!status.message.isEmpty)
        }
    }

    @Test(
        arguments: Malformed.allCases,
        [TestMethods.inline, TestMethods.echo, TestMethods.count]
    )
    func `a payload that does not decode is refused`(
        malformed: Malformed,
        method: WireMethod<Pair, Pair>
    ) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let request = TTRPC.Request(
                service: method.service,
                method: method.name,
                payload: malformed.bytes
            )
            let data = ByteBuffer(bytes: try request.packed())
            // A pair has no field 4, so that there the varint is an unknown field's: still too long.
            try await connection.send(Frame(streamID: 1, kind: .request, data: data))
            #expect(await connection.next()?.status?.code == .invalidArgument)
        }
    }

    @Test func `a stream's message that does not decode ends that stream`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let bad = ByteBuffer(bytes: Malformed.invalidUTF8.bytes)
            try await connection.send(
                .request(1, TestMethods.chat.description, flags: .remoteOpen),
                Frame(streamID: 1, kind: .data, data: bad)
            )
            #expect(await connection.next()?.status?.code == .invalidArgument)
            try await connection.send(.request(3, TestMethods.inline.description, pair))
            #expect(try await connection.next()?.answer(Pair.self) == pair)
        }
    }

    @Test func `64 metadata entries are taken and one more is refused`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let inline = TestMethods.inline.description
            let most = (0..<64).map { Pair(key: "k\($0)", value: "v") }
            try await connection.send(
                .request(1, inline, pair, metadata: most),
                .request(3, inline, pair, metadata: most + [Pair(key: "k", value: "v")])
            )
            #expect(try await connection.next()?.answer(Pair.self) == pair)
            let status = try #require(await connection.next()?.status)
            #expect(status.code == .resourceExhausted)
            #expect(status.subject == "metadata_entries")
        }
    }

    @Test func `16 KiB of metadata are taken and one byte more is refused`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let inline = TestMethods.inline.description
            let most = [Pair(key: "key", value: String(repeating: "v", count: 16_384 - 3))]
            let more = [Pair(key: "key", value: String(repeating: "v", count: 16_384 - 2))]
            try await connection.send(
                .request(1, inline, pair, metadata: most),
                .request(3, inline, pair, metadata: more)
            )
            #expect(try await connection.next()?.answer(Pair.self) == pair)
            let status = try #require(await connection.next()?.status)
            #expect(status.code == .resourceExhausted)
            #expect(status.subject == "metadata_bytes")
        }
    }

    @Test func `a reply over 4 MiB fails its own stream only`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let large = TestMethods.large.description
            let most = Int(FrameLimits.dataBytesMax)
            // A pair of n bytes of text takes 5 more, in a Response 5 more again.
            try await connection.send(.request(1, large, Pair(value: "\(most - 10)")))
            #expect(await connection.next()?.data.readableBytes == most)
            try await connection.send(.request(3, large, Pair(value: "\(most - 9)")))
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 3)
            #expect(frame.status?.code == .resourceExhausted)
            try await connection.send(.request(5, large, Pair(value: "\(most)")))
            #expect(await connection.next()?.status?.code == .resourceExhausted)
            try await connection.send(.request(7, large, Pair(value: "1")))
            #expect(try await connection.next()?.answer(Pair.self) == Pair(value: "x"))
        }
    }
}
