/// The texts of a request as the model takes them: cut, counted, and wrong if a fault says so.
struct EmbeddedTexts {
    let dimensions: Int
    /// Of all texts, after they were cut.
    let tokens: Int
    let count: Int
    private let texts: [String]
    private let blob: String
    private let native: Int
    private let isTooLong: Bool
    private let fault: Fault?

    init(_ request: EmbedRequest, _ model: ModelProfile, _ grant: Grant, _ fault: Fault?) {
        self.init(
            request.input,
            truncate: request.truncate,
            dimensions: request.dimensions,
            model,
            grant,
            fault
        )
    }

    init(_ request: EmbeddingsRequest, _ model: ModelProfile, _ grant: Grant, _ fault: Fault?) {
        let texts = request.prompt.isEmpty ? [] : [request.prompt]
        self.init(texts, truncate: true, dimensions: 0, model, grant, fault)
    }

    private init(
        _ inputs: [String],
        truncate: Bool,
        dimensions: Int,
        _ model: ModelProfile,
        _ grant: Grant,
        _ fault: Fault?
    ) {
        // ollama#14259: a batch cuts as the context does, and says as little.
        var limit = min(grant.options.context, grant.options.batch)
        if case .truncate(let tokens)? = fault { limit = min(limit, tokens) }
        let room = max(0, limit - TextTokens.specials)
        let all = inputs.map(TextTokens.init)
        isTooLong = !truncate && all.contains { $0.count > room }
        texts = all.map { $0.prefix(room) }
        tokens = all.reduce(0) { $0 + min($1.count, room) + TextTokens.specials }
        count = inputs.count
        native = model.dimensions
        self.dimensions = dimensions > 0 ? min(dimensions, model.dimensions) : model.dimensions
        blob = model.blob
        self.fault = fault
    }

    /// Errors come when all texts have been worked at, and fail them all.
    func check(version: VersionProfile) throws(APIError) {
        if isTooLong { throw version.inputTooLong }
        if fault == .nan { throw version.notANumber }
    }

    func vectors(from source: VectorSource) -> [[Float]] {
        var vectors = texts.map { text in
            source.vector(of: text, blob: blob, dimensions: native).cut(to: dimensions)
        }
        switch fault {
        case .zero: vectors = vectors.map { $0.map { _ in 0 } }
        case .dimensions(let wrong):
            vectors = texts.map { source.vector(of: $0, blob: blob, dimensions: wrong) }
        case .count(let wrong):
            let last = vectors.last ?? []
            vectors = (0..<wrong).map { $0 < vectors.count ? vectors[$0] : last }
        default: break
        }
        return vectors
    }
}
