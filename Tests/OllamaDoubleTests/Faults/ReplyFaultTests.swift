import OllamaDouble
import Testing

/// What each fault looks like to somebody who chats.
@Suite struct ReplyFaultTests {
    private func chat(
        under script: String,
        _ fields: String = #""stream": true"#
    ) async throws -> HTTPProbe.Answer {
        try await withDouble {
            $0.faults = try FaultScript(parsing: script)
        } _: { double in
            try await HTTPProbe(double.url).post(
                "/api/chat",
                #"{"model": "llama3.2", "messages": [{"role": "user", "content": "a"}], \#(fields)}"#
            )
        }
    }

    @Test func `a stream can end with neither done nor an error`() async throws {
        let answer = try await chat(under: "chat=eof:3")
        #expect(answer.isComplete)
        #expect(answer.lines.count == 3)
        #expect(answer.lines.allSatisfy { $0.contains(#""done":false"#) })
    }

    @Test func `an error can come as a line, on status 200`() async throws {
        let answer = try await chat(under: "chat=line:2")
        #expect(answer.status == 200)
        #expect(answer.isComplete)
        #expect(answer.lines.count == 3)
        #expect(answer.lines.last?.hasPrefix(#"{"error":"model runner"#) == true)
    }

    @Test func `a stream can be cut off`() async throws {
        await #expect(throws: (any Error).self) {
            let answer = try await chat(under: "chat=cut:2")
            guard answer.isComplete else { throw CancellationError() }
        }
    }

    @Test(arguments: ["eof:1", "line:1"])
    func `not streamed, both are an error`(fault: String) async throws {
        let answer = try await chat(under: "chat=\(fault)", #""stream": false"#)
        #expect(answer.status == 500)
        #expect(answer.error?.hasPrefix("model runner has unexpectedly stopped") == true)
    }

    @Test func `after a restart nothing is loaded, and the same address answers`() async throws {
        try await withDouble { double in
            try await double.useAsStranger("embeddinggemma", keepAlive: .forever)
            await double.restart()
            let ps = try await HTTPProbe(double.url).get("/api/ps")
            #expect(ps.text == #"{"models":[]}"#)
        }
    }

    @Test func `while it is down connections are refused, and what is loaded stays`() async throws {
        try await withDouble { double in
            try await double.useAsStranger("embeddinggemma", keepAlive: .forever)
            await double.goDown()
            await #expect(throws: (any Error).self) { try await HTTPProbe(double.url).get("/") }
            try await double.comeUp()
            #expect(try await HTTPProbe(double.url).get("/").status == 200)
            #expect(double.entry("embeddinggemma")?.isPinned == true)
        }
    }
}
