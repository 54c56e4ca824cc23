// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// Whether all that is loaded on a host at the same time has room.
    public enum Fit: WireEnum {
        /// As FIT_UNKNOWN.
        case unspecified
        /// The value 1.
        case yes
        /// The host would push out one model for another, again and again.
        case no
        /// A size, the memory or the number of slots is not known.
        case unknown
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .yes
            case 2: self = .no
            case 3: self = .unknown
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .yes: 1
            case .no: 2
            case .unknown: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
