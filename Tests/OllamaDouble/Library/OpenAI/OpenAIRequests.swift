internal import Foundation
internal import NIOCore

/// `POST /v1/embeddings`.
struct OpenAIEmbeddingsRequest: Decodable {
    enum Encoding: String {
        case float
        case base64
    }

    let model: String
    let input: [String]
    let dimensions: Int?
    let encoding: Encoding

    private enum CodingKeys: String, CodingKey {
        case model, input, dimensions
        case encoding = "encoding_format"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decodeIfPresent(String.self, forKey: .model) ?? ""
        input = try Self.texts(fields.decodeIfPresent(JSONValue.self, forKey: .input))
        dimensions = try fields.decodeIfPresent(Int.self, forKey: .dimensions)
        let name = try fields.decodeIfPresent(String.self, forKey: .encoding) ?? "float"
        guard let encoding = Encoding(rawValue: name) else {
            throw OpenAIError(
                status: 400,
                message: "Invalid value: '\(name)'. Supported values are: 'float' and 'base64'.",
                parameter: "encoding_format",
                code: "invalid_value"
            )
        }
        self.encoding = encoding
    }

    /// No text may be empty, and there has to be one.
    private static func texts(_ input: JSONValue?) throws -> [String] {
        let values = input?.elements ?? (input.map { [$0] } ?? [])
        let texts = values.compactMap(\.text)
        guard !values.isEmpty, texts.count == values.count, !texts.contains("") else {
            throw OpenAIError.invalidInput
        }
        return texts
    }
}

/// `POST /v1/chat/completions`.
struct OpenAIChatRequest: Decodable {
    let model: String
    let streams: Bool
    let wish: ReplyWish
    let includesUsage: Bool

    private struct Message: Decodable {
        let role: String
        let content: JSONValue?

        /// A text, or the texts among the parts.
        var text: String {
            let parts = content?.elements?.compactMap { $0["text"]?.text }.joined(separator: "\n")
            return content?.text ?? parts ?? ""
        }
    }

    private enum CodingKeys: String, CodingKey {
        case model, messages, stream, tools
        case format = "response_format"
        case tokensMax = "max_tokens"
        case completionTokensMax = "max_completion_tokens"
        case streamOptions = "stream_options"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decodeIfPresent(String.self, forKey: .model) ?? ""
        streams = try fields.decodeIfPresent(Bool.self, forKey: .stream) ?? false
        let options = try fields.decodeIfPresent(JSONValue.self, forKey: .streamOptions)
        includesUsage = options?["include_usage"] == .bool(true)
        let messages = try fields.decodeIfPresent([Message].self, forKey: .messages) ?? []
        let format = try fields.decodeIfPresent(JSONValue.self, forKey: .format)
        let old = try fields.decodeIfPresent(Int.self, forKey: .tokensMax)
        wish = ReplyWish(
            messages: messages.map { ChatMessage(role: $0.role, content: $0.text) },
            tools: try fields.decodeIfPresent([JSONValue].self, forKey: .tools) ?? [],
            format: Self.format(format),
            tokensMax: try fields.decodeIfPresent(Int.self, forKey: .completionTokensMax) ?? old
        )
        guard !messages.isEmpty else {
            throw OpenAIError(
                status: 400,
                message: "Missing required parameter: 'messages'.",
                parameter: "messages",
                code: "missing_required_parameter"
            )
        }
    }

    private static func format(_ format: JSONValue?) -> JSONValue? {
        switch format?["type"]?.text {
        case "json_object": .string("json")
        case "json_schema": format?["json_schema"]?["schema"]
        default: nil
        }
    }
}

extension OpenAIError {
    /// - Throws: `OpenAIError`.
    static func decoding<Request: Decodable>(
        _ type: Request.Type,
        from body: ByteBuffer
    ) throws -> Request {
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as OpenAIError {
            throw error
        } catch {
            throw OpenAIError(
                status: 400,
                message: "We could not parse the JSON body of your request."
            )
        }
    }
}
