import HTTPTypes
import Hummingbird
import NIOCore

/// Which path is answered by whom.
struct Routes {
    private let router = Router(context: FrontContext.self)
    /// The methods that each path takes.
    private var methods: [String: [HTTPRequest.Method]] = [:]

    init(_ surroundings: Surroundings) {
        router.add(middleware: CrossOrigin())
        router.add(middleware: RefusalWriter(logger: surroundings.logger))
        router.add(
            middleware: Doorkeeper(
                token: surroundings.settings.token,
                address: surroundings.settings.address
            )
        )
        addOllama(surroundings)
        addOpenAI(surroundings)
        addJobs(surroundings)
        refuseOtherMethods()
    }

    func responder() -> RouterResponder<FrontContext> { router.buildResponder() }

    private mutating func addOllama(_ surroundings: Surroundings) {
        let models = OllamaModels(surroundings: surroundings)
        let vectors = OllamaVectors(surroundings: surroundings)
        let chat = OllamaChat(surroundings: surroundings)
        add(.get, "/") { _, _ in .text("Ollama is running") }
        add(.get, "/api/version") { _, _ in await models.version() }
        add(.get, "/api/tags") { _, _ in await models.tags() }
        add(.get, "/api/ps") { _, _ in await models.residents() }
        add(.post, "/api/show") { request, _ in try await models.show(request) }
        add(.post, "/api/embed", vectors.embed)
        add(.post, "/api/embeddings", vectors.single)
        add(.post, "/api/chat", chat.chat)
        add(.post, "/api/generate", chat.generate)
    }

    private mutating func addOpenAI(_ surroundings: Surroundings) {
        let models = OpenAIModels(surroundings: surroundings)
        add(.get, "/v1/models") { _, _ in await models.list() }
        add(.get, "/v1/models/**") { _, context in try await models.model(context) }
        add(.post, "/v1/embeddings", OpenAIVectors(surroundings: surroundings).embed)
        add(.post, "/v1/chat/completions", OpenAIChat(surroundings: surroundings).complete)
    }

    private mutating func addJobs(_ surroundings: Surroundings) {
        let jobs = JobRoutes(surroundings: surroundings)
        add(.post, "/jobs") { request, _ in try await jobs.submit(request) }
        add(.get, "/jobs/:id") { _, context in try await jobs.job(context) }
        add(.delete, "/jobs/:id") { _, context in try await jobs.cancel(context) }
        add(.get, "/jobs/:id/events", jobs.events)
    }

    /// Where something can be got, its head can be.
    private mutating func add(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping @Sendable (Request, FrontContext) async throws -> Response
    ) {
        methods[path, default: []].append(method)
        router.on(RouterPath(path), method: method, use: handler)
        guard method == .get, !path.hasSuffix("/events") else { return }
        methods[path, default: []].append(.head)
        router.on(RouterPath(path), method: .head) { request, context in
            try await handler(request, context).createHeadResponse()
        }
    }

    private func refuseOtherMethods() {
        for (path, taken) in methods {
            let allowed = taken.map(\.rawValue).joined(separator: ", ")
            for method in Self.known where !taken.contains(method) {
                router.on(RouterPath(path), method: method) { request, _ -> Response in
                    throw Refusal(
                        .noMethod(allowed: allowed),
                        "\(request.uri.path) takes \(allowed), not \(method.rawValue)."
                    )
                }
            }
        }
    }

    private static let known: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]
}

extension Response {
    fileprivate static func text(_ text: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: MediaTypes.text],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
