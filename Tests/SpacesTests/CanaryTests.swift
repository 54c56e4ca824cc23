import Spaces
import Synchronization
import Testing

/// Canaries of models whose noise is known: 1e-4, of which nothing may come.
@Suite struct `Canaries` {
    private static let noise = 1e-4
    private static let models: [any Embedder] = [HashedWords(), RandomDense()]

    /// A canary set as a provider of this noise would give it, and what the model means.
    private func noisySet(
        of embedder: any Embedder,
        using generator: inout SeededGenerator
    ) async throws -> (set: CanarySet, vectors: [[Float]]) {
        let exact = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: embedder,
            unixMs: 0
        )
        let canaries = exact.canaries.map {
            CanarySet.Canary(
                text: $0.text,
                values: $0.values.moved(by: Self.noise, using: &generator)
            )
        }
        let set = CanarySet(canaries: canaries, jitter: 2 * Self.noise, atUnixMs: 0)
        return (set, exact.canaries.map(\.values))
    }

    @Test(arguments: models)
    func `noise of 1e-4 never trips in 1,000 runs, not even where no jitter was seen`(
        embedder: any Embedder
    ) async throws {
        var generator = SeededGenerator(seed: 1)
        var (set, vectors) = try await noisySet(of: embedder, using: &generator)
        set = CanarySet(canaries: set.canaries, jitter: 0, atUnixMs: 0)
        // Of each of the two models half of the runs.
        for seed in UInt64(1)...500 {
            var generator = SeededGenerator(seed: seed)
            let answers = vectors.map { $0.moved(by: Self.noise, using: &generator) }
            let verdict = CanaryCheck.verdict(of: set, given: answers)
            #expect(verdict.isSame, "seed \(seed): \(verdict.sentence)")
            // What is in proportion to each component moves a text by 1e-8: a few runs will do.
            guard seed.isMultiple(of: 10) else { continue }
            let scaled = vectors.map { $0.moved(componentsBy: 1e-4, using: &generator) }
            let scaledVerdict = CanaryCheck.verdict(of: set, given: scaled)
            #expect(scaledVerdict.isSame, "seed \(seed): \(scaledVerdict.sentence)")
        }
    }

    @Test(arguments: models)
    func `one negated axis always trips, whichever it is`(embedder: any Embedder) async throws {
        var generator = SeededGenerator(seed: 2)
        let (set, vectors) = try await noisySet(of: embedder, using: &generator)
        let noisy = vectors.map { $0.moved(by: Self.noise, using: &generator) }
        for axis in 0..<embedder.identity.dimensions {
            var answers = noisy
            for index in answers.indices { answers[index][axis].negate() }
            #expect(!CanaryCheck.verdict(of: set, given: answers).isSame, "axis \(axis)")
        }
    }

    @Test(arguments: 1...20)
    func `two axes that changed places always trip`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let (set, vectors) = try await noisySet(of: RandomDense(), using: &generator)
        let one = Int.random(in: 0..<192, using: &generator)
        let other = Int.random(in: 192..<384, using: &generator)
        var answers = vectors.map { $0.moved(by: Self.noise, using: &generator) }
        for index in answers.indices { answers[index].swapAt(one, other) }
        #expect(!CanaryCheck.verdict(of: set, given: answers).isSame)
    }

    static let others: [(what: String, embedder: any Embedder)] = [
        ("other dimensions", HashedWords(dimensions: 511)),
        ("another hash seed", HashedWords(seed: 2)),
        ("other n-grams", HashedWords(gramSizes: 3...4)),
        ("other feature weights", HashedWords(gramWeight: 0.8)),
        ("permuted axes", ChangedEmbedder(embedder: HashedWords()) { $0.reversed() }),
        (
            "one axis negated",
            ChangedEmbedder(embedder: HashedWords()) { [-$0[0]] + $0.dropFirst() }
        ),
    ]

    @Test(arguments: others)
    func `a different space always trips, under noise of 1e-4`(
        what: String,
        embedder: any Embedder
    ) async throws {
        let other = try await embedder.embed(CanaryTexts.builtIn, as: .document)
        for seed in UInt64(1)...20 {
            var generator = SeededGenerator(seed: seed)
            let (set, _) = try await noisySet(of: HashedWords(), using: &generator)
            let answers = other.map { $0.moved(by: Self.noise, using: &generator) }
            #expect(!CanaryCheck.verdict(of: set, given: answers).isSame)
        }
    }

    @Test func `where a negated axis moves no text by more than noise, its agreement tells`()
        async throws
    {
        let embedder = RandomDense(dimensions: 8_192)
        let set = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: embedder,
            unixMs: 0
        )
        let changed = ChangedEmbedder(embedder: embedder) { [-$0[0]] + $0.dropFirst() }
        let verdict = try await CanaryCheck.verdict(of: set, with: changed)
        guard case .drifted(.axis(0, let agreement, _)) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(agreement < -0.999)
    }

    @Test func `large jitter widens what a text may move, and no axis is judged by its noise`()
        async throws
    {
        var generator = SeededGenerator(seed: 3)
        let exact = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: RandomDense(),
            unixMs: 0
        )
        let set = CanarySet(canaries: exact.canaries, jitter: 0.01, atUnixMs: 0)
        for distance in [0.01, 0.039] {
            let answers = exact.canaries.map { $0.values.moved(by: distance, using: &generator) }
            #expect(CanaryCheck.verdict(of: set, given: answers).isSame)
        }
        let answers = exact.canaries.map { $0.values.moved(by: 0.041, using: &generator) }
        guard
            case .drifted(.text(_, let distance, 0.04)) = CanaryCheck.verdict(
                of: set,
                given: answers
            )
        else {
            Issue.record("a text may move by four times the jitter, and no more")
            return
        }
        #expect(abs(distance - 0.041) < 1e-5)
    }

    @Test(arguments: [(0.000_999, true), (0.001_001, false)])
    func `without jitter a text may move by a thousandth`(distance: Double, isSame: Bool) {
        let canary = CanarySet.Canary(text: "one", values: [1, 0])
        let set = CanarySet(canaries: [canary], jitter: 0, atUnixMs: 0)
        let cosine = 1 - Float(distance)
        let moved = [cosine, (1 - cosine * cosine).squareRoot()]
        #expect(CanaryCheck.verdict(of: set, given: [moved]).isSame == isSame)
    }
}

