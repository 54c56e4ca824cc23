import Frames
import Glibc
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

struct ListenerTests {
    private let pair = Pair(key: "k", value: "v")

    private func start(_ addresses: ServerAddress...) async throws -> RPCServer {
        try await RPCServer.start(on: addresses, serving: [TestService().table])
    }

    private func expectService(at address: ServerAddress) async throws {
        let connection = try await RawConnection.open(to: address)
        try await connection.send(.request(1, TestMethods.inline.description, pair))
        #expect(try await connection.next()?.answer(Pair.self) == pair)
        try await connection.close()
    }

    /// A folder of its own, gone afterwards.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/moult-listener-XXXXXX".utf8CString)
        let folder = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        let path = try #require(folder)
        defer {
            unlink("\(path)/socket")
            rmdir(path)
        }
        try await body(path)
    }

    private func mode(of path: String) -> mode_t? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? facts.st_mode : nil
    }

    @Test func `a server listens on several addresses`() async throws {
        try await withFolder { folder in
            let server = try await start(
                .tcp(host: "127.0.0.1", port: 0),
                .tcp(host: "::1", port: 0),
                .unix(path: "\(folder)/socket")
            )
            #expect(server.addresses.count == 3)
            for address in server.addresses {
                try await expectService(at: address)
            }
            await server.shutdown()
        }
    }

    @Test func `a Unix socket is its owner's alone and gone afterwards`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/socket"
            let server = try await start(.unix(path: path))
            #expect(mode(of: path).map { $0 & 0o777 } == 0o600)
            await server.shutdown()
            #expect(mode(of: path) == nil)
        }
    }

    @Test func `a socket file on which nobody answers is replaced`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/socket"
            let server = try await start(.unix(path: path))
            let kept = "\(folder)/kept"
            #expect(link(path, kept) == 0)
            await server.shutdown()
            #expect(rename(kept, path) == 0)
            let next = try await start(.unix(path: path))
            try await expectService(at: .unix(path: path))
            await next.shutdown()
        }
    }

    @Test func `a socket file on which a server answers is left alone`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/socket"
            let server = try await start(.unix(path: path))
            let error = await #expect(throws: ListenError.self) {
                _ = try await start(.unix(path: path))
            }
            #expect(error?.message.contains(path) == true)
            try await expectService(at: .unix(path: path))
            await server.shutdown()
        }
    }

    @Test func `a file that is no socket is left alone`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/socket"
            let file = open(path, O_CREAT | O_WRONLY, 0o644)
            close(file)
            await #expect(throws: ListenError.self) { _ = try await start(.unix(path: path)) }
            #expect(mode(of: path).map { $0 & S_IFMT } == S_IFREG)
        }
    }

    @Test func `an address that is taken is refused with a sentence`() async throws {
        let server = try await start(.tcp(host: "127.0.0.1", port: 0))
        let error = await #expect(throws: ListenError.self) {
            _ = try await start(server.addresses[0])
        }
        #expect(
            error?.message
                == "Another program listens on \(server.addresses[0]): stop it, or choose another port."
        )
        await server.shutdown()
    }

    @Test(arguments: [("198.51.100.7", "no such address"), ("no-such-host.invalid", "no host")])
    func `so is one that this machine does not have`(host: String, reason: String) async throws {
        let address = ServerAddress.tcp(host: host, port: 0)
        let error = await #expect(throws: ListenError.self) {
            _ = try await RPCServer.start(
                on: [address],
                serving: [TestService().table],
                insecure: true
            )
        }
        #expect(error?.message.contains("\(address): ") == true)
        #expect(error?.message.contains(reason) == true)
    }

    @Test func `an address that others can reach is refused unless insecure`() async throws {
        let everywhere = ServerAddress.tcp(host: "0.0.0.0", port: 0)
        await #expect(throws: AddressError.self) { _ = try await start(everywhere) }
        let server = try await RPCServer.start(
            on: [everywhere],
            serving: [TestService().table],
            insecure: true
        )
        await server.shutdown()
    }
}
