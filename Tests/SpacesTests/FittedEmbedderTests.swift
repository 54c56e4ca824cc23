import Spaces
import Synchronization
import Testing

/// Counts words of at most four letters as tokens, and writes down what it was sent.
///
/// A text's vector says how many bytes of each parity it has, so that texts can be told apart.
private final class Bounded: Embedder {
    let identity: SpaceIdentity
    let textsPerCallMax: Int
    let contextTokensMax: Int?
    let refused: String?
    let calls = Mutex<[[String]]>([])
    let counted = Atomic(0)

    init(
        tokensMax: Int?,
        perCallMax: Int = 3,
        refused: String? = nil,
        documentPrefix: String = ""
    ) {
        contextTokensMax = tokensMax
        textsPerCallMax = perCallMax
        self.refused = refused
        identity = SpaceIdentity(
            provider: "test",
            model: "bounded",
            dimensions: 2,
            documentPrefix: documentPrefix
        )
    }

    var sent: [String] { calls.withLock { Array($0.joined()) } }

    func tokens(of text: String) -> Int {
        counted.add(1, ordering: .relaxed)
        return text.split(whereSeparator: \.isWhitespace).reduce(0) {
            $0 + ($1.unicodeScalars.count + 3) / 4
        }
    }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        try await embedding(of: texts, as: role).vectors
    }

    func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        calls.withLock { $0.append(texts) }
        if let refused, let position = texts.firstIndex(where: { $0.contains(refused) }) {
            throw EmbedderError(.textRefused(position: position), "not \(refused)")
        }
        return Embedding(vectors: texts.map(vector(of:)), tokens: texts.count)
    }

    func vector(of text: String) -> [Float] {
        let odd = Float(text.utf8.count { !$0.isMultiple(of: 2) })
        return [1 + odd, 1 + Float(text.utf8.count) - odd].normalised()
    }
}

@Suite struct `Texts longer than the model's bound` {
    static let odd = [
        "one two three four five six seven eight nine ten eleven twelve",
        String(repeating: "x", count: 400),
        String(repeating: "知识", count: 60) + " " + String(repeating: "ไทย", count: 30),
        String(repeating: "e\u{301}\u{323}", count: 150),
        String(repeating: "👨‍👩‍👧‍👦", count: 30),
        String(repeating: "🇩🇪🇫🇷", count: 40) + "\r\n" + String(repeating: "a b\u{a0}", count: 90),
        "a" + String(repeating: "\u{301}", count: 300),
        "   " + String(repeating: "word  \n", count: 80),
    ]

    @Test func `where there is no bound, texts pass straight through, uncounted`() async throws {
        let embedder = Bounded(tokensMax: nil)
        let texts = Self.odd
        let fitted = try await FittedEmbedder(embedder, policy: .reject).fitted(
            texts,
            as: .document
        )
        #expect(fitted.forms == texts.map { _ in .whole })
        #expect(fitted.vectors == texts.map(embedder.vector(of:)))
        #expect(fitted.tokens == texts.count)
        #expect(embedder.calls.withLock { $0.map(\.count) } == [3, 3, 2])
        #expect(embedder.sent == texts)
        #expect(embedder.counted.load(ordering: .relaxed) == 0)
    }

    @Test(arguments: OversizePolicy.allCases)
    func `a text at the bound goes out as it is, and one past it does not`(
        policy: OversizePolicy
    ) async throws {
        let embedder = Bounded(tokensMax: 4)
        let fitting = FittedEmbedder(embedder, policy: policy)
        let whole = try await fitting.fitted(["a b c d"], as: .document)
        #expect(whole.forms == [.whole])
        #expect(embedder.sent == ["a b c d"])
        let past = try? await fitting.fitted(["a b c d e"], as: .document)
        switch policy {
        case .reject: #expect(past == nil)
        case .truncate: #expect(past?.forms == [.truncated])
        case .split: #expect(past?.forms == [.split])
        }
    }

