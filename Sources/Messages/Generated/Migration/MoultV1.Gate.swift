// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// What a verdict does to the flip.
    public enum Gate: WireEnum {
        /// As GATE_HOLD.
        case unspecified
        /// Only "go" goes on.
        case block
        /// "No-go" waits for a person; "go" and "inconclusive" go on.
        case hold
        /// The verdict is told, and it goes on.
        case inform
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .block
            case 2: self = .hold
            case 3: self = .inform
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .block: 1
            case .hold: 2
            case .inform: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
