// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.Verdict`.
    public enum Verdict: WireEnum {
        /// The value 0.
        case unspecified
        /// The value 1.
        case go
        /// The value 2.
        case noGo
        /// There was too little to judge by.
        case inconclusive
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .go
            case 2: self = .noGo
            case 3: self = .inconclusive
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .go: 1
            case .noGo: 2
            case .inconclusive: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
