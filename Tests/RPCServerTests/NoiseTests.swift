import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

/// Frames that were put together by chance, from parts that are nearly right.
struct NoiseTests {
    @Test func `no noise on other connections keeps a server from serving`() async throws {
        var limits = RPCLimits()
        limits.connections.lingerMax = .milliseconds(10)
        limits.streams.streamsInFlightMax = 8
        try await withServer(limits) { server in
            let pair = Pair(key: "k", value: "v")
            let good = try await server.connect()
            for seed in 0..<60 as Range<UInt64> {
                let noisy = try await server.connect()
                try? await noisy.send(noise(seed: seed))
                let id = StreamID(2 * seed + 1)
                try await good.send(.request(id, TestMethods.echo.description, pair))
                #expect(try await good.next()?.answer(Pair.self) == pair)
                if seed % 3 == 0 {
                    try await noisy.reset()
                } else if seed % 3 == 1 {
                    try? await noisy.closeOutput()
                } else {
                    try await noisy.close()
                }
            }
        }
    }

    private func noise(seed: UInt64) throws -> ByteBuffer {
        var generator = SeededGenerator(seed: seed)
        let methods = [
            TestMethods.inline, TestMethods.echo, TestMethods.wait, TestMethods.count,
            TestMethods.flood, TestMethods.sum, TestMethods.chat, TestMethods.fail,
        ]
        var bytes = ByteBuffer()
        for _ in 0..<200 {
            let method = methods[Int.random(in: 0..<methods.count, using: &generator)]
            let id = StreamID.random(in: 0...300, using: &generator)
            var frame = try Frame.request(id, method.description, Pair(key: "k", value: "20"))
            frame.kind = FrameKind(rawValue: .random(in: 0...4, using: &generator))
            frame.flags = FrameFlags(rawValue: .random(in: 0...15, using: &generator))
            if Int.random(in: 0..<4, using: &generator) == 0 {
                let at = Int.random(in: 0..<frame.data.readableBytes, using: &generator)
                frame.data.setInteger(UInt8.random(in: .min ... .max, using: &generator), at: at)
            }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                frame.data = ByteBuffer()
            }
            bytes.writeFrame(frame)
        }
        return bytes
    }
}

/// SplitMix64: the same seed, the same run.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
