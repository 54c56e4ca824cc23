import Knowledge
import Spaces
import TestSupport

/// The providers: each target has one, with troubles at times that the seed has chosen.
struct SimulatedEmbedders {
    /// What is wrong with a provider for a while.
    enum Trouble: CaseIterable {
        case refusesAll
        case hangs
        case isSlow
        case givesZeros
        case givesTooFew
        case givesOtherDimensions
        /// A key that was revoked.
        case denies
        /// Another model answers under the same name.
        case hasDrifted

        /// It answers, and no text is to blame for what is wrong.
        var spoilsAnswers: Bool {
            switch self {
            case .givesZeros, .givesTooFew, .givesOtherDimensions: true
            case .refusesAll, .hangs, .isSlow, .denies, .hasDrifted: false
            }
        }
    }

    /// What is wrong with a text, to some targets.
    enum Poison: String, CaseIterable {
        /// It is refused, and named.
        case refused = "arsenic"
        /// The batch that it is in is refused.
        case suspected = "belladonna"
        /// Its vector is all zeros.
        case spoilt = "curare"
    }

    struct Spell {
        let target: SpaceIdentity
        let trouble: Trouble
        let time: Range<Duration>
    }

    static let dimensions = 4
    static let targets = ["first", "second", "third", "renamed"].map {
        SpaceIdentity(provider: "simulated", model: $0, dimensions: dimensions)
    }
    /// The first target, under another name.
    static let renamed = targets[3]
    static let canaryTexts = ["canary one", "canary two"]
    private static let canaries = Set(canaryTexts)
    /// Of each target, the texts that it does not take; of the others there are none.
    private static let poisons: [SpaceIdentity: [Poison]] = [
        targets[1]: [.refused, .suspected], targets[2]: [.spoilt],
    ]

    private(set) var spells: [Spell] = []
    /// What was, for what is asked afterwards.
    private var pastSpells: [Spell] = []
    let isPriced: Bool
    private var vectors: [String: [Float]] = [:]

    /// Up to `troubles` spells that begin within `span`.
    init(troubles: Int, span: Duration, isPriced: Bool, random: inout SeededNumbers) {
        self.isPriced = isPriced
        for _ in 0..<Int.random(in: 0...troubles, using: &random) {
            guard let target = Self.targets.randomElement(using: &random),
                let trouble = Trouble.allCases.randomElement(using: &random)
            else { continue }
            let start = span * Double.random(in: 0..<1, using: &random)
            let length = Duration.milliseconds(Int.random(in: 50...5_000, using: &random))
            spells.append(Spell(target: target, trouble: trouble, time: start..<start + length))
        }
    }

    /// From now on all is well.
    mutating func recover() {
        pastSpells = spells
        spells = []
    }

    /// Its answers were bad for a while, whatever was asked for.
    func hasSpoiltAnswers(_ target: SpaceIdentity) -> Bool {
        (spells + pastSpells).contains { $0.target == target && $0.trouble.spoilsAnswers }
    }

    func microsPerMillionTokens(of target: SpaceIdentity) -> Int64 {
        isPriced && target == Self.targets[2] ? 500_000 : 0
    }

    static func tokens(of texts: [String]) -> Int64 {
        texts.reduce(0) { $0 + Int64(($1.utf8.count + 3) / 4) }
    }

    static func poison(in text: String, for target: SpaceIdentity) -> Poison? {
        poisons[target, default: []].first { text.contains($0.rawValue) }
    }

    func trouble(of target: SpaceIdentity, at now: Duration) -> Trouble? {
        spells.first { $0.target == target && $0.time.contains(now) }?.trouble
    }

    /// The right vector of `text`: of this text and this space, and of no other.
    mutating func vector(of text: String, in target: SpaceIdentity) -> [Float] {
        let target = target == Self.renamed ? Self.targets[0] : target
        let name = target.model + " " + text
        if let known = vectors[name] { return known }
        var fingerprint = Fingerprint()
        fingerprint.combine(name)
        var numbers = SeededNumbers(seed: fingerprint.low ^ fingerprint.high)
        let values = (0..<Self.dimensions).map { _ in Float.random(in: -1...1, using: &numbers) }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let vector = values.map { $0 / length }
        vectors[name] = vector
        return vector
    }

    /// What comes back at `now`, after the wait; nil: nothing does.
    mutating func answer(
        to texts: [String],
        from target: SpaceIdentity,
        at now: Duration
    ) -> Result<[[Float]], EmbedderError>? {
        let trouble = trouble(of: target, at: now)
        switch trouble {
        case .hangs: return nil
        case .refusesAll: return .failure(EmbedderError(.unavailable, "the provider is away"))
        case .denies: return .failure(EmbedderError(.denied, "the key was revoked"))
        default: break
        }
        let poisons = texts.map { Self.poison(in: $0, for: target) }
        if let position = poisons.firstIndex(of: .refused) {
            return .failure(EmbedderError(.textRefused(position: position), "it is arsenic"))
        }
        if poisons.contains(.suspected) {
            return .failure(EmbedderError(.batchRefused, "something in it is belladonna"))
        }
        let right = zip(texts, poisons).map { text, poison in
            if poison == .spoilt { return [Float](repeating: 0, count: Self.dimensions) }
            let isForeign = trouble == .hasDrifted && Self.canaries.contains(text)
            return vector(of: isForeign ? "another " + text : text, in: target)
        }
        switch trouble {
        case .givesZeros: return .success(right.map { $0.map { _ in 0 } })
        case .givesTooFew: return .success(Array(right.dropLast()))
        case .givesOtherDimensions: return .success(right.map { $0 + [0] })
        default: return .success(right)
        }
    }
}
