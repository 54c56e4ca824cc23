// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListCollectionsResponse`.
    public struct ListCollectionsResponse: WireMessage {
        /// The field `collections`, number 1.
        public var collections: [MoultV1.Collection] = []
        /// The field `next_page_token`, number 2.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collections: [MoultV1.Collection] = [], nextPageToken: String = "") {
            self.collections = collections
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListCollectionsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListCollectionsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListCollectionsResponse>) {
        moult__v1__list_collections_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListCollectionsResponse>) throws(UnpackFault) {
        self.collections =
            try .init(unpacked: elements(source.pointee.n_collections, source.pointee.collections))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListCollectionsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_collections = self.collections.count
        target.pointee.collections = try arena.structures(self.collections)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListCollectionsResponse.next_page_token"
            )
        }
    }
}
