// From moult/v1/inference.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.JobState`.
    public enum JobState: WireEnum {
        /// The value 0.
        case unspecified
        /// The value 1.
        case queued
        /// The value 2.
        case running
        /// The value 3.
        case succeeded
        /// The value 4.
        case failed
        /// The value 5.
        case cancelled
        /// Its deadline passed.
        case expired
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .queued
            case 2: self = .running
            case 3: self = .succeeded
            case 4: self = .failed
            case 5: self = .cancelled
            case 6: self = .expired
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .queued: 1
            case .running: 2
            case .succeeded: 3
            case .failed: 4
            case .cancelled: 5
            case .expired: 6
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
