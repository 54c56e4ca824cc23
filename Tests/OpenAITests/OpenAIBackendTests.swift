import Channels
import Curl
import Foundation
import JSONText
import ScriptedHTTP
import Spaces
import Testing

@testable import OpenAI

@Suite struct `An embedder that speaks OpenAI's API` {
    @Test func `asks as the API says and brings the vectors`() async throws {
        let heard = Arrivals<ServedRequest>()
        let script: ScriptedServer.Script = { request, connection in
            heard.add(request)
            connection.answer(Provider.answer(to: request))
        }
        try await withBackend(script, key: .given(Secret("hush"))) { backend in
            let reply = try await backend.embed(EmbedRequest(["a", "bc"], dimensions: 3))
            #expect(reply.vectors == [[1, 0, 0], [2, 0, 0]])
            #expect(reply.tokens == 3)
            let request = await heard.next()
            #expect(request.line == "POST /v1/embeddings HTTP/1.1")
            #expect(request.head.contains("\r\nAuthorization: Bearer hush\r\n"))
            #expect(request.head.contains("\r\nContent-Type: application/json\r\n"))
            let body =
                #"{"model":"m","input":["a","bc"],"encoding_format":"base64","dimensions":3}"#
            #expect(String(decoding: request.body, as: UTF8.self) == body)
        }
    }

    @Test func `says no dimensions and no key where none are configured`() async throws {
        let heard = Arrivals<ServedRequest>()
        let script: ScriptedServer.Script = { request, connection in
            heard.add(request)
            connection.answer(Provider.answer(to: request))
        }
        try await withBackend(script) { backend in
            _ = try await backend.embed(EmbedRequest(["a"]))
            let request = await heard.next()
            #expect(!request.head.lowercased().contains("authorization"))
            let body = #"{"model":"m","input":["a"],"encoding_format":"base64"}"#
            #expect(String(decoding: request.body, as: UTF8.self) == body)
        }
    }

    @Test func `of no text asks nothing, and of an empty text says which it is`() async throws {
        try await withBackend(ScriptedServer.answering("no")) { backend in
            let reply = try await backend.embed(EmbedRequest([]))
            #expect(reply.vectors.isEmpty)
            let error = await backend.error(of: ["a", "", "c"])
            #expect(error?.code == .textRefused(position: 1))
        }
    }

    @Test(arguments: [
        ("http://a", "http://a/v1/embeddings"), ("http://a/", "http://a/v1/embeddings"),
        ("http://a/v1", "http://a/v1/embeddings"), ("http://a/v1//", "http://a/v1/embeddings"),
        ("http://a/b/v1/embeddings", "http://a/b/v1/embeddings"),
        ("https://api.openai.com/v1", "https://api.openai.com/v1/embeddings"),
    ])
    func `is asked at its address, with or without the version`(base: String, url: String) {
        #expect(OpenAISettings(baseURL: base, model: "m", key: .none).vectorsURL == url)
    }

    @Test func `gets no more texts and tokens at once than the limits say`() async throws {
        let heard = Arrivals<Int>()
        let script: ScriptedServer.Script = { request, connection in
            heard.add(Provider.texts(of: request).count)
            connection.answer(Provider.answer(to: request))
        }
        var limits = OpenAILimits()
        limits.textsPerRequestMax = 3
        limits.tokensPerRequestMax = 4
        try await withBackend(script, limits: limits) { backend in
            #expect(backend.textsPerRequestMax == 3)
            #expect(backend.tokensPerRequestMax == 4)
            let texts = ["a", "a", "a", "a", "3 tokens ok", "a", "this is more than the four"]
            let reply = try await backend.embed(EmbedRequest(texts, dimensions: 1))
            #expect(reply.vectors == texts.map { [Float($0.utf8.count)] })
            #expect(reply.tokens == texts.map(\.utf8.count).reduce(0, +))
            var counts: [Int] = []
            for _ in 0..<4 { counts.append(await heard.next()) }
            #expect(counts == [3, 2, 1, 1])
        }
    }

