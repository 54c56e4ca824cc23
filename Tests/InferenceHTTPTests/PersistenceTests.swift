import Foundation
import InferenceHTTP
import Testing

/// How long a connection lasts, over sockets.
@Suite struct PersistenceTests {
    private func rest(after text: String) async throws -> String {
        try await Front().serving { served in
            try await served.connected { talk in
                try await talk.send(text)
                return try await talk.rest()
            }
        }
    }

    private let chat = #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]}"#

    @Test(arguments: ["", "Connection: keep-alive\r\n", "Host: 127.0.0.1\r\n"])
    func `HTTP 1.0 is answered in its own version, and the connection ends`(
        headers: String
    ) async throws {
        let text = try await rest(after: "GET / HTTP/1.0\r\n\(headers)\r\n")
        #expect(text.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(text.lowercased().contains("connection: close\r\n"))
        #expect(text.hasSuffix("\r\n\r\nOllama is running"))
    }

    @Test func `a stream over HTTP 1.0 has no chunks and ends with the connection`() async throws {
        let length = "Content-Length: \(chat.utf8.count)\r\n"
        let text = try await rest(
            after: "POST /api/chat HTTP/1.0\r\n\(length)Expect: 100-continue\r\n\r\n\(chat)"
        )
        #expect(text.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(!text.lowercased().contains("transfer-encoding"))
        let body = text.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
        let lines = body.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(lines.last?.contains(#""done":true"#) == true)
    }

    @Test(arguments: ["close", "Close", "keep-alive, close"])
    func `who wants the connection closed gets it closed, and is told so`(
        wish: String
    ) async throws {
        let text = try await rest(
            after: "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: \(wish)\r\n\r\n"
        )
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(text.lowercased().contains("connection: close\r\n"))
    }

    @Test func `the last of several that were sent ahead ends the connection`() async throws {
        let ask = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        let text = try await rest(after: "\(ask)\r\n\(ask)Connection: close\r\n\r\n")
        #expect(text.components(separatedBy: "Ollama is running").count == 3)
        #expect(text.lowercased().components(separatedBy: "connection: close").count == 2)
    }

    @Test(arguments: [
        "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    ])
    func `behind a last request nothing is read, and the connection ends`(ask: String) async throws
    {
        let text = try await rest(after: ask + ask + "more")
        #expect(text.components(separatedBy: "Ollama is running").count == 2)
    }
}
