// From moult/v1/memory.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.IngestStatus`.
    public enum IngestStatus: WireEnum {
        /// The value 0.
        case unspecified
        /// Stored; found by words and by meaning.
        case embedded
        /// Stored; found by words now, by meaning when its vector is there.
        case pending
        /// The text is what was stored already.
        ///
        /// Changed metadata is stored all the same.
        case unchanged
        /// Not stored: see `code`, `reason` and `message`.
        case refused
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .embedded
            case 2: self = .pending
            case 3: self = .unchanged
            case 4: self = .refused
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .embedded: 1
            case .pending: 2
            case .unchanged: 3
            case .refused: 4
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
