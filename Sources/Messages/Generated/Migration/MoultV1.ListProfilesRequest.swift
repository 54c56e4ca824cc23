// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListProfilesRequest`.
    public struct ListProfilesRequest: WireMessage {
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 2.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(pageSize: Int32 = 0, pageToken: String = "") {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.ListProfilesRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListProfilesRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListProfilesRequest>) {
        moult__v1__list_profiles_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListProfilesRequest>) throws(UnpackFault) {
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListProfilesRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListProfilesRequest.page_token")
        }
    }
}
