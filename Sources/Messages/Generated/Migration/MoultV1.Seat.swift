// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// Where on its host an embedder is loaded.
    public enum Seat: WireEnum {
        /// It needs no place on a host.
        case unspecified
        /// In a slot of its own, beside others.
        case direct
        /// It is what is pinned there.
        case shared
        /// In the chat worker's slot, in turns with chat.
        case guest
        /// On a host that neither chats nor pins.
        case otherHost
        /// Nowhere: another one is pinned in the host's only slot.
        case none
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .direct
            case 2: self = .shared
            case 3: self = .guest
            case 4: self = .otherHost
            case 5: self = .none
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .direct: 1
            case .shared: 2
            case .guest: 3
            case .otherHost: 4
            case .none: 5
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
