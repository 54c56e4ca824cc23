// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.Phase`.
    public enum Phase: WireEnum {
        /// The value 0.
        case unspecified
        /// Appended; nothing embedded yet.
        case planned
        /// The items are being embedded into the new space.
        case backfilling
        /// The new search index is being made ready beside the live one.
        case indexing
        /// New writes are embedded by the new embedder; the stragglers, then the flip.
        case handingOver
        /// Waits; see `reason`.
        case paused
        /// Searches are served from the new space.
        case finished
        /// The value 7.
        case cancelled
        /// The value 8.
        case failed
        /// Queries are replayed on both profiles.
        case evaluating
        /// Ready, and kept fresh; waits for CutOver.
        ///
        /// See `reason`.
        case holding
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .planned
            case 2: self = .backfilling
            case 3: self = .indexing
            case 4: self = .handingOver
            case 5: self = .paused
            case 6: self = .finished
            case 7: self = .cancelled
            case 8: self = .failed
            case 9: self = .evaluating
            case 10: self = .holding
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .planned: 1
            case .backfilling: 2
            case .indexing: 3
            case .handingOver: 4
            case .paused: 5
            case .finished: 6
            case .cancelled: 7
            case .failed: 8
            case .evaluating: 9
            case .holding: 10
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
