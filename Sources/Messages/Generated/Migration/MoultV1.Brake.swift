// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// Why it goes no faster.
    public enum Brake: WireEnum {
        /// The value 0.
        case unspecified
        /// Nothing but the embedder itself.
        case embedder
        /// `items_per_second_max`.
        case rate
        /// `nice`.
        case nice
        /// It is outside of `hours`.
        case hours
        /// Live searches are slower than `search_p99_ms_max` or `query_wait_ms_max`.
        case liveLoad
        /// `spend_micros_max` is reached.
        case spend
        /// An operator paused it.
        case paused
        /// The embedder, its answers or its canaries: see `reason`.
        case provider
        /// The store: see `reason`.
        case store
        /// It holds before the flip: see `reason`.
        case holding
        /// Too many items are quarantined.
        case quarantine
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .embedder
            case 2: self = .rate
            case 3: self = .nice
            case 4: self = .hours
            case 5: self = .liveLoad
            case 6: self = .spend
            case 7: self = .paused
            case 8: self = .provider
            case 9: self = .store
            case 10: self = .holding
            case 11: self = .quarantine
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .embedder: 1
            case .rate: 2
            case .nice: 3
            case .hours: 4
            case .liveLoad: 5
            case .spend: 6
            case .paused: 7
            case .provider: 8
            case .store: 9
            case .holding: 10
            case .quarantine: 11
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
