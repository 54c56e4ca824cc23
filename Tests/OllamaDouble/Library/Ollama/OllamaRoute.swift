internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// A path of Ollama's API, and who answers it.
struct OllamaRoute {
    typealias Handler = (OllamaHost) -> (OllamaCall) async throws -> Void
    /// Puts a call of OpenAI's API into the words of Ollama's own.
    typealias Translate = (inout OllamaCall) throws -> Void

    let point: FaultPoint
    let method: HTTPMethod
    private let handler: Handler
    private let translate: Translate?

    /// nil: there is no such path.
    init?(_ path: String) {
        switch path {
        case "/api/embed": self.init(.embed, .POST, OllamaHost.embed)
        case "/api/embeddings": self.init(.embeddings, .POST, OllamaHost.embeddings)
        case "/api/chat": self.init(.chat, .POST, OllamaHost.chat)
        case "/api/generate": self.init(.generate, .POST, OllamaHost.generate)
        case "/api/ps": self.init(.ps, .GET, OllamaHost.ps)
        case "/api/tags": self.init(.tags, .GET, OllamaHost.tags)
        case "/api/show": self.init(.show, .POST, OllamaHost.show)
        case "/api/version": self.init(.version, .GET, OllamaHost.version)
        case "/v1/embeddings": self.init(.embed, .POST, OllamaHost.embed, Self.vectors)
        case "/v1/chat/completions": self.init(.chat, .POST, OllamaHost.chat, Self.chat)
        case "/v1/models": self.init(.tags, .GET, OllamaHost.tags, Self.list)
        case let path where path.hasPrefix(Self.modelPrefix):
            self.init(.show, .GET, OllamaHost.show, Self.model)
        default: return nil
        }
    }

    private init(
        _ point: FaultPoint,
        _ method: HTTPMethod,
        _ handler: @escaping Handler,
        _ translate: Translate? = nil
    ) {
        self.point = point
        self.method = method
        self.handler = handler
        self.translate = translate
    }

    /// Of what goes wrong before a call is translated.
    var wording: any AnswerWording {
        translate == nil ? OllamaWording() : TranslatedModelList()
    }

    func handle(_ call: OllamaCall, _ host: OllamaHost) async throws {
        var call = call
        try translate?(&call)
        try await handler(host)(call)
    }
}

// Translations.
extension OllamaRoute {
    private static let modelPrefix = "/v1/models/"

    private static func vectors(_ call: inout OllamaCall) throws {
        let wording = try TranslatedVectors(.decoded(from: call.body))
        call.body = wording.request.bytes
        call.wording = wording
    }

    private static func chat(_ call: inout OllamaCall) throws {
        let body = try JSONValue.decoded(from: call.body)
        call.body = try ChatTranslation(body).request().bytes
        call.wording = TranslatedChat(body, number: call.id.number)
    }

    private static func list(_ call: inout OllamaCall) {
        call.wording = TranslatedModelList()
    }

    private static func model(_ call: inout OllamaCall) {
        let path = call.exchange.request.path.dropFirst(modelPrefix.count)
        let name = path.removingPercentEncoding ?? String(path)
        call.body = JSONValue.object(["name": .string(name)]).bytes
        call.wording = TranslatedModel(name: name)
    }
}

extension JSONValue {
    fileprivate var bytes: ByteBuffer {
        var text = JSONText()
        write(to: &text)
        return text.bytes
    }
}
