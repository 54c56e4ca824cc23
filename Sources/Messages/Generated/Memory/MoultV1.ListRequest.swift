// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListRequest`.
    public struct ListRequest: WireMessage {
        /// The field `filter`, number 1.
        public var filter: MoultV1.ItemFilter?
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 3.
        public var pageToken: String = ""
        /// Leave the texts out.
        public var withoutText: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            filter: MoultV1.ItemFilter? = nil,
            pageSize: Int32 = 0,
            pageToken: String = "",
            withoutText: Bool = false
        ) {
            self.filter = filter
            self.pageSize = pageSize
            self.pageToken = pageToken
            self.withoutText = withoutText
        }
    }
}

extension MoultV1.ListRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListRequest>) {
        moult__v1__list_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListRequest>) throws(UnpackFault) {
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
        self.withoutText = source.pointee.without_text != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.filter = try arena.structure(self.filter)
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListRequest.page_token")
        }
        target.pointee.without_text = self.withoutText ? 1 : 0
    }
}
