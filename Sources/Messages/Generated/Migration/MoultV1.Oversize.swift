// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// What becomes of a text that the model does not take in whole.
    public enum Oversize: WireEnum {
        /// As OVERSIZE_REJECT.
        case unspecified
        /// It is quarantined.
        case reject
        /// Its beginning is embedded.
        case truncate
        /// Its windows are embedded, and their normalised mean is stored.
        case split
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .reject
            case 2: self = .truncate
            case 3: self = .split
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .reject: 1
            case .truncate: 2
            case .split: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