    @Test func `gets half as many texts when they have too many tokens`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            if Provider.texts(of: request).count > 2 {
                connection.refuse("400 Bad", message: "Too many", code: "max_tokens_per_request")
            } else {
                connection.answer(Provider.answer(to: request))
            }
        }
        try await withBackend(script) { backend in
            let texts = (1...9).map { String(repeating: "x", count: $0) }
            let reply = try await backend.embed(EmbedRequest(texts, dimensions: 1))
            #expect(reply.vectors == (1...9).map { [Float($0)] })
            #expect(reply.tokens == 45)
        }
    }

    @Test func `refuses the one text that has too many tokens by itself`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            if Provider.texts(of: request).contains("large") {
                connection.refuse("400 Bad", message: "Too many", code: "max_tokens_per_request")
            } else {
                connection.answer(Provider.answer(to: request))
            }
        }
        try await withBackend(script) { backend in
            let error = await backend.error(of: ["a", "b", "c", "large", "d"])
            #expect(error?.code == .textRefused(position: 3))
            #expect(error?.isPartlyPaid == true)
            #expect(await backend.error(of: ["large", "a"])?.isPartlyPaid == false)
        }
    }

    @Test func `asks for numbers for good where base64 is not known`() async throws {
        let heard = Arrivals<Bool>()
        let script: ScriptedServer.Script = { request, connection in
            let isBase64 = String(decoding: request.body, as: UTF8.self).contains("base64")
            heard.add(isBase64)
            if isBase64 {
                connection.refuse("400 Bad", message: "no", parameter: "encoding_format")
            } else {
                connection.answer(Provider.answer(to: request))
            }
        }
        try await withBackend(script) { backend in
            for _ in 0..<2 {
                let reply = try await backend.embed(EmbedRequest(["abc"], dimensions: 2))
                #expect(reply.vectors == [[3, 0]])
            }
            #expect(await [heard.next(), heard.next(), heard.next()] == [true, false, false])
        }
    }

    @Test func `waits for the provider's rate, and says so where that would take too long`()
        async throws
    {
        let script: ScriptedServer.Script = { request, connection in
            let reset = Provider.texts(of: request).contains("slow") ? "600s" : "10ms"
            connection.answer(
                Provider.answer(to: request),
                headers: [
                    "x-ratelimit-limit-requests: 2", "x-ratelimit-remaining-requests: 0",
                    "x-ratelimit-reset-requests: \(reset)",
                ]
            )
        }
        try await withBackend(script) { backend in
            for text in ["a", "b", "slow"] {
                let reply = try await backend.embed(EmbedRequest([text], dimensions: 1))
                #expect(reply.vectors == [[Float(text.utf8.count)]])
            }
            let error = await backend.error(of: ["c"])
            #expect(error?.code == .unavailable)
            #expect(error?.retryAfter == .seconds(120))
        }
    }

    @Test func `is cancelled with its caller`() async throws {
        let heard = Arrivals<ServedConnection>()
        let script: ScriptedServer.Script = { heard.add($1) }
        try await withBackend(script) { backend in
            let task = Task { try await backend.embed(EmbedRequest(["a"])) }
            let connection = await heard.next()
            task.cancel()
            let error = await #expect(throws: EmbedderError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            try await connection.closed()
        }
    }
}

@Suite struct `A refusal of a provider` {
    struct Case: Sendable {
        let status: String
        var message = "words"
        var code = ""
        var parameter = ""
        let expected: EmbedderError.Code
    }

