// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.ProfileOutcome`.
    public enum ProfileOutcome: WireEnum {
        /// Building.
        case unspecified
        /// The value 1.
        case finished
        /// The value 2.
        case cancelled
        /// The value 3.
        case failed
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .finished
            case 2: self = .cancelled
            case 3: self = .failed
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .finished: 1
            case .cancelled: 2
            case .failed: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