@Suite struct `Making canaries` {
    /// Answers a text otherwise each time it is asked, and writes down the calls.
    private final class Restless: Embedder {
        let identity = SpaceIdentity(provider: "test", model: "restless", dimensions: 2)
        let textsPerCallMax = 4
        let step: Double
        let calls = Mutex<[[String]]>([])

        init(step: Double) {
            self.step = step
        }

        func embed(
            _ texts: [String],
            as role: EmbeddingRole
        ) async throws(EmbedderError) -> [[Float]] {
            let earlier = calls.withLock { calls in
                defer { calls.append(texts) }
                return calls.joined().filter { $0 == texts.first }.count
            }
            // 1 - cosine of an angle is, near enough, half of its square.
            let angle = Float((2 * step).squareRoot()) * Float(earlier)
            let cosine = 1 - angle * angle / 2
            return texts.map { _ in [cosine, (1 - cosine * cosine).squareRoot()] }
        }
    }

    private static let texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]

    @Test func `asks for every text three times, in other company each time`() async throws {
        let embedder = Restless(step: 0)
        let set = try await CanaryCheck.make(texts: Self.texts, with: embedder, unixMs: 7)
        #expect(
            embedder.calls.withLock(\.self) == [
                ["a", "b", "c", "d"], ["e", "f", "g", "h"], ["i"],
                ["i", "h"], ["g", "f"], ["e", "d"], ["c", "b"], ["a"],
            ] + Self.texts.map { [$0] }
        )
        #expect(set.canaries.map(\.text) == Self.texts)
        #expect(set.jitter < 1e-12)
        #expect(set.atUnixMs == 7)
    }

    @Test func `measures how far answers for one text lie apart`() async throws {
        let embedder = Restless(step: 1e-3)
        let set = try await CanaryCheck.make(texts: ["a"], with: embedder, unixMs: 0)
        // From the first answer to the third: twice the angle.
        #expect(abs(set.jitter - 4e-3) < 1e-5)
    }

    @Test(arguments: [(0.0124, false), (0.0126, true)])
    func `refuses a model that does not answer the same to the same`(
        step: Double,
        isRefused: Bool
    ) async throws {
        do throws(EmbedderError) {
            _ = try await CanaryCheck.make(
                texts: ["a"],
                with: Restless(step: step),
                unixMs: 0
            )
            #expect(!isRefused)
        } catch {
            #expect(isRefused)
            #expect(error.code == .invalidAnswer)
            #expect(error.message.contains("0.05 is the most"))
        }
    }

    @Test func `an answer that cannot be vectors of the space is no drift, and no canary`()
        async throws
    {
        let set = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: HashedWords(),
            unixMs: 0
        )
        let zeros = ChangedEmbedder(embedder: HashedWords()) { $0.map { _ in 0 } }
        let error = await #expect(throws: EmbedderError.self) {
            try await CanaryCheck.verdict(of: set, with: zeros)
        }
        #expect(error?.code == .invalidAnswer)
        #expect(error?.message.contains("it is all zeros") == true)
        await #expect(throws: EmbedderError.self) {
            try await CanaryCheck.make(texts: ["a"], with: zeros, unixMs: 0)
        }
    }

    @Test func `sentences tell the numbers and what to do`() {
        #expect(
            CanaryVerdict.same(distance: 0.000_123_456).sentence
                == "The canary texts are where they were: none moved by more than 0.000123."
        )
        let drift = CanaryVerdict.drifted(
            .text("a crab\nin the sand", distance: 0.25, allowed: 0.001)
        )
        #expect(drift.sentence.contains("\"a crab\" moved by 0.25, and noise explains 0.001;"))
        let dimensions = CanaryVerdict.drifted(.dimensions(511, expected: 512))
        #expect(dimensions.sentence.contains("it has 511 dimensions, and the space 512;"))
        let axis = CanaryVerdict.drifted(.axis(3, agreement: -1, least: 0.5))
        #expect(axis.sentence.contains("axis 3 agrees by -1.0 with what it was, and 0.5 is"))
    }

    @Test func `the built-in texts are many, different, and short enough for every model`() {
        let texts = CanaryTexts.builtIn
        #expect(texts.count == 31)
        #expect(Set(texts).count == texts.count)
        for text in texts { #expect(text.utf8.count <= CanaryTexts.bytesMax) }
    }
}
