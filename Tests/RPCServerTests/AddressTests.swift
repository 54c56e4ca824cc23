import RPC
import Testing

struct AddressTests {
    @Test func `addresses are read and written back`() throws {
        #expect(
            try ServerAddress("tcp://127.0.0.1:7420") == .tcp(host: "127.0.0.1", port: 7_420)
        )
        #expect(try ServerAddress("tcp://[::1]:7420") == .tcp(host: "::1", port: 7_420))
        #expect(try ServerAddress("tcp://db.example:0") == .tcp(host: "db.example", port: 0))
        #expect(try ServerAddress("unix:///run/moult.sock") == .unix(path: "/run/moult.sock"))
        for text in ["tcp://127.0.0.1:7420", "tcp://[::1]:65535", "unix:///a b/c"] {
            #expect(try ServerAddress(text).description == text)
        }
    }

    @Test(
        arguments: [
            "", "127.0.0.1:7420", "http://127.0.0.1:7420", "tcp://", "tcp://127.0.0.1",
            "tcp://:7420", "tcp://a:65536", "tcp://a:-1", "tcp://a:x", "tcp://a:", "tcp://::1:7420",
            "tcp://[::1]", "tcp://[::1]7420", "tcp://[a]:7420", "tcp://[]:1", "tcp://a/b:1",
            "tcp://a b:1", "unix://", "unix:///", "unix://relative", "unix:/a",
        ]
    )
    func `what is no address is refused with a sentence that quotes it`(text: String) {
        let error = #expect(throws: AddressError.self) { _ = try ServerAddress(text) }
        #expect(error?.message.contains("\"\(text)\"") == true)
    }

    @Test func `a Unix path of 107 bytes is taken and one more is refused`() throws {
        let most = "/" + String(repeating: "a", count: 106)
        #expect(try ServerAddress("unix://\(most)") == .unix(path: most))
        #expect(throws: AddressError.self) { _ = try ServerAddress("unix://\(most)a") }
    }

    @Test(
        arguments: [
            "tcp://127.0.0.1:1", "tcp://127.9.9.9:1", "tcp://[::1]:1", "tcp://localhost:1",
            "tcp://[::ffff:127.0.0.1]:1", "tcp://[0:0:0:0:0:0:0:1]:1", "unix:///a",
        ]
    )
    func `loopback and Unix sockets may be listened on`(text: String) throws {
        try ListenerPolicy.check(try ServerAddress(text), insecure: false)
    }

    @Test(
        arguments: [
            "tcp://0.0.0.0:1", "tcp://10.0.0.1:1", "tcp://[::]:1", "tcp://example.com:1",
            "tcp://128.0.0.1:1", "tcp://[::ffff:10.0.0.1]:1", "tcp://127.0.0.1.example.com:1",
            "tcp://127.1:1",
        ]
    )
    func `everything else may not, unless insecure`(text: String) throws {
        let address = try ServerAddress(text)
        let error = #expect(throws: AddressError.self) {
            try ListenerPolicy.check(address, insecure: false)
        }
        #expect(error?.message.contains("--insecure") == true)
        try ListenerPolicy.check(address, insecure: true)
    }
}
