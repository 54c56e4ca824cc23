// From moult/v1/inference.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.JobFailure`.
    public enum JobFailure: WireEnum {
        /// It did not fail.
        case unspecified
        /// The host has no such model.
        case unknownModel
        /// The host refuses the request as it is.
        case refused
        /// It takes a person: a key, a right.
        case denied
        /// Too little memory on the host to load or run the model.
        case outOfMemory
        /// The last attempt broke off, or the last load.
        case broken
        /// The last attempt took longer than it may, or the last load.
        case timedOut
        /// It said more than a job may say.
        case tooLong
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .unknownModel
            case 2: self = .refused
            case 3: self = .denied
            case 4: self = .outOfMemory
            case 5: self = .broken
            case 6: self = .timedOut
            case 7: self = .tooLong
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .unknownModel: 1
            case .refused: 2
            case .denied: 3
            case .outOfMemory: 4
            case .broken: 5
            case .timedOut: 6
            case .tooLong: 7
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
