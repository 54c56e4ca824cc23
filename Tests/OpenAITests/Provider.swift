import Channels
import Curl
import JSONText
import OpenAI
import ScriptedHTTP
import Spaces
import Testing

/// What a provider answers: of each text a vector that begins with its bytes' count.
enum Provider {
    static func answer(to request: ServedRequest) -> String {
        let body = try? JSONReader.value(of: request.body)
        let dimensions = body?["dimensions"]?.int ?? 1
        let texts = texts(of: request)
        let items = texts.enumerated().reversed().map { index, text in
            let vector = [Float(text.utf8.count)] + Array(repeating: 0, count: dimensions - 1)
            return #"{"embedding":\#(vector),"index":\#(index)}"#
        }
        let tokens = texts.map(\.utf8.count).reduce(0, +)
        return #"{"data":[\#(items.joined(separator: ","))],"usage":{"prompt_tokens":\#(tokens)}}"#
    }

    static func texts(of request: ServedRequest) -> [String] {
        let body = try? JSONReader.value(of: request.body)
        return body?["input"]?.array?.compactMap(\.string) ?? []
    }
}

extension ServedConnection {
    func refuse(
        _ status: String,
        message: String,
        code: String = "",
        parameter: String = "",
        headers: [String] = []
    ) {
        let error: JSONObject = [
            "message": .string(message), "code": .string(code), "param": .string(parameter),
        ]
        let body = JSONValue.object(["error": .object(error)])
        answer(body.description, status: status, headers: headers)
    }
}

/// Runs `body` with a backend of a provider that answers by `script`.
func withBackend(
    _ script: @escaping ScriptedServer.Script,
    key: KeySource = .none,
    limits: OpenAILimits = OpenAILimits(),
    _ body: (OpenAIBackend) async throws -> Void
) async throws {
    try await ScriptedServer.run(script) { server in
        try await withClient { client in
            let settings = OpenAISettings(
                baseURL: server.url,
                model: "m",
                key: key,
                limits: limits
            )
            try await body(OpenAIBackend(settings, client: client, time: .machine))
        }
    }
}

func withClient(_ body: (CurlClient) async throws -> Void) async throws {
    let client = CurlClient()
    do {
        try await body(client)
    } catch {
        await client.close()
        throw error
    }
    await client.close()
}

extension OpenAIBackend {
    /// The error that the texts must end with.
    func error(of texts: [String]) async -> EmbedderError? {
        await #expect(throws: EmbedderError.self) { try await embed(EmbedRequest(texts)) }
    }
}

extension OpenAITime {
    static let machine = OpenAITime(ContinuousClock()) { 0 }
}
