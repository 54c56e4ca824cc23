import Channels
import Foundation
import JSONText
import Testing

@Suite struct OpenAIVectorsTests {
    private func ask(_ body: String, of front: Front = Front()) async throws -> HTTPAnswer {
        try await front.serving { try await $0.ask("POST", "/v1/embeddings", body) }
    }

    @Test func `vectors come as numbers`() async throws {
        let front = Front()
        let answer = try await ask(
            #"{"model":"embeddinggemma","input":["a","bc"],"dimensions":2}"#,
            of: front
        )
        #expect(
            answer.body == """
                {"object":"list","data":[\
                {"object":"embedding","embedding":[0.6,-0.8],"index":0},\
                {"object":"embedding","embedding":[0.6,-0.8],"index":1}],\
                "model":"embeddinggemma","usage":{"prompt_tokens":3,"total_tokens":3}}
                """
        )
        #expect(front.embeds.asks.map(\.target) == ["ollama:embeddinggemma"])
        #expect(front.embeds.asks.map(\.dimensions) == [2])
    }

    @Test func `vectors come as base64 of little-endian floats`() async throws {
        let answer = try await ask(
            #"{"model":"embeddinggemma","input":"a","encoding_format":"base64"}"#
        )
        let text = try answer.json()["data"]?.array?.first?["embedding"]?.string
        let bytes = text.flatMap { Data(base64Encoded: $0) }
        #expect(bytes == Data([0x9a, 0x99, 0x19, 0x3f, 0xcd, 0xcc, 0x4c, 0xbf]))
    }

    @Test(arguments: [
        (#""input":[1,2]"#, "input"), (#""input":[[1],[2]]"#, "input"), (#""input":"""#, "input"),
        (#""input":["a",""]"#, "input"), (#""input":[]"#, "input"), (#""input":{}"#, "input"),
        (#""input":"a","encoding_format":"int8""#, "encoding_format"),
        (#""input":"a","dimensions":0"#, "dimensions"),
    ])
    func `what is wrong names its field`(fields: String, field: String) async throws {
        let answer = try await ask(#"{"model":"embeddinggemma",\#(fields)}"#)
        #expect(answer.status == 400)
        let error = try answer.json()["error"]
        #expect(error?["type"] == .string("invalid_request_error"))
        #expect(error?["param"] == .string(field))
        #expect(error?["code"] == .null)
        #expect(error?["message"]?.string?.isEmpty == false)
    }

    @Test func `an unknown model and a full channel are told in OpenAI's words`() async throws {
        var front = Front()
        front.embeds = FakeEmbeds { _ throws(ChannelError) in
            throw ChannelError(.notFound, "No such embedder.")
        }
        let unknown = try await ask(#"{"model":"none","input":"a"}"#, of: front)
        #expect(unknown.status == 404)
        #expect(
            unknown.body == #"""
                {"error":{"message":"model \"none\" not found, try pulling it first",\#
                "type":"not_found_error","param":"model","code":"model_not_found"}}
                """#
        )
        front.embeds = FakeEmbeds { _ throws(ChannelError) in
            throw ChannelError(.full, "Too much waits.", retryAfter: .milliseconds(300))
        }
        let full = try await ask(#"{"model":"none","input":"a"}"#, of: front)
        #expect(full.status == 429)
        #expect(full.headers["retry-after"] == "1")
        #expect(try full.json()["error"]?["code"] == .string("rate_limit_exceeded"))
    }
}
