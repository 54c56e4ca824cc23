import NIOCore
import Testing

@testable import OllamaDouble

/// Which options a model is launched with.
@Suite struct RequestOptionsTests {
    private let embedder = ModelProfile(name: "embedder", kind: .embedder, context: 32_768)
    private let chat = ModelProfile(name: "chat", kind: .chat, context: 8_192)

    private func launch(_ model: ModelProfile, _ options: String) throws -> LaunchOptions {
        let body = ByteBuffer(string: #"{"options": \#(options)}"#)
        let request = try EmbedRequest.decoded(from: body)
        return request.options.launch(model, defaultContext: 4_096)
    }

    @Test func `unasked, the context is the host's`() throws {
        let options = try launch(chat, "{}")
        #expect(options.context == 4_096)
        #expect(options.hasAutomaticContext)
        #expect(options.batch == 512)
    }

    @Test func `nobody gets more context than the model was trained with`() throws {
        #expect(try launch(chat, #"{"num_ctx": 8192}"#).context == 8_192)
        #expect(try launch(chat, #"{"num_ctx": 8193}"#).context == 8_192)
    }

    @Test func `an embedder's batch is 2,048 tokens, whatever its context`() throws {
        #expect(try launch(embedder, #"{"num_ctx": 32768}"#).batch == 2_048)
        #expect(try launch(embedder, #"{"num_ctx": 100}"#).batch == 100)
        #expect(try launch(embedder, #"{"num_batch": 7}"#).batch == 7)
    }

    @Test func `what only steers the answer launches nothing else`() throws {
        let plain = try launch(chat, "null")
        #expect(plain.serves(try launch(chat, #"{"temperature": 0, "num_predict": 5, "seed": 1}"#)))
        #expect(!plain.serves(try launch(chat, #"{"num_thread": 2}"#)))
    }
}
