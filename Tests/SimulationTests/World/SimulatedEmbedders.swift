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
    }

    struct Spell {
        let target: SpaceIdentity
        let trouble: Trouble
        let time: Range<Duration>
    }

    static let dimensions = 4
    static let targets = ["first", "second", "third"].map {
        SpaceIdentity(provider: "simulated", model: $0, dimensions: dimensions)
    }
    /// A text with this word in it is refused by the second target.
    static let poison = "poison"

    private(set) var spells: [Spell] = []
    private var vectors: [String: [Float]] = [:]

    /// Up to `troubles` spells that begin within `span`.
    init(troubles: Int, span: Duration, random: inout SeededNumbers) {
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
    mutating func recover() { spells = [] }

    func trouble(of target: SpaceIdentity, at now: Duration) -> Trouble? {
        spells.first { $0.target == target && $0.time.contains(now) }?.trouble
    }

    /// The right vector of `text`: of this text and this space, and of no other.
    mutating func vector(of text: String, in target: SpaceIdentity) -> [Float] {
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
        if target == Self.targets[1],
            let position = texts.firstIndex(where: { $0.contains(Self.poison) })
        {
            return .failure(EmbedderError(.textRefused(position: position), "it is poison"))
        }
        let right = texts.map { vector(of: $0, in: target) }
        switch trouble(of: target, at: now) {
        case nil, .isSlow: return .success(right)
        case .hangs: return nil
        case .refusesAll: return .failure(EmbedderError(.unavailable, "the provider is away"))
        case .givesZeros: return .success(right.map { $0.map { _ in 0 } })
        case .givesTooFew: return .success(Array(right.dropLast()))
        case .givesOtherDimensions: return .success(right.map { $0 + [0] })
        }
    }
}
