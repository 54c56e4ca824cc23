// From moult/v1/inference.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.Wording`.
    public enum Wording: WireEnum {
        /// As VERBATIM.
        case unspecified
        /// The texts go to the model as they are.
        case verbatim
        /// With the prefix that the space puts before a document.
        case document
        /// With the prefix that the space puts before a query.
        case query
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .verbatim
            case 2: self = .document
            case 3: self = .query
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .verbatim: 1
            case .document: 2
            case .query: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
