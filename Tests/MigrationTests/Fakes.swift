import Knowledge
import Migration
import Spaces
import Synchronization

/// An embedder whose answers a test decides.
final class ScriptedEmbedder: Embedder {
    typealias Script =
        @Sendable (_ call: Int, _ texts: [String]) async throws(EmbedderError) -> [[Float]]

    let identity: SpaceIdentity
    let textsPerCallMax: Int
    private let script: Mutex<Script>
    private let calls = Mutex<[[String]]>([])

    init(
        _ identity: SpaceIdentity = Fixtures.new,
        textsPerCallMax: Int = 32,
        script: @escaping Script = { _, texts in texts.map(Fixtures.vector(for:)) }
    ) {
        self.identity = identity
        self.textsPerCallMax = textsPerCallMax
        self.script = Mutex(script)
    }

    /// The texts of each call so far.
    var asked: [[String]] { calls.withLock(\.self) }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        let call = calls.withLock { calls in
            calls.append(texts)
            return calls.count
        }
        let script = script.withLock(\.self)
        return try await script(call, texts)
    }
}

/// Never answers; ends when its task is cancelled, and says so.
func hang(until cancelled: Signal? = nil) async throws(EmbedderError) -> [[Float]] {
    let (stream, _) = AsyncStream.makeStream(of: Void.self)
    for await _ in stream {}
    cancelled?.fire()
    throw EmbedderError(.cancelled, "the request was cancelled")
}

/// Something that happens once, and may be waited for.
final class Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func fire() { continuation.finish() }

    func wait() async {
        for await _ in stream {}
    }
}

/// The sequences that a subscriber heard.
final class Heard: Sendable {
    private let state = Mutex<[Int64]>([])

    var sequences: [Int64] { state.withLock(\.self) }

    func append(_ sequence: Int64) { state.withLock { $0.append(sequence) } }
}

final class FakeCatalog: EmbedderCatalog {
    private let embedders: Mutex<[any Embedder]>
    private let prices = Mutex<[SpaceIdentity: Int64]>([:])

    init(_ embedders: [any Embedder]) {
        self.embedders = Mutex(embedders)
    }

    /// From now on a million tokens of `identity` cost `micros`.
    func price(_ identity: SpaceIdentity, at micros: Int64) {
        prices.withLock { $0[identity] = micros }
    }

    func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64 {
        prices.withLock { $0[identity] ?? 0 }
    }

    func add(_ embedder: any Embedder) {
        embedders.withLock { $0.append(embedder) }
    }

    func embedder(forTarget target: String) throws(EmbedderTargetError) -> any Embedder {
        try find(target) { $0.identity.target == target }
    }

    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder {
        try find(identity.target) { $0.identity == identity }
    }

    private func find(
        _ name: String,
        _ isIt: (any Embedder) -> Bool
    ) throws(EmbedderTargetError) -> any Embedder {
        guard let found = embedders.withLock({ $0.first(where: isIt) }) else {
            throw EmbedderTargetError(.notConfigured, "no provider claims \(name)")
        }
        return found
    }
}

/// The write path as far as a migration knows it; writes down what it was told.
final class FakeRouting: WriteRouting {
    enum Call: Sendable, Hashable {
        case turn(SpaceID, straggling: Duration)
        case turnBack
        case publish(Epoch)
    }

    private struct State {
        var calls: [Call] = []
        var fault: String?
        var stragglers: (@Sendable () async -> Void)?
        var refusedPublications = 0
    }

    private let state = Mutex(State())

    /// Runs `write` while the route turns: what began under the old route commits then.
    func straggle(_ write: @escaping @Sendable () async -> Void) {
        state.withLock { $0.stragglers = write }
    }

    var calls: [Call] { state.withLock(\.calls) }

    func fail(_ reason: String?) {
        state.withLock { $0.fault = reason }
    }

    func turn(to space: Space, straggling: Duration) async {
        let stragglers = state.withLock { state in
            state.calls.append(.turn(space.id, straggling: straggling))
            defer { state.stragglers = nil }
            return state.stragglers
        }
        await stragglers?()
    }

    func turnBack() async {
        state.withLock { state in
            state.calls.append(.turnBack)
            state.fault = nil
        }
    }

    func publish(_ profile: ActiveProfile) -> Bool {
        state.withLock { state in
            state.calls.append(.publish(profile.epoch))
            guard state.refusedPublications > 0 else { return true }
            state.refusedPublications -= 1
            return false
        }
    }

    /// The next `count` publications fail.
    func refusePublications(_ count: Int) {
        state.withLock { $0.refusedPublications = count }
    }

    func newEmbedderFault() -> String? { state.withLock(\.fault) }

    func longestHold() -> Duration { .milliseconds(7) }
}

final class FakeIndexes: IndexBuilding {
    enum Call: Sendable, Hashable {
        case prepare(SpaceID)
        case discard(SpaceID)
    }

    private struct State {
        var calls: [Call] = []
        var retained: Set<SpaceID> = []
    }

    /// An index was let go.
    let discarded = Signal()
    private let state = Mutex(State())
    private let retainedSpaces: AsyncStream<Set<SpaceID>>
    private let retentions: AsyncStream<Set<SpaceID>>.Continuation

    init() {
        (retainedSpaces, retentions) = AsyncStream.makeStream()
    }

    var calls: [Call] { state.withLock(\.calls) }
    var retained: Set<SpaceID> { state.withLock(\.retained) }

    func prepare(_ space: Space) async throws(StoreError) {
        state.withLock { $0.calls.append(.prepare(space.id)) }
    }

    func discard(_ space: SpaceID) {
        state.withLock { $0.calls.append(.discard(space)) }
        discarded.fire()
    }

    func retain(_ space: Space) async throws(StoreError) {
        change { $0.insert(space.id) }
    }

    func release(_ space: SpaceID) {
        change { $0.remove(space) }
    }

    private func change(_ body: (inout Set<SpaceID>) -> Void) {
        state.withLock { state in
            body(&state.retained)
            retentions.yield(state.retained)
        }
    }

    /// Returns once exactly `spaces` are retained; to be called by one at a time.
    func retained(_ spaces: Set<SpaceID>) async {
        if retained == spaces { return }
        for await retained in retainedSpaces where retained == spaces { return }
    }
}
