import Frames
import Messages
import MoultClient
import NIOCore
import Testing

extension IntegrationTests {
    /// Requests that are made to hurt, beside those of a client that means well.
    @Suite struct BombTests {
        static let residentGrowthMax = 64 << 20

        @Test func `bombs are refused with memory flat, and nobody else feels them`()
            async throws
        {
            try await TestServer.run { server in
                try await server.put(["a": "the first crab"])
                let bombs = try Bomb.all()
                let isOver = Flag()
                let calls = try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTask { try await Self.search(server, until: isOver) }
                    defer { isOver.raise() }
                    // The first round warms up: buffers of the size of a frame stay.
                    try await Self.send(bombs, to: server)
                    let process = try #require(server.process)
                    let before = try process.residentBytes()
                    for _ in 0..<3 { try await Self.send(bombs, to: server) }
                    let growth = try process.residentBytes() - before
                    print("bombs: resident \(before >> 20) MiB, grew by \(growth >> 10) KiB")
                    #expect(growth < Self.residentGrowthMax)
                    isOver.raise()
                    return try await group.next() ?? 0
                }
                print("bombs: another client made \(calls) searches meanwhile")
                #expect(calls > 0)
            }
        }

        /// The other client: it counts its searches.
        private static func search(
            _ server: TestServer,
            until isOver: Flag
        ) async throws -> Int {
            var count = 0
            while !isOver.isRaised {
                #expect(try await server.isFoundByMeaning("a", "the first crab"))
                count += 1
            }
            return count
        }

        /// Each on a connection of its own, which must not hurt the next.
        private static func send(_ bombs: [Bomb], to server: TestServer) async throws {
            let clock = ContinuousClock()
            for bomb in bombs {
                let connection = try await RawConnection.open(to: server)
                let data = ByteBuffer(bytes: bomb.bytes)
                let sent = clock.now
                try await connection.send(Frame(streamID: 1, kind: .request, data: data))
                let answer = try #require(await connection.next(), "\(bomb.testDescription)")
                print(
                    "bomb \(bomb.testDescription): answered after \(sent.duration(to: clock.now))"
                )
                let response = try TTRPC.Response(unpacking: Array(answer.data.readableBytesView))
                let code = try #require(response.status?.code, "\(bomb.testDescription)")
                let codes = [MoultError.Code.invalidArgument, .resourceExhausted].map(\.rawValue)
                #expect(codes.contains(code), "\(bomb.testDescription): \(code)")
                try await connection.close()
            }
        }
    }
}
