import Knowledge
import Spaces
import Synchronization
import Waiting

@testable import Memory

/// Bags of words as vectors, and whatever else a test makes of a call.
final class FakeEmbedder: Embedder {
    typealias Answer = @Sendable ([String], EmbeddingRole) async throws(EmbedderError) -> [[Float]]

    struct Call: Sendable, Equatable {
        let texts: [String]
        let role: EmbeddingRole
    }

    let identity: SpaceIdentity
    let textsPerCallMax: Int
    private let context: Mutex<Int?> = Mutex(nil)

    private let answer: Mutex<Answer?> = Mutex(nil)
    private let made = Mutex<[Call]>([])

    init(_ model: String, dimensions: Int = 16, textsPerCallMax: Int = 4) {
        identity = SpaceIdentity(provider: "fake", model: model, dimensions: dimensions)
        self.textsPerCallMax = textsPerCallMax
    }

    var calls: [Call] { made.withLock { $0 } }
    /// The texts of all calls as documents, in their order.
    var documents: [String] { calls.filter { $0.role == .document }.flatMap(\.texts) }

    /// From now on calls are answered by `answer`; nil: by bags of words.
    func answers(_ answer: Answer?) {
        self.answer.withLock { $0 = answer }
    }

    func fails(_ code: EmbedderError.Code = .unavailable, _ message: String = "It is down.") {
        answers { _, _ throws(EmbedderError) in throw EmbedderError(code, message) }
    }

    func refuses(_ text: String) {
        answers { [weak self] texts, _ throws(EmbedderError) in
            if let position = texts.firstIndex(of: text) {
                throw EmbedderError(.textRefused(position: position), "It is \(text).")
            }
            return texts.map { self?.bag($0) ?? [] }
        }
    }

    var contextTokensMax: Int? { context.withLock { $0 } }

    /// One word is one token.
    func tokens(of text: String) -> Int { Words(of: text).reduce(0) { count, _ in count + 1 } }

    func takes(tokens: Int?) {
        context.withLock { $0 = tokens }
    }

    /// Calls hang until their task is cancelled.
    func hangs() {
        answers { _, _ throws(EmbedderError) in
            _ = await OneShot<Void>().value()
            throw EmbedderError(.cancelled, "It was cancelled.")
        }
    }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        made.withLock { $0.append(Call(texts: texts, role: role)) }
        guard let answer = answer.withLock({ $0 }) else { return texts.map(bag) }
        return try await answer(texts, role)
    }

    func bag(_ text: String) -> [Float] {
        var values = [Float](repeating: 0, count: identity.dimensions)
        for word in Words(of: text) {
            var hash = Fingerprint()
            hash.combine(identity.model)
            hash.combine(word.lowercased())
            values[Int(hash.low % UInt64(identity.dimensions))] += 1
        }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if length == 0 {
            values[0] = 1
            return values
        }
        return values.map { $0 / length }
    }
}

struct FakeCatalog: EmbedderCatalog {
    let embedders: [FakeEmbedder]

    func embedder(forTarget target: String) throws(EmbedderTargetError) -> any Embedder {
        guard let embedder = embedders.first(where: { $0.identity.target == target }) else {
            throw EmbedderTargetError(.notConfigured, "There is no \(target).")
        }
        return embedder
    }

    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder {
        guard let embedder = embedders.first(where: { $0.identity == identity }) else {
            throw EmbedderTargetError(.notConfigured, "There is no \(identity.target).")
        }
        return embedder
    }
}
