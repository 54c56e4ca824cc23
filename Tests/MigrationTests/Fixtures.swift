import Knowledge
import Migration
import Spaces

enum Fixtures {
    static let old = SpaceIdentity(provider: "builtin", model: "lexical", dimensions: 2)
    static let new = SpaceIdentity(provider: "test", model: "unit", dimensions: 4)

    static func request(_ settings: MigrationSettings = .standard) -> MigrationRequest {
        MigrationRequest(identity: new, settings: settings, atUnixMs: 1)
    }

    /// A shelf with `items` items, all of them embedded in the active space.
    static func shelf(items: Int64) -> Shelf {
        var shelf = Shelf(active: old)
        for id in 0..<items {
            shelf.write(id + 1, "text \(id + 1)", vector: (SpaceID(rawValue: 1), [1, 0]))
        }
        return shelf
    }

    /// A valid vector of `new` that tells texts apart.
    static func vector(for text: String) -> [Float] {
        var place = 0
        for byte in text.utf8 { place = (place &* 31 &+ Int(byte)) & 3 }
        var values: [Float] = [0, 0, 0, 0]
        values[place] = 1
        return values
    }
}

/// SplitMix64: one seed, one run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < share
    }
}

extension Fixtures {
    static func report(_ verdict: EvaluationReport.Verdict) -> EvaluationReport {
        EvaluationReport(
            k: 10,
            queries: .init(),
            active: .init(epoch: Epoch(rawValue: 1), target: old.target),
            candidate: .init(epoch: Epoch(rawValue: 2), target: new.target),
            overlap: 1,
            rankBiasedOverlap: 1,
            worst: [],
            scoreMap: [],
            verdict: verdict,
            sentence: "the verdict is \(verdict.rawValue)",
            atUnixMs: 0
        )
    }
}
