// From moult/v1/inference.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.Priority`.
    public enum Priority: WireEnum {
        /// As NORMAL.
        case unspecified
        /// The value 1.
        case low
        /// The value 2.
        case normal
        /// The value 3.
        case high
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .low
            case 2: self = .normal
            case 3: self = .high
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .low: 1
            case .normal: 2
            case .high: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
