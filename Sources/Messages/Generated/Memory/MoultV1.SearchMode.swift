// From moult/v1/memory.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The proto enum `moult.v1.SearchMode`.
    public enum SearchMode: WireEnum {
        /// As SEARCH_MODE_HYBRID.
        case unspecified
        /// By meaning: cosine similarity to the query's vector.
        case semantic
        /// By words: bm25.
        ///
        /// Words are joined by OR; double quotes make a phrase.
        case lexical
        /// Both, joined by reciprocal rank fusion with k = 60.
        case hybrid
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .semantic
            case 2: self = .lexical
            case 3: self = .hybrid
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .semantic: 1
            case .lexical: 2
            case .hybrid: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
