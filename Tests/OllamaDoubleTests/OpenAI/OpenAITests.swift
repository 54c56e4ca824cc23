import Foundation
import NIOHTTP1
import OllamaDouble
import Testing

/// What the double of OpenAI's API checks, limits and gives.
@Suite struct OpenAITests {
    private func answer(
        to fields: String,
        key: String? = "Bearer sk-test",
        model: String = "text-embedding-3-small",
        _ configure: (inout OpenAIConfiguration) throws -> Void = { _ in }
    ) async throws -> HTTPProbe.Answer {
        var configuration = OpenAIConfiguration()
        try configure(&configuration)
        let double = try await OpenAIDouble.start(configuration)
        let headers = key.map { HTTPHeaders([("authorization", $0)]) } ?? [:]
        do {
            let answer = try await HTTPProbe(double.url).send(
                .POST,
                "/v1/embeddings",
                #"{"model": "\#(model)", \#(fields)}"#,
                headers: headers
            )
            await double.stop()
            return answer
        } catch {
            await double.stop()
            throw error
        }
    }

    private func code(_ answer: HTTPProbe.Answer) throws -> String? {
        (try answer.json()["error"] as? [String: any Sendable])?["code"] as? String
    }

    private func vectors(_ answer: HTTPProbe.Answer) throws -> [[Double]] {
        let data = try answer.json()["data"] as? [[String: any Sendable]] ?? []
        return data.compactMap { $0["embedding"] as? [Double] }
    }

    private func inputs(_ count: Int, of text: String = "a") -> String {
        #""dimensions": 1, "input": [\#(Array(repeating: "\"\(text)\"", count: count).joined(separator: ","))]"#
    }

