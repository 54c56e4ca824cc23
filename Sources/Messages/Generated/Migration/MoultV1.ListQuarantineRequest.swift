// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListQuarantineRequest`.
    public struct ListQuarantineRequest: WireMessage {
        /// Of this profile's space; 0: of the one that is being built, or else of the active one.
        public var epoch: Int64 = 0
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 3.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, pageSize: Int32 = 0, pageToken: String = "") {
            self.epoch = epoch
            self.pageSize = pageSize
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.ListQuarantineRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListQuarantineRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListQuarantineRequest>) {
        moult__v1__list_quarantine_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListQuarantineRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListQuarantineRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListQuarantineRequest.page_token")
        }
    }
}
