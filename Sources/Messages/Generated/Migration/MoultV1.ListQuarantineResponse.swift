// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListQuarantineResponse`.
    public struct ListQuarantineResponse: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// The field `target`, number 2.
        public var target: String = ""
        /// The field `items`, number 3.
        public var items: [MoultV1.QuarantinedItem] = []
        /// The field `next_page_token`, number 4.
        public var nextPageToken: String = ""
        /// In all.
        public var total: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            target: String = "",
            items: [MoultV1.QuarantinedItem] = [],
            nextPageToken: String = "",
            total: Int64 = 0
        ) {
            self.epoch = epoch
            self.target = target
            self.items = items
            self.nextPageToken = nextPageToken
            self.total = total
        }
    }
}

extension MoultV1.ListQuarantineResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListQuarantineResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListQuarantineResponse>) {
        moult__v1__list_quarantine_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListQuarantineResponse>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.target = try String(unpacked: source.pointee.target)
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
        self.total = source.pointee.total
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListQuarantineResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.target.isEmpty {
            target.pointee.target =
                try arena.text(self.target, of: "moult.v1.ListQuarantineResponse.target")
        }
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListQuarantineResponse.next_page_token"
            )
        }
        target.pointee.total = self.total
    }
}
