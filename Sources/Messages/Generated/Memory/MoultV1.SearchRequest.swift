// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SearchRequest`.
    public struct SearchRequest: WireMessage {
        /// 1 to 16.
        public var queries: [MoultV1.SearchQuery] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(queries: [MoultV1.SearchQuery] = []) {
            self.queries = queries
        }
    }
}

extension MoultV1.SearchRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchRequest>) {
        moult__v1__search_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchRequest>) throws(UnpackFault) {
        self.queries =
            try .init(unpacked: elements(source.pointee.n_queries, source.pointee.queries))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_queries = self.queries.count
        target.pointee.queries = try arena.structures(self.queries)
    }
}
