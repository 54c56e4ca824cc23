package import Channels
internal import JSONText
package import Spaces

/// One model of an Ollama server, to embed with.
///
/// Its requests say no keep_alive: a request that does can wake a model that is being thrown out,
/// and then every load hangs (ollama#17408); and all say the same options, for others would load
/// the model anew.
package struct OllamaBackend: EmbedBackend {
    package let model: String
    private let connection: OllamaConnection
    private let options: OllamaOptions?

    /// Ollama itself has no bound.
    ///
    /// Its runner takes one text after the other, so that a long request
    /// only keeps the others waiting.
    package static let textsPerRequestMax = 512

    init(_ model: String, options: OllamaOptions?, connection: OllamaConnection) {
        self.model = model
        self.options = options
        self.connection = connection
    }

    package var textsPerRequestMax: Int { Self.textsPerRequestMax }

    package var tokensPerRequestMax: Int? { nil }

    package func embed(_ request: EmbedRequest) async throws(EmbedderError) -> EmbedReply {
        guard !request.texts.isEmpty else { return EmbedReply(vectors: []) }
        let bytes: [UInt8]
        do throws(OllamaFailure) {
            bytes = try await connection.answer(to: call(for: request))
        } catch {
            throw error.embedderError(ofTexts: request.texts.count)
        }
        return try reply(bytes, toTexts: request.texts.count)
    }

    private func call(for request: EmbedRequest) -> OllamaCall {
        var body = RequestBody(model: model)
        body["input"] = .array(request.texts.map { .string($0) })
        body["truncate"] = .bool(request.truncates)
        body["dimensions"] = request.dimensions.map { .int($0) }
        body.set(options)
        return OllamaCall(
            path: "/api/embed",
            model: model,
            body: body.bytes,
            timeout: connection.limits.embedTimeout
        )
    }

    private func reply(
        _ bytes: [UInt8],
        toTexts count: Int
    ) throws(EmbedderError) -> EmbedReply {
        let answer: EmbedAnswer
        do throws(JSONError) {
            answer = try EmbedAnswer(bytes)
        } catch {
            throw EmbedderError(
                .invalidAnswer,
                "The answer of \"\(model)\" at \(connection.settings.address) holds no vectors "
                    + "that can be read (\(error.message)) See Ollama's log."
            )
        }
        guard answer.vectors.count == count else {
            throw EmbedderError(
                .invalidAnswer,
                "\"\(model)\" at \(connection.settings.address) answered \(count) texts with "
                    + "\(answer.vectors.count) vectors: see Ollama's log."
            )
        }
        return EmbedReply(
            vectors: answer.vectors,
            tokens: answer.tokens,
            loadTime: answer.loadTime
        )
    }
}

extension OllamaFailure {
    /// - Parameter count: of the texts that the request had.
    func embedderError(ofTexts count: Int) -> EmbedderError {
        let code: EmbedderError.Code =
            switch kind {
            case .unreachable, .busy, .outOfMemory, .failed: .unavailable
            case .timedOut: .timedOut
            case .unknownModel, .unable, .denied: .denied
            case .cancelled: .cancelled
            case .tooLong, .refused: count == 1 ? .textRefused(position: 0) : .batchRefused
            case .notANumber: count == 1 ? .invalidAnswer : .batchRefused
            }
        return EmbedderError(code, message, retryAfter: retryAfter)
    }
}