    @Test(arguments: [
        Case(status: "401 No", expected: .denied), Case(status: "403 No", expected: .denied),
        Case(status: "404 No", expected: .denied), Case(status: "402 No", expected: .denied),
        Case(status: "429 No", code: "insufficient_quota", expected: .denied),
        Case(status: "429 No", expected: .unavailable),
        Case(status: "408 No", expected: .unavailable),
        Case(status: "409 No", expected: .unavailable),
        Case(status: "500 No", expected: .unavailable),
        Case(status: "503 No", expected: .unavailable),
        Case(status: "400 No", expected: .batchRefused),
        Case(status: "422 No", expected: .batchRefused),
        Case(status: "400 No", parameter: "dimensions", expected: .denied),
        Case(status: "400 No", code: "model_not_found", expected: .denied),
        Case(status: "400 No", parameter: "input[1]", expected: .textRefused(position: 1)),
        Case(status: "400 No", parameter: "$.input[1]", expected: .textRefused(position: 1)),
        Case(status: "400 No", parameter: "input.2", expected: .batchRefused),
        Case(status: "302 Found", expected: .denied), Case(status: "405 No", expected: .denied),
    ])
    func `has the code of its cause`(one: Case) async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.refuse(
                one.status,
                message: one.message,
                code: one.code,
                parameter: one.parameter,
                headers: ["Retry-After: 7"]
            )
        }
        try await withBackend(script) { backend in
            let error = await backend.error(of: ["a", "b"])
            #expect(error?.code == one.expected)
            #expect(error?.retryAfter == (one.expected == .unavailable ? .seconds(7) : nil))
        }
    }

    @Test func `of one text is the text's`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.refuse("400 Bad", message: "maximum context length is 8192 tokens")
        }
        try await withBackend(script) { backend in
            let error = await backend.error(of: ["a"])
            #expect(error?.code == .textRefused(position: 0))
            #expect(error?.message.contains("8192 tokens") == true)
        }
    }

    @Test(arguments: ["<html>down</html>", "", "{", #"{"error":"down"}"#, #"{"detail":"down"}"#])
    func `may be written in any way`(body: String) async throws {
        let script: ScriptedServer.Script = { $1.answer(body, status: "502 Bad Gateway") }
        try await withBackend(script) { backend in
            let error = await backend.error(of: ["a"])
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("502") == true)
            #expect(body.count < 2 || error?.message.contains("down") == body.contains("down"))
        }
    }

    @Test func `is quoted with an end`() {
        let long = String(repeating: "a ", count: 1_000)
        #expect(ProviderError(Array(long.utf8)).message.count == 301)
        #expect(ProviderError(Array(String(repeating: "b", count: 300).utf8)).message.count == 300)
    }

    @Test func `of a key quotes nothing of it`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.refuse("401 No", message: "Incorrect API key provided: hush")
        }
        try await withBackend(script, key: .given(Secret("hush"))) { backend in
            #expect(await backend.error(of: ["a"])?.message.contains("hush") == false)
            var dumped = ""
            dump(backend.settings, to: &dumped)
            #expect(!dumped.contains("hush") && !"\(backend.settings)".contains("hush"))
        }
    }

    @Test func `of nobody who answers is unavailable`() async throws {
        try await withClient { client in
            let settings = OpenAISettings(baseURL: "http://127.0.0.1:1", model: "m", key: .none)
            let backend = OpenAIBackend(settings, client: client, time: .machine)
            #expect(await backend.error(of: ["a"])?.code == .unavailable)
        }
    }

    @Test func `of an answer that is no list of vectors is an invalid answer`() async throws {
        try await withBackend(ScriptedServer.answering("{}")) { backend in
            #expect(await backend.error(of: ["a"])?.code == .invalidAnswer)
        }
    }
}

@Suite struct `A key` {
    private func key(inFile text: String) throws -> Secret? {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "moult-key-\(UInt64.random(in: 0...UInt64.max))")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try KeySource.file(file.path()).key()
    }

    @Test func `is read from a file, without its line end`() throws {
        #expect(try key(inFile: "sk-abc\n")?.reveal() == "sk-abc")
    }

    @Test(arguments: ["", " \n", "two keys", "two\nkeys", "k\u{e9}y", "k\0y"])
    func `is denied where it is none`(text: String) {
        let error = #expect(throws: EmbedderError.self) { try key(inFile: text) }
        #expect(error?.code == .denied)
    }

    @Test func `is as long as the limit, and no longer`() throws {
        let longest = String(repeating: "a", count: KeySource.keyBytesMax)
        #expect(try key(inFile: longest)?.reveal() == longest)
        #expect(throws: EmbedderError.self) { try key(inFile: longest + "a") }
    }

    @Test func `is named by where it is missing`() {
        let source = KeySource.environment("MOULT_NO_SUCH_KEY")
        let error = #expect(throws: EmbedderError.self) { try source.key() }
        #expect(error?.message.contains("MOULT_NO_SUCH_KEY") == true)
        #expect(throws: EmbedderError.self) { try KeySource.file("/no/such/file").key() }
    }

    @Test func `shows itself to nobody`() {
        let secret = Secret("hush")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
            #expect(!text.contains("hush"))
        }
    }
}
