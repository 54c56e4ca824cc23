// From moult/v1/error.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// Why a call, or one item of it, was refused.
    ///
    /// A closed set: programs branch on it, people read the sentence beside it.
    public enum Reason: WireEnum {
        /// The value 0.
        case unspecified
        /// A field is missing, out of bounds or malformed.
        ///
        /// The sentence names field, value and bound.
        case invalidArgument
        /// A size, count or rate limit was passed.
        ///
        /// The sentence names the limit.
        case limitExceeded
        /// No item, migration, space or profile of that name.
        case notFound
        /// `expected_revision` is not the item's revision.
        case revisionMismatch
        /// The idempotency key was used with another body.
        case idempotencyMismatch
        /// The page token belongs to an epoch that is no longer active.
        ///
        /// Search again from the start.
        case epochGone
        /// The page token is not one of this call's: other query, other filter, or damaged.
        case pageTokenInvalid
        /// A semantic search whose query could not be embedded.
        case semanticUnavailable
        /// Another migration is under way.
        case migrationUnderWay
        /// The migration has already ended.
        case migrationEnded
        /// The space is used by a profile that is active or building.
        case spaceInUse
        /// No embedder of that name is configured.
        case embedderUnknown
        /// The embedder refuses this text for a reason of the text's own.
        case textRefused
        /// The disk is full.
        ///
        /// Nothing was stored.
        case diskFull
        /// The store failed.
        ///
        /// Nothing was stored.
        case storeFailed
        /// The server is shutting down.
        ///
        /// Nothing was done.
        case draining
        /// More was sent than the stream's credit allows.
        case creditExceeded
        /// The subscriber did not read, and was cut off.
        case subscriberTooSlow
        /// The call's time ran out.
        case deadlineExceeded
        /// The caller ended the stream.
        case cancelled
        /// No such service or method.
        case unimplemented
        /// A fault of the server's own.
        ///
        /// The sentence carries the id under which it was logged.
        case `internal`
        /// The model is not the one whose vectors are there: its canaries differ.
        case modelDiffers
        /// There is no space of that identity.
        case spaceUnknown
        /// It cannot be asked of the migration in the phase that it is in.
        case wrongPhase
        /// The queue of jobs is full.
        case queueFull
        /// No host is configured for what was asked.
        case notConfigured
        /// The embedder or the host does not answer, or will not serve whoever asks.
        case providerUnavailable
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .invalidArgument
            case 2: self = .limitExceeded
            case 3: self = .notFound
            case 4: self = .revisionMismatch
            case 5: self = .idempotencyMismatch
            case 6: self = .epochGone
            case 7: self = .pageTokenInvalid
            case 8: self = .semanticUnavailable
            case 9: self = .migrationUnderWay
            case 10: self = .migrationEnded
            case 11: self = .spaceInUse
            case 12: self = .embedderUnknown
            case 13: self = .textRefused
            case 14: self = .diskFull
            case 15: self = .storeFailed
            case 16: self = .draining
            case 17: self = .creditExceeded
            case 18: self = .subscriberTooSlow
            case 19: self = .deadlineExceeded
            case 20: self = .cancelled
            case 21: self = .unimplemented
            case 22: self = .internal
            case 23: self = .modelDiffers
            case 24: self = .spaceUnknown
            case 25: self = .wrongPhase
            case 26: self = .queueFull
            case 27: self = .notConfigured
            case 28: self = .providerUnavailable
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .invalidArgument: 1
            case .limitExceeded: 2
            case .notFound: 3
            case .revisionMismatch: 4
            case .idempotencyMismatch: 5
            case .epochGone: 6
            case .pageTokenInvalid: 7
            case .semanticUnavailable: 8
            case .migrationUnderWay: 9
            case .migrationEnded: 10
            case .spaceInUse: 11
            case .embedderUnknown: 12
            case .textRefused: 13
            case .diskFull: 14
            case .storeFailed: 15
            case .draining: 16
            case .creditExceeded: 17
            case .subscriberTooSlow: 18
            case .deadlineExceeded: 19
            case .cancelled: 20
            case .unimplemented: 21
            case .internal: 22
            case .modelDiffers: 23
            case .spaceUnknown: 24
            case .wrongPhase: 25
            case .queueFull: 26
            case .notConfigured: 27
            case .providerUnavailable: 28
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