    @Test func `texts become vectors of the width that is asked for, and tokens are counted`()
        async throws
    {
        let answer = try await answer(to: #""input": ["a hill", "a sea"], "dimensions": 768"#)
        #expect(answer.status == 200)
        #expect(try vectors(answer).map(\.count) == [768, 768])
        #expect(try vectors(answer).allSatisfy { abs($0.length - 1) < 1e-4 })
        let usage = try answer.json()["usage"] as? [String: Int]
        #expect(usage == ["prompt_tokens": 4, "total_tokens": 4])
    }

    @Test func `unasked, they are as wide as the model makes them`() async throws {
        let answer = try await answer(to: #""input": "a""#)
        #expect(try vectors(answer).first?.count == 1_536)
    }

    @Test(arguments: [0, 1_537])
    func `a width that cannot be is refused`(dimensions: Int) async throws {
        let answer = try await answer(to: #""input": "a", "dimensions": \#(dimensions)"#)
        #expect(answer.status == 400)
    }

    @Test func `base64 holds the same numbers as little-endian floats`() async throws {
        let plain = try await answer(to: #""input": "a hill", "dimensions": 64"#)
        let fields = #""input": "a hill", "dimensions": 64, "encoding_format": "base64""#
        let encoded = try await answer(to: fields)
        let data = try encoded.json()["data"] as? [[String: any Sendable]]
        let text = data?.first?["embedding"] as? String ?? ""
        let bytes = [UInt8](try #require(Data(base64Encoded: text)))
        let numbers = stride(from: 0, to: bytes.count, by: 4).map { start in
            let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
            return Float(bitPattern: pattern)
        }
        #expect(numbers == (try vectors(plain).first ?? []).map(Float.init))
    }

    @Test func `entries may come in any order, each with its index`() async throws {
        let answer = try await answer(to: #""input": ["a", "b"]"#) {
            $0.faults = try FaultScript(parsing: "embeddings=reversed")
        }
        let data = try answer.json()["data"] as? [[String: any Sendable]]
        #expect(data?.compactMap { $0["index"] as? Int } == [1, 0])
    }

    @Test(arguments: [nil, "Bearer ", "sk-test"])
    func `without a key nobody comes in`(key: String?) async throws {
        let answer = try await answer(to: #""input": "a""#, key: key)
        #expect(answer.status == 401)
    }

    @Test func `a wrong key is refused and not repeated`() async throws {
        let answer = try await answer(to: #""input": "a""#) { $0.keys = ["sk-right"] }
        #expect(answer.status == 401)
        #expect(try code(answer) == "invalid_api_key")
        #expect(!answer.text.contains("sk-test"))
    }

    @Test(arguments: [#""input": """#, #""input": ["a", ""]"#, #""input": []"#, #""input": 7"#])
    func `an empty text is refused, and so is none`(fields: String) async throws {
        let answer = try await answer(to: fields)
        #expect(answer.status == 400)
    }

    @Test func `2,048 texts are taken and one more is not`() async throws {
        #expect(try await answer(to: inputs(2_048)).status == 200)
        let refused = try await answer(to: inputs(2_049))
        #expect(refused.status == 400)
        #expect(try code(refused) == "array_above_max_length")
    }

    @Test func `a text of 8,192 tokens is taken and one of one more is not`() async throws {
        let text = String(repeating: "a ", count: 8_192)
        #expect(try await answer(to: inputs(1, of: text)).status == 200)
        let refused = try await answer(to: inputs(1, of: text + "a"))
        #expect(refused.status == 400)
        #expect(refused.text.contains("maximum context length is 8192 tokens"))
    }

    @Test func `a request of as many tokens as may be is taken, and one of more is not`()
        async throws
    {
        #expect(OpenAILimits().tokensPerRequestMax == 300_000)
        #expect(
            try await answer(to: inputs(30)) { $0.limits.tokensPerRequestMax = 30 }.status == 200
        )
        let refused = try await answer(to: inputs(31)) { $0.limits.tokensPerRequestMax = 30 }
        #expect(refused.status == 400)
        #expect(try code(refused) == "max_tokens_per_request")
    }

    @Test func `an unknown model is not found`() async throws {
        let answer = try await answer(to: #""input": "a""#, model: "none")
        #expect(answer.status == 404)
        #expect(try code(answer) == "model_not_found")
    }

    @Test func `what is left of the minute stands in the headers`() async throws {
        let answer = try await answer(to: #""input": "a b c""#) {
            $0.limits.requestsPerMinute = 3
            $0.limits.tokensPerMinute = 60
        }
        #expect(answer.headers.first(name: "x-ratelimit-limit-requests") == "3")
        #expect(answer.headers.first(name: "x-ratelimit-remaining-requests") == "2")
        #expect(answer.headers.first(name: "x-ratelimit-limit-tokens") == "60")
        #expect(answer.headers.first(name: "x-ratelimit-reset-tokens") != nil)
    }

    @Test func `a minute that is spent says how long to wait`() async throws {
        let answer = try await answer(to: #""input": "a b c""#) { $0.limits.tokensPerMinute = 2 }
        #expect(answer.status == 429)
        #expect(try code(answer) == "rate_limit_exceeded")
        #expect(answer.headers.first(name: "retry-after-ms") == "30000")
        #expect(answer.headers.first(name: "retry-after") == "30")
    }

    @Test func `an account that is spent says so`() async throws {
        let answer = try await answer(to: #""input": "a""#) {
            $0.faults = try FaultScript(parsing: "embeddings=quota")
        }
        #expect(answer.status == 429)
        #expect(try code(answer) == "insufficient_quota")
        #expect(answer.headers.first(name: "retry-after") == nil)
    }

    @Test(arguments: [401, 403, 404, 500, 503])
    func `a status can be scripted`(status: Int) async throws {
        let answer = try await answer(to: #""input": "a""#) {
            $0.faults = try FaultScript(parsing: "embeddings=status:\(status)")
        }
        #expect(answer.status == status)
        #expect(try answer.json()["error"] is [String: any Sendable])
    }
}
