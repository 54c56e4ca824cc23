// From moult/v1/inference.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.WaitReason`.
    public enum WaitReason: WireEnum {
        /// The value 0.
        case unspecified
        /// Jobs of the loaded model go first, within their bounds.
        case behindLoadedModel
        /// Jobs that are due earlier go first.
        case behindOthers
        /// Its model is being loaded.
        case modelLoading
        /// Another model is being unloaded for it.
        case modelUnloading
        /// A migration's embedder has the slot for a while.
        case slotLent
        /// The host does not answer, or is not well.
        case hostAway
        /// After a start, it is not yet sure that the host has ended what it was doing.
        case hostUncertain
        /// An attempt failed; the next has its time.
        case backingOff
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .behindLoadedModel
            case 2: self = .behindOthers
            case 3: self = .modelLoading
            case 4: self = .modelUnloading
            case 5: self = .slotLent
            case 6: self = .hostAway
            case 7: self = .hostUncertain
            case 8: self = .backingOff
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .behindLoadedModel: 1
            case .behindOthers: 2
            case .modelLoading: 3
            case .modelUnloading: 4
            case .slotLent: 5
            case .hostAway: 6
            case .hostUncertain: 7
            case .backingOff: 8
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
