// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListResponse`.
    public struct ListResponse: WireMessage {
        /// The field `items`, number 1.
        public var items: [MoultV1.StoredItem] = []
        /// Empty: there is no more.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(items: [MoultV1.StoredItem] = [], nextPageToken: String = "") {
            self.items = items
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListResponse>) {
        moult__v1__list_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListResponse>) throws(UnpackFault) {
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token =
                try arena.text(self.nextPageToken, of: "moult.v1.ListResponse.next_page_token")
        }
    }
}
