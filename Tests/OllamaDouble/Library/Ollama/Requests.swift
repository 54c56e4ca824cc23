internal import Foundation
internal import NIOCore

/// `POST /api/embed`.
struct EmbedRequest: Decodable {
    let model: String
    let input: [String]
    let truncate: Bool
    let dimensions: Int
    let keepAlive: KeepAlive?
    let options: RequestOptions

    private enum CodingKeys: String, CodingKey {
        case model, input, truncate, dimensions, options
        case keepAlive = "keep_alive"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decodeIfPresent(String.self, forKey: .model) ?? ""
        input = try Self.texts(fields.decodeIfPresent(JSONValue.self, forKey: .input))
        truncate = try fields.decodeIfPresent(Bool.self, forKey: .truncate) ?? true
        dimensions = try fields.decodeIfPresent(Int.self, forKey: .dimensions) ?? 0
        keepAlive = try KeepAlive(field: .keepAlive, of: fields)
        options = try fields.decodeIfPresent(RequestOptions.self, forKey: .options) ?? .none
    }

    /// The empty string is no text; an empty string in a list is one.
    private static func texts(_ input: JSONValue?) throws -> [String] {
        switch input {
        case nil, .null: return []
        case .string(let text): return text.isEmpty ? [] : [text]
        case .array(let values):
            return try values.map { value in
                guard let text = value.text else { throw APIError.invalidInput }
                return text
            }
        default: throw APIError.invalidInput
        }
    }
}

/// `POST /api/embeddings`, as it was before `/api/embed`.
struct EmbeddingsRequest: Decodable {
    let model: String
    let prompt: String
    let keepAlive: KeepAlive?
    let options: RequestOptions

    private enum CodingKeys: String, CodingKey {
        case model, prompt, options
        case keepAlive = "keep_alive"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decodeIfPresent(String.self, forKey: .model) ?? ""
        prompt = try fields.decodeIfPresent(String.self, forKey: .prompt) ?? ""
        keepAlive = try KeepAlive(field: .keepAlive, of: fields)
        options = try fields.decodeIfPresent(RequestOptions.self, forKey: .options) ?? .none
    }
}

/// `POST /api/chat` and `POST /api/generate`, whose fields differ in what is asked only.
struct ReplyRequest: Decodable {
    private struct Message: Decodable {
        let role: String?
        let content: String?
    }

    let model: String
    let messages: [ChatMessage]
    let prompt: String
    let streams: Bool
    let format: JSONValue?
    let tools: [JSONValue]
    /// nil: as the model likes.
    let thinks: Bool?
    let keepAlive: KeepAlive?
    let options: RequestOptions

    private enum CodingKeys: String, CodingKey {
        case model, messages, prompt, stream, format, tools, think, options
        case keepAlive = "keep_alive"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decodeIfPresent(String.self, forKey: .model) ?? ""
        messages = (try fields.decodeIfPresent([Message].self, forKey: .messages) ?? []).map {
            ChatMessage(role: $0.role ?? "", content: $0.content ?? "")
        }
        prompt = try fields.decodeIfPresent(String.self, forKey: .prompt) ?? ""
        streams = try fields.decodeIfPresent(Bool.self, forKey: .stream) ?? true
        format = try fields.decodeIfPresent(JSONValue.self, forKey: .format)
        tools = try fields.decodeIfPresent([JSONValue].self, forKey: .tools) ?? []
        thinks = try Self.thinks(fields.decodeIfPresent(JSONValue.self, forKey: .think))
        keepAlive = try KeepAlive(field: .keepAlive, of: fields)
        options = try fields.decodeIfPresent(RequestOptions.self, forKey: .options) ?? .none
    }

    private static func thinks(_ value: JSONValue?) throws -> Bool? {
        switch value {
        case nil, .null: return nil
        case .bool(let thinks): return thinks
        case .string("high"), .string("medium"), .string("low"), .string("max"): return true
        default:
            throw APIError(
                400,
                "think must be a boolean or string (\"high\", \"medium\", \"low\", \"max\", true, "
                    + "or false)"
            )
        }
    }
}

/// What `options` holds that makes a difference here.
struct RequestOptions: Decodable {
    static let none = RequestOptions()

    var context: Int?
    var batch: Int?
    var gpuLayers: Int?
    var mainGPU: Int?
    var usesMemoryMap: Bool?
    var threads: Int?
    var predictedTokensMax: Int?

    private enum CodingKeys: String, CodingKey {
        case context = "num_ctx"
        case batch = "num_batch"
        case gpuLayers = "num_gpu"
        case mainGPU = "main_gpu"
        case usesMemoryMap = "use_mmap"
        case threads = "num_thread"
        case predictedTokensMax = "num_predict"
    }
}

extension RequestOptions {
    /// An embedder takes a whole text in one batch of up to this many tokens.
    private static let embedderBatch = 2_048
    private static let contextMin = 4

    func launch(_ model: ModelProfile, defaultContext: Int) -> LaunchOptions {
        let context = min(max(Self.contextMin, self.context ?? defaultContext), model.context)
        let isEmbedder = model.kind == .embedder
        return LaunchOptions(
            context: context,
            hasAutomaticContext: self.context == nil,
            batch: batch ?? (isEmbedder ? min(Self.embedderBatch, context) : 512),
            hasAutomaticBatch: batch == nil && !isEmbedder,
            gpuLayers: gpuLayers ?? -1,
            mainGPU: mainGPU,
            usesMemoryMap: usesMemoryMap,
            threads: threads ?? 0
        )
    }
}

extension KeepAlive {
    /// nil: the field is not there, or null.
    fileprivate init?<Key: CodingKey>(
        field: Key,
        of fields: KeyedDecodingContainer<Key>
    ) throws {
        switch try fields.decodeIfPresent(JSONValue.self, forKey: field) {
        case nil, .null: return nil
        case .number(let seconds): self.init(seconds: seconds)
        case .string(let text):
            do {
                try self.init(text: text)
            } catch {
                throw APIError(400, error.message)
            }
        case .bool: throw APIError(400, "Unsupported type: 'bool'")
        case .array: throw APIError(400, "Unsupported type: '[]interface {}'")
        case .object: throw APIError(400, "Unsupported type: 'map[string]interface {}'")
        }
    }
}

extension Decodable {
    /// - Throws: `APIError`, as Ollama words it.
    static func decoded(from body: ByteBuffer) throws -> Self {
        guard body.readableBytes > 0 else { throw APIError.missingBody }
        do {
            return try JSONDecoder().decode(Self.self, from: Data(body.readableBytesView))
        } catch let error as APIError {
            throw error
        } catch DecodingError.typeMismatch(let type, let context) {
            let field = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw APIError(400, "json: cannot unmarshal field \(field) into \(type)")
        } catch {
            throw APIError(400, "invalid character in request body")
        }
    }
}
