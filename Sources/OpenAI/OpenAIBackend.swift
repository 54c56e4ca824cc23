package import Channels
package import Curl
package import Spaces
internal import Synchronization

/// One model of a provider that speaks OpenAI's API, to embed with.
///
/// What the provider's limits make of one request stays in here: it is cut by their counts, halved
/// where the provider still finds too many tokens, and waits for the provider's rate. The API has
/// no way to have a text cut: one that is too long is refused, whatever the request allows.
package struct OpenAIBackend: EmbedBackend {
    package let settings: OpenAISettings
    private let client: CurlClient
    private let time: OpenAITime
    private let state = Shared()

    package init(_ settings: OpenAISettings, client: CurlClient, time: OpenAITime) {
        self.settings = settings
        self.client = client
        self.time = time
    }

    package var textsPerRequestMax: Int { settings.limits.textsPerRequestMax }
    package var tokensPerRequestMax: Int? { settings.limits.tokensPerRequestMax }

    package func embed(_ request: EmbedRequest) async throws(EmbedderError) -> EmbedReply {
        if let position = request.texts.firstIndex(where: \.isEmpty) {
            throw EmbedderError(
                .textRefused(position: position),
                "The text at \(position) is empty, and \(settings.model) takes none: leave it out."
            )
        }
        var reply = PartedReply()
        var waiting = Array(
            RequestParts.parts(of: request.texts, limits: settings.limits).reversed()
        )
        while let part = waiting.popLast() {
            do throws(EmbedderError) {
                switch try await ask(for: part, dimensions: request.dimensions) {
                case .vectors(let answer): reply.append(answer)
                case .halves(let first, let second): waiting += [second, first]
                }
            } catch {
                throw reply.completed(error, partStart: part.startIndex)
            }
        }
        return reply.whole
    }
}

// One request.
extension OpenAIBackend {
    private enum PartAnswer {
        case vectors(VectorsAnswer)
        case halves(ArraySlice<String>, ArraySlice<String>)
    }

    private func ask(
        for texts: ArraySlice<String>,
        dimensions: Int?
    ) async throws(EmbedderError) -> PartAnswer {
        var body = VectorsBody(model: settings.model, texts: texts, dimensions: dimensions)
        body.asksForBase64 = state.asksForBase64
        let answer = try await send(body)
        if answer.status == 200 { return .vectors(try read(answer, texts: texts.count)) }
        switch refusal(answer, texts: texts.count) {
        case .error(let error):
            throw error
        case .noBase64 where body.asksForBase64:
            state.stopAskingForBase64()
            return try await ask(for: texts, dimensions: dimensions)
        case .noBase64:
            throw EmbedderError(.denied, "\(place) refuses any format of vectors: see its manual.")
        case .tooManyTokens(let message):
            guard texts.count > 1 else {
                let words = "\(place) finds the text too long (“\(message)”): make it shorter."
                throw EmbedderError(.textRefused(position: 0), words)
            }
            let middle = texts.startIndex + texts.count / 2
            return .halves(texts[..<middle], texts[middle...])
        }
    }

    private func send(_ body: VectorsBody) async throws(EmbedderError) -> CurlAnswer {
        let cost = RatePacing.Cost(tokens: RequestParts.tokens(of: body.texts))
        let request = try request(body)
        try await waitForRate(cost)
        do throws(CurlError) {
            let answer = try await client.answer(to: request)
            state.end(cost, answer.headers, at: time.elapsed())
            return answer
        } catch {
            state.end(cost, nil, at: time.elapsed())
            throw EmbedderError(error, texts: body.texts.count)
        }
    }

    private func request(_ body: VectorsBody) throws(EmbedderError) -> CurlRequest {
        var headers = [CurlHeader("Content-Type", "application/json")]
        if let key = try settings.key.key() {
            headers.append(CurlHeader("Authorization", "Bearer \(key.reveal())", isSecret: true))
        }
        return CurlRequest(
            method: .post,
            url: settings.vectorsURL,
            headers: headers,
            body: body.bytes,
            limits: settings.limits.transfer
        )
    }

    private func waitForRate(_ cost: RatePacing.Cost) async throws(EmbedderError) {
        let start = time.elapsed()
        while let wait = state.begin(cost, at: time.elapsed()) {
            guard time.elapsed() - start + wait <= settings.limits.pacingWaitMax else {
                throw EmbedderError(
                    .unavailable,
                    "The rate of \(place) is used up: it is asked again when there is some.",
                    retryAfter: min(wait, settings.limits.retryAfterMax)
                )
            }
            do {
                try await time.sleep(wait)
            } catch {
                throw EmbedderError(.cancelled, "The request to \(place) was cancelled.")
            }
        }
    }

    private func read(
        _ answer: CurlAnswer,
        texts count: Int
    ) throws(EmbedderError) -> VectorsAnswer {
        do throws(VectorsAnswer.Fault) {
            return try VectorsAnswer(
                answer.body,
                texts: count,
                bytesMax: settings.limits.answerBytesMax
            )
        } catch {
            throw EmbedderError(
                .invalidAnswer,
                "\(place) gave no vectors that can be read (\(error.what)): see what answers there."
            )
        }
    }

    private func refusal(_ answer: CurlAnswer, texts count: Int) -> Refusal {
        let retryAfter = RetryDelay.of(
            answer.headers,
            unixMilliseconds: time.unixMilliseconds(),
            max: settings.limits.retryAfterMax
        )
        return Refusal(
            status: answer.status,
            ProviderError(answer.body),
            texts: count,
            retryAfter: retryAfter
        )
    }

    private var place: String { "“\(settings.model)” of the provider" }
}

/// What the requests of one backend know of each other.
private final class Shared: Sendable {
    private let pacing = Mutex(RatePacing())
    private let base64 = Mutex(true)

    var asksForBase64: Bool { base64.withLock { $0 } }

    func stopAskingForBase64() {
        base64.withLock { $0 = false }
    }

    func begin(_ cost: RatePacing.Cost, at now: Duration) -> Duration? {
        pacing.withLock { $0.begin(cost, at: now) }
    }

    func end(_ cost: RatePacing.Cost, _ headers: CurlHeaders?, at now: Duration) {
        pacing.withLock { $0.end(cost, headers, at: now) }
    }
}
