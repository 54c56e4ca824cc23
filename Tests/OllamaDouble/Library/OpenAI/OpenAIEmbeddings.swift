internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// `/v1/embeddings`.
extension OpenAIHost {
    func embeddings(_ call: OpenAICall) async throws {
        let request = try OpenAIError.decoding(
            OpenAIEmbeddingsRequest.self,
            from: call.exchange.request.body
        )
        let model = try model(request.model)
        let dimensions = try dimensions(request, model)
        let tokens = try tokens(of: request.input)
        try spend(tokens: tokens, on: request.model)
        let cost = model.cost
        try await clock.pause(
            cost.request + cost.item * request.input.count + cost.token * tokens
        )
        var entries = request.input.enumerated().map { index, text in
            (index, vector(of: text, model, dimensions, call.fault))
        }
        switch call.fault {
        case .count(let wrong): entries = Array(entries.prefix(wrong))
        case .reversed: entries.reverse()
        default: break
        }
        let bytes = entries.count * dimensions * 12
        let answer = JSONText.object(capacity: 256 + bytes) {
            $0.field("object", "list")
            $0.field("data") { json in
                json.array(entries) { json, entry in
                    json.object { $0.entry(entry, request.encoding, call.fault) }
                }
            }
            $0.field("model", request.model)
            $0.field("usage") { $0.usage(prompt: tokens, completion: nil) }
        }
        try await call.exchange.answer(.ok, answer.bytes, headers: rateHeaders())
    }

    private func vector(
        of text: String,
        _ model: ModelProfile,
        _ dimensions: Int,
        _ fault: Fault?
    ) -> [Float] {
        switch fault {
        case .zero: return Array(repeating: 0, count: dimensions)
        case .nan: return Array(repeating: .nan, count: dimensions)
        case .dimensions(let wrong):
            return vectors.vector(of: text, blob: model.blob, dimensions: wrong)
        default:
            return vectors.vector(of: text, blob: model.blob, dimensions: model.dimensions)
                .cut(to: dimensions)
        }
    }

    private func dimensions(
        _ request: OpenAIEmbeddingsRequest,
        _ model: ModelProfile
    ) throws(OpenAIError) -> Int {
        guard let wanted = request.dimensions else { return model.dimensions }
        guard model.capabilities.contains(OpenAIConfiguration.dimensionsCapability) else {
            throw OpenAIError(
                status: 400,
                message: "This model does not support specifying dimensions."
            )
        }
        guard (1...model.dimensions).contains(wanted) else {
            throw OpenAIError(
                status: 400,
                message: "Invalid value for 'dimensions' = \(wanted). Must be less than or equal "
                    + "to \(model.dimensions).",
                parameter: "dimensions"
            )
        }
        return wanted
    }

    /// Of all texts, if there are not too many of them, in one or in all.
    private func tokens(of texts: [String]) throws(OpenAIError) -> Int {
        let limits = configuration.limits
        guard texts.count <= limits.inputsMax else {
            throw .tooManyInputs(texts.count, max: limits.inputsMax)
        }
        let counts = texts.map { TextTokens($0).count }
        if let longest = counts.max(), longest > limits.tokensPerInputMax {
            throw .inputTooLong(longest, max: limits.tokensPerInputMax)
        }
        let sum = counts.reduce(0, +)
        guard sum <= limits.tokensPerRequestMax else {
            throw .requestTooLong(sum, max: limits.tokensPerRequestMax)
        }
        return sum
    }
}

extension JSONText {
    fileprivate mutating func entry(
        _ entry: (index: Int, vector: [Float]),
        _ encoding: OpenAIEmbeddingsRequest.Encoding,
        _ fault: Fault?
    ) {
        field("object", "embedding")
        field("index", entry.index)
        field("embedding") { json in
            switch encoding {
            case _ where fault == .nulls: json.nulls(entry.vector.count)
            case .float: json.vector(entry.vector)
            case .base64: json.string(entry.vector.base64)
            }
        }
    }

    mutating func usage(prompt: Int, completion: Int?) {
        object {
            $0.field("prompt_tokens", prompt)
            if let completion { $0.field("completion_tokens", completion) }
            $0.field("total_tokens", prompt + (completion ?? 0))
        }
    }
}

extension [Float] {
    /// Little-endian float32, a quarter of the digits' bytes.
    var base64: String {
        var bytes = Data(capacity: count * 4)
        for number in self {
            Swift.withUnsafeBytes(of: number.bitPattern.littleEndian) {
                bytes.append(contentsOf: $0)
            }
        }
        return bytes.base64EncodedString()
    }
}
