import Channels
import Hummingbird
import JSONText

/// `/api/embed`, and the route for one text that was there before it.
struct OllamaVectors {
    let surroundings: Surroundings

    func embed(_ request: Request, _ context: FrontContext) async throws -> Response {
        let body = try await surroundings.bodies.object(of: request)
        let model = try body.model()
        let dimensions = try body.whole(at: "dimensions") ?? 0
        let ask = VectorAsk(
            model: model,
            texts: try body.texts(),
            dimensions: dimensions > 0 ? dimensions : nil,
            truncates: try body.flag(at: "truncate") ?? true
        )
        // With nothing to embed Ollama loads the model; here it is loaded.
        guard !ask.texts.isEmpty else {
            try await surroundings.require(embedder: model)
            return .json(.object(["model": .string(model), "embeddings": .array([])]))
        }
        let stopwatch = Stopwatch(surroundings.clock)
        let answer = try await surroundings.embed(ask, for: context)
        return .json(Self.text(answer, model: model, took: stopwatch.elapsed()))
    }

    func single(_ request: Request, _ context: FrontContext) async throws -> Response {
        let body = try await surroundings.bodies.object(of: request)
        let model = try body.model()
        let prompt = try body.text(at: "prompt") ?? ""
        guard !prompt.isEmpty else {
            try await surroundings.require(embedder: model)
            return .json(.object(["embedding": .array([])]))
        }
        let ask = VectorAsk(model: model, texts: [prompt], dimensions: nil, truncates: true)
        let answer = try await surroundings.embed(ask, for: context)
        var bytes = Array(#"{"embedding":"#.utf8)
        FloatText.append(answer.vectors.first ?? [], to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return .json(bytes)
    }

    private static func text(
        _ answer: EmbedAnswer,
        model: String,
        took time: Duration
    ) -> [UInt8] {
        var bytes = Array(#"{"model":\#(JSONValue.string(model)),"embeddings":["#.utf8)
        for (index, vector) in answer.vectors.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            FloatText.append(vector, to: &bytes)
        }
        let nanoseconds =
            time.components.seconds * 1_000_000_000
            + time.components.attoseconds / 1_000_000_000
        let counts =
            #"],"total_duration":\#(nanoseconds),"prompt_eval_count":\#(answer.tokensTotal)}"#
        return bytes + counts.utf8
    }
}

extension JSONObject {
    /// A text or a list of them; an empty text is none.
    fileprivate func texts() throws(Refusal) -> [String] {
        switch given("input") {
        case nil: return []
        case .string(let text): return text.isEmpty ? [] : [text]
        case .array(let values):
            let texts = values.compactMap(\.string)
            if texts.count == values.count { return texts }
        default: break
        }
        throw Refusal(.invalid, "invalid input type", field: "input")
    }
}