    @Test func `reject names the text, its tokens and the bound before anything is sent`()
        async throws
    {
        let embedder = Bounded(tokensMax: 4)
        let fitting = FittedEmbedder(embedder, policy: .reject)
        let error = await #expect(throws: EmbedderError.self) {
            try await fitting.fitted(["a", "a b c d e", "b"], as: .document)
        }
        #expect(error?.code == .textRefused(position: 1))
        #expect(
            error?.message == "The text has 5 tokens, and the model takes 4; shorten it, or let "
                + "the migration truncate or split long texts."
        )
        #expect(embedder.sent.isEmpty)
        #expect(fitting.contextTokensMax == 4)
    }

    @Test func `the space's prefix takes its part of the bound`() async throws {
        let embedder = Bounded(tokensMax: 4, documentPrefix: "doc: ")
        let fitting = FittedEmbedder(embedder, policy: .truncate)
        let document = try await fitting.fitted(["a b c d"], as: .document)
        #expect(document.forms == [.truncated])
        #expect(embedder.sent.map(embedder.tokens(of:)) == [3])
        let query = try await fitting.fitted(["a b c d"], as: .query)
        #expect(query.forms == [.whole])
    }

    @Test(arguments: odd, [1, 2, 7, 20])
    func `truncate sends a beginning within the bound, with whole characters`(
        text: String,
        tokensMax: Int
    ) async throws {
        let embedder = Bounded(tokensMax: tokensMax)
        let fitting = FittedEmbedder(embedder, policy: .truncate)
        let fitted = try await fitting.fitted([text], as: .document)
        let sent = try #require(embedder.sent.first)
        #expect(embedder.tokens(of: sent) <= tokensMax)
        #expect(!sent.isEmpty)
        #expect(text.utf8.starts(with: sent.utf8))
        #expect(fitted.forms == [sent == text ? .whole : .truncated])
        #expect(fitted.vectors == [embedder.vector(of: sent)])
    }

    @Test func `truncate cuts between words, and keeps what it can`() async throws {
        let embedder = Bounded(tokensMax: 10)
        let words = (0..<50).map { "w\($0)" }
        let fitting = FittedEmbedder(embedder, policy: .truncate)
        _ = try await fitting.fitted([words.joined(separator: " ")], as: .document)
        let sent = try #require(embedder.sent.first)
        #expect(sent.split(separator: " ").map(String.init) == Array(words.prefix(10)))
    }

    @Test(arguments: odd, [7, 20])
    func `split sends windows within the bound`(
        text: String,
        tokensMax: Int
    ) async throws {
        let embedder = Bounded(tokensMax: tokensMax)
        let fitting = FittedEmbedder(embedder, policy: .split)
        let fitted = try await fitting.fitted([text], as: .document)
        let windows = embedder.sent
        #expect(fitted.forms == [windows.count > 1 ? .split : .whole])
        #expect(embedder.calls.withLock { $0.allSatisfy { $0.count <= 3 } })
        #expect(windows.count <= 64)
        #expect(windows.allSatisfy { embedder.tokens(of: $0) <= tokensMax })
    }

    @Test func `each request that is answered is told`() async throws {
        let embedder = Bounded(tokensMax: 10, perCallMax: 2)
        let answers = Atomic(0)
        _ = try await FittedEmbedder(embedder, policy: .split).fitted(
            [String(repeating: "abc ", count: 50)],
            as: .document
        ) { answers.add(1, ordering: .relaxed) }
        let calls = embedder.calls.withLock(\.count)
        #expect(calls > 1 && answers.load(ordering: .relaxed) == calls)
    }

    @Test func `a failure behind requests that were answered says that they are paid`()
        async throws
    {
        let embedder = Bounded(tokensMax: nil, perCallMax: 1, refused: "lobster")
        let fitting = FittedEmbedder(embedder, policy: .reject)
        let first = await #expect(throws: EmbedderError.self) {
            try await fitting.fitted(["lobster", "crab"], as: .document)
        }
        #expect(first?.isPartlyPaid == false)
        let second = await #expect(throws: EmbedderError.self) {
            try await fitting.fitted(["crab", "lobster"], as: .document)
        }
        #expect(second?.isPartlyPaid == true)
    }

    @Test func `windows overlap by about a tenth`() async throws {
        let embedder = Bounded(tokensMax: 100)
        let words = (0..<1_000).map { "w\($0 % 10)" }
        let fitting = FittedEmbedder(embedder, policy: .split)
        _ = try await fitting.fitted([words.joined(separator: " ")], as: .document)
        let overlap = embedder.sent.map(embedder.tokens(of:)).reduce(0, +) - words.count
        #expect((60...110).contains(overlap))
    }

    @Test func `a split text's vector is the mean of its windows, weighted by their tokens`()
        async throws
    {
        let embedder = Bounded(tokensMax: 20)
        let text = String(repeating: "bbbb ", count: 30) + String(repeating: "aaaa ", count: 6)
        let fitting = FittedEmbedder(embedder, policy: .split)
        let fitted = try await fitting.fitted(["first", text, "last"], as: .document)
        #expect(fitted.forms == [.whole, .split, .whole])
        let windows = embedder.sent.dropFirst().dropLast()
        var mean: [Float] = [0, 0]
        for window in windows {
            let weight = Float(embedder.tokens(of: window))
            for (index, value) in embedder.vector(of: window).enumerated() {
                mean[index] += weight * value
            }
        }
        #expect(windows.count == 2)
        let vector = try #require(fitted.vectors.dropFirst().first)
        for (one, other) in zip(vector, mean.normalised()) { #expect(abs(one - other) < 1e-6) }
        #expect(fitted.vectors.first == embedder.vector(of: "first"))
        #expect(fitted.vectors.last == embedder.vector(of: "last"))
        #expect(fitted.tokens == 4)
    }

    @Test(arguments: [(577, true), (578, false)])
    func `a text of more than 64 windows is refused, and not one of 64`(
        words: Int,
        isTaken: Bool
    ) async throws {
        // Ten tokens a window, of which the next begins one earlier: 1 + 9 × 64 tokens.
        let embedder = Bounded(tokensMax: 10)
        let text = String(repeating: "abc ", count: words)
        let fitting = FittedEmbedder(embedder, policy: .split)
        do throws(EmbedderError) {
            _ = try await fitting.fitted(["a", text], as: .document)
            #expect(isTaken)
            #expect(embedder.sent.count == 65)
        } catch {
            #expect(!isTaken)
            #expect(error.code == .textRefused(position: 1))
            #expect(error.message.contains("\(words) tokens"))
            #expect(error.message.contains("64 windows"))
            #expect(embedder.sent.isEmpty)
        }
    }

    @Test func `a window that is refused is the text's own refusal`() async throws {
        let embedder = Bounded(tokensMax: 10, refused: "lobster")
        let text = String(repeating: "crab ", count: 40) + "lobster"
        let fitting = FittedEmbedder(embedder, policy: .split)
        let error = await #expect(throws: EmbedderError.self) {
            try await fitting.fitted(["a", "b", text, "c"], as: .document)
        }
        #expect(error?.code == .textRefused(position: 2))
        #expect(error?.message == "not lobster")
    }

    @Test func `windows that cancel out are refused`() async throws {
        let error = await #expect(throws: EmbedderError.self) {
            try await FittedEmbedder(Opposites(), policy: .split).fitted(["ab"], as: .document)
        }
        #expect(error?.code == .textRefused(position: 0))
    }

    @Test func `canaries leave the space's prefix its part of the bound`() async throws {
        let embedder = Bounded(tokensMax: 20, documentPrefix: "doc: ")
        let set = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: embedder,
            unixMs: 0
        )
        #expect(set.canaries.allSatisfy { embedder.tokens(of: $0.text) <= 19 })
    }

    @Test func `canaries are cut to what the model takes`() async throws {
        let embedder = Bounded(tokensMax: 20)
        let set = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: embedder,
            unixMs: 0
        )
        #expect(set.canaries.count == CanaryTexts.builtIn.count)
        #expect(set.canaries.allSatisfy { embedder.tokens(of: $0.text) <= 20 })
        #expect(try await CanaryCheck.verdict(of: set, with: embedder).isSame)
    }
}

/// One letter a window, and every second letter the other way.
private struct Opposites: Embedder {
    let identity = SpaceIdentity(provider: "test", model: "opposites", dimensions: 1)
    let textsPerCallMax = 8
    let contextTokensMax: Int? = 1

    func tokens(of text: String) -> Int { text.count }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        texts.map { [$0 == "a" ? 1 : -1] }
    }
}
