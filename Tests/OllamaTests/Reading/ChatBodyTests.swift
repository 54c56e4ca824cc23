import Channels
import Testing

@testable import Ollama

@Suite struct `A chat's body` {
    private func spliced(_ body: String) throws(HostError) -> String {
        try ChatBody.spliced(body, model: "m\"\n", keepAlive: .seconds(300))
    }

    private static let own = "\"model\":\"m\\\"\\n\",\"stream\":true,\"keep_alive\":300}"

    @Test(arguments: [
        ("{}", "{"), (" { } ", " { "), ("{\"a\":1}", "{\"a\":1,"),
        ("{ \"a\" : 1 }\n", "{ \"a\" : 1 ,"),
        ("{\"messages\":[{\"content\":\"}\"}]}", "{\"messages\":[{\"content\":\"}\"}],"),
        (
            "{\"n\":1e400,\"n\":1.10,\"u\":\"\\ud83d\\ude00😀\"}",
            "{\"n\":1e400,\"n\":1.10,\"u\":\"\\ud83d\\ude00😀\","
        ),
        (
            "{\"options\":{\"model\":1,\"keep_alive\":2}}",
            "{\"options\":{\"model\":1,\"keep_alive\":2},"
        ),
    ])
    func `stays as it was written, with three members behind it`(body: String, start: String) throws
    {
        #expect(try spliced(body) == start + Self.own)
    }

    @Test func `keeps a model pinned by a number`() throws {
        let body = try ChatBody.spliced("{}", model: "m", keepAlive: .pinned)
        #expect(body.hasSuffix("\"keep_alive\":-1}"))
    }

    @Test(arguments: [
        "model", "stream", "keep_alive", "MODEL", "Keep_Alive", "\\u006dodel", "\u{212A}eep_alive",
        "\u{017F}tream", "\\u017Ftream",
    ])
    func `may not have a member that is the job's, as Go compares names`(name: String) {
        let error = #expect(throws: HostError.self) { try spliced("{\"a\":1,\"\(name)\":2}") }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("leave it out") == true)
    }

    @Test(arguments: [
        "", "null", "[]", "\"{}\"", "1", "{", "}", "{}}", "{} {}", "{\"a\"}", "{\"a\":}", "{a:1}",
        "{\"a\":1,}", "{\"a\":1}//", "{'a':1}", "{\"a\":01}", "{\"a\":NaN}", "{\"a\":\"\n\"}",
        "\u{FEFF}{}",
    ])
    func `is a JSON object`(body: String) {
        let error = #expect(throws: HostError.self) { try spliced(body) }
        #expect(error?.code == .refused)
    }

    @Test func `nests as deep as a schema may, and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            let inner = depth - 1
            return "{\"a\":" + String(repeating: "[", count: inner)
                + String(repeating: "]", count: inner) + "}"
        }
        _ = try spliced(nested(ChatBody.depthMax))
        #expect(throws: HostError.self) { try spliced(nested(ChatBody.depthMax + 1)) }
    }
}
