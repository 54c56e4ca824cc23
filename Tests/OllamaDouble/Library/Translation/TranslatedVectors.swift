/// `POST /v1/embeddings`.
struct TranslatedVectors: TranslatedWording {
    /// The body of `/api/embed` that asks for the same.
    let request: JSONValue
    private let model: String
    private let isBase64: Bool

    init(_ body: JSONValue) throws(APIError) {
        let encoding = body["encoding_format"]?.text ?? ""
        guard ["", "float", "base64"].contains(encoding.lowercased()) else {
            throw APIError(
                400,
                "Invalid value for 'encoding_format' = \(encoding). "
                    + "Supported values: ['float', 'base64']."
            )
        }
        isBase64 = encoding.lowercased() == "base64"
        model = body["model"]?.text ?? ""
        var input = body["input"] ?? .null
        if input == .string("") { input = .array([input]) }
        guard input != .null, input != .array([]) else { throw APIError(400, "invalid input") }
        request = .object([
            "model": .string(model), "input": input,
            "dimensions": body["dimensions"] ?? .number(0),
        ])
    }

    func translation(of answer: JSONValue) -> JSONText {
        let vectors = answer["embeddings"]?.elements ?? []
        let tokens = Int(answer["prompt_eval_count"]?.number ?? 0)
        return .object {
            $0.field("object", "list")
            $0.field("data") { json in
                json.array(vectors.enumerated()) { json, entry in
                    json.object {
                        $0.field("object", "embedding")
                        $0.field("embedding") { write(entry.element, to: &$0) }
                        $0.field("index", entry.offset)
                    }
                }
            }
            $0.field("model", model)
            $0.field("usage") { $0.usage(prompt: tokens, completion: nil) }
        }
    }

    private func write(_ vector: JSONValue, to json: inout JSONText) {
        let numbers = (vector.elements ?? []).map { Float($0.number ?? 0) }
        if isBase64 { json.string(numbers.base64) } else { json.vector(numbers) }
    }
}
