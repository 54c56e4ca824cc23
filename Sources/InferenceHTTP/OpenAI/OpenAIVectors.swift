import Channels
import Foundation
import Hummingbird
import JSONText

/// Vectors as OpenAI's API gives them.
struct OpenAIVectors {
    let surroundings: Surroundings

    fileprivate enum Encoding: String {
        case float
        case base64
    }

    func embed(_ request: Request, _ context: FrontContext) async throws -> Response {
        let body = try await surroundings.bodies.object(of: request)
        let encoding = try body.encoding()
        let ask = VectorAsk(
            model: try body.model(),
            texts: try body.texts(),
            dimensions: try body.dimensions(),
            truncates: true
        )
        let answer = try await surroundings.embed(ask, for: context)
        return .json(Self.text(answer, model: ask.model, encoding))
    }

    private static func text(
        _ answer: EmbedAnswer,
        model: String,
        _ encoding: Encoding
    ) -> [UInt8] {
        var bytes = Array(#"{"object":"list","data":["#.utf8)
        for (index, vector) in answer.vectors.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += #"{"object":"embedding","embedding":"#.utf8
            switch encoding {
            case .float: FloatText.append(vector, to: &bytes)
            case .base64: append(base64Of: vector, to: &bytes)
            }
            bytes += #","index":\#(index)}"#.utf8
        }
        let usage =
            #"{"prompt_tokens":\#(answer.tokensTotal),"total_tokens":\#(answer.tokensTotal)}"#
        return bytes + #"],"model":\#(JSONValue.string(model)),"usage":\#(usage)}"#.utf8
    }

    /// 32-bit floats, little-endian, one after the other.
    private static func append(base64Of vector: [Float], to bytes: inout [UInt8]) {
        let patterns = vector.map(\.bitPattern.littleEndian)
        bytes.append(UInt8(ascii: "\""))
        bytes += patterns.withUnsafeBytes { Data($0) }.base64EncodedData()
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONObject {
    fileprivate func encoding() throws(Refusal) -> OpenAIVectors.Encoding {
        guard let name = try text(at: "encoding_format"), !name.isEmpty else { return .float }
        guard let encoding = OpenAIVectors.Encoding(rawValue: name.lowercased()) else {
            throw Refusal(
                .invalid,
                "Invalid value for 'encoding_format' = \(name). "
                    + "Supported values: ['float', 'base64'].",
                field: "encoding_format"
            )
        }
        return encoding
    }

    fileprivate func dimensions() throws(Refusal) -> Int? {
        guard let dimensions = try whole(at: "dimensions") else { return nil }
        guard dimensions > 0 else {
            throw Refusal(
                .invalid,
                "\"dimensions\" is \(dimensions); it has to be at least 1.",
                field: "dimensions"
            )
        }
        return dimensions
    }

    /// A text or a list of them, at least one and none of them empty.
    fileprivate func texts() throws(Refusal) -> [String] {
        let values: [JSONValue] =
            switch given("input") {
            case .array(let values)?: values
            case let value?: [value]
            case nil: []
            }
        let texts = values.compactMap(\.string)
        guard texts.count == values.count else { throw Self.refusalOfInput(values) }
        guard !texts.isEmpty, texts.allSatisfy({ !$0.isEmpty }) else {
            throw Refusal(
                .invalid,
                "\"input\" has to be a text or a list of them, and none may be empty.",
                field: "input"
            )
        }
        return texts
    }

    private static func refusalOfInput(_ values: [JSONValue]) -> Refusal {
        let areTokens = values.allSatisfy { value in
            value.int != nil || value.array?.allSatisfy { $0.int != nil } == true
        }
        return Refusal(
            areTokens ? .unsupported : .invalid,
            areTokens
                ? "Tokens cannot be embedded here, for each model has its own; send texts."
                : "\"input\" has to be a text or a list of texts.",
            field: "input"
        )
    }
}
