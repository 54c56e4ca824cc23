internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Answers OpenAI's API: what `/v1/embeddings` and `/v1/chat/completions` check and cost.
final class OpenAIHost: Sendable {
    private struct Core {
        var catalog: ModelCatalog
        var requests: RateBudget
        var tokens: RateBudget
    }

    let configuration: OpenAIConfiguration
    let vectors: VectorSource
    let clock: HostClock
    let record: DoubleRecord
    private let core: Mutex<Core>

    init(configuration: OpenAIConfiguration, clock: HostClock) {
        self.configuration = configuration
        self.clock = clock
        vectors = VectorSource(mode: configuration.vectors)
        record = DoubleRecord(
            clock: clock,
            faults: configuration.faults,
            eventsMax: configuration.eventsMax,
            bodyBytesMax: configuration.bodyBytesMax
        )
        core = Mutex(
            Core(
                catalog: ModelCatalog(models: configuration.models),
                requests: RateBudget(perMinute: configuration.limits.requestsPerMinute),
                tokens: RateBudget(perMinute: configuration.limits.tokensPerMinute)
            )
        )
    }

    var models: [ModelProfile] { core.withLock { $0.catalog.models } }

    func model(_ name: String) throws(OpenAIError) -> ModelProfile {
        let model = core.withLock { $0.catalog.model(named: name) }
        guard let model else { throw .unknown(name) }
        return model
    }

    func change(_ patch: ModelPatch) {
        core.withLock { $0.catalog.apply(patch) }
    }

    /// Lets a request in, if its key is known.
    func admit(_ headers: HTTPHeaders) throws(OpenAIError) {
        let prefix = "Bearer "
        guard let value = headers.first(name: "authorization"), value.hasPrefix(prefix),
            value.count > prefix.count
        else { throw .noKey }
        let key = String(value.dropFirst(prefix.count))
        guard configuration.keys.isEmpty || configuration.keys.contains(key) else {
            throw .wrongKey
        }
    }

    /// Takes a request and its tokens from the minute's budgets.
    func spend(tokens: Int, on model: String) throws(OpenAIError) {
        let now = clock.now
        let refusal = core.withLock { core -> OpenAIError? in
            if let wait = core.requests.take(1, at: now) {
                return .rateLimited("requests", of: model, wait: wait)
            }
            return core.tokens.take(tokens, at: now).map {
                .rateLimited("tokens", of: model, wait: $0)
            }
        }
        if let refusal { throw refusal }
    }

    /// What steers a client's rate before it hurts.
    func rateHeaders(wait: Duration? = nil) -> HTTPHeaders {
        let now = clock.now
        var headers = core.withLock { core in
            HTTPHeaders(Self.headers("requests", core.requests, at: now))
                .adding(Self.headers("tokens", core.tokens, at: now))
        }
        if let wait {
            headers.add(
                name: "retry-after-ms",
                value: "\(Int((wait / .milliseconds(1)).rounded(.up)))"
            )
            headers.add(name: "retry-after", value: "\(Int((wait / .seconds(1)).rounded(.up)))")
        }
        return headers
    }

    private static func headers(
        _ what: String,
        _ budget: RateBudget,
        at now: Duration
    ) -> [(String, String)] {
        [
            ("x-ratelimit-limit-\(what)", "\(budget.perMinute)"),
            ("x-ratelimit-remaining-\(what)", "\(budget.remaining(at: now))"),
            ("x-ratelimit-reset-\(what)", GoDuration.text(budget.reset(at: now))),
        ]
    }
}

extension HTTPHeaders {
    fileprivate func adding(_ others: [(String, String)]) -> HTTPHeaders {
        var headers = self
        headers.add(contentsOf: others)
        return headers
    }
}

extension OpenAIHost: DirectedDouble {
    struct State: Encodable {
        let isUp: Bool
        let requestsLeft: Int
        let tokensLeft: Int
    }

    func state(isUp: Bool) -> State {
        let now = clock.now
        return core.withLock { core in
            State(
                isUp: isUp,
                requestsLeft: core.requests.remaining(at: now),
                tokensLeft: core.tokens.remaining(at: now)
            )
        }
    }

    func perform(_ order: SidePort.Order, named name: String, _ doors: Doors) async throws {
        guard name == "models", let patch = order.model else {
            throw APIError(404, "There is no order “\(name)”.")
        }
        change(patch)
    }
}
