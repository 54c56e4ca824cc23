import Knowledge
import Spaces
import VectorIndex

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// From -1 to 1.
    mutating func float() -> Float {
        Float(Int32(truncatingIfNeeded: next())) / Float(1 << 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in float() }
    }
}

func space(dimensions: Int) -> Space {
    Space(
        id: SpaceID(rawValue: 1),
        identity: SpaceIdentity(provider: "test", model: "test", dimensions: dimensions)
    )
}

func vector(_ item: Int64, _ revision: Int64, _ values: [Float]) -> Vector {
    Vector(item: ItemID(rawValue: item), revision: Revision(rawValue: revision), values: values)
}

func id(_ item: Int64) -> ItemID { ItemID(rawValue: item) }

/// Cosine in double precision.
func cosine(_ left: [Float], _ right: [Float]) -> Double {
    var product = 0.0
    var leftSquares = 0.0
    var rightSquares = 0.0
    for (x, y) in zip(left, right) {
        product += Double(x) * Double(y)
        leftSquares += Double(x) * Double(x)
        rightSquares += Double(y) * Double(y)
    }
    return product / (leftSquares * rightSquares).squareRoot()
}

extension VectorIndex {
    func ids(
        nearest query: [Float],
        limit: Int = 10,
        among scope: VectorScope = .all
    ) -> [Int64] {
        nearest(to: query, limit: limit, among: scope).map(\.id.rawValue)
    }
}
