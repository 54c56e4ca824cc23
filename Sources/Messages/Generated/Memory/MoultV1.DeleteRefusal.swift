// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.DeleteRefusal`.
    public struct DeleteRefusal: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// The field `code`, number 3.
        public var code: Int32 = 0
        /// The field `reason`, number 4.
        public var reason: MoultV1.Reason = .unspecified
        /// The field `message`, number 5.
        public var message: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            code: Int32 = 0,
            reason: MoultV1.Reason = .unspecified,
            message: String = ""
        ) {
            self.collection = collection
            self.key = key
            self.code = code
            self.reason = reason
            self.message = message
        }
    }
}

extension MoultV1.DeleteRefusal: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.DeleteRefusal"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__DeleteRefusal>) {
        moult__v1__delete_refusal__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__DeleteRefusal>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.code = source.pointee.code
        self.reason = MoultV1.Reason(unpacked: source.pointee.reason.rawValue)
        self.message = try String(unpacked: source.pointee.message)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__DeleteRefusal>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.DeleteRefusal.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.DeleteRefusal.key")
        }
        target.pointee.code = self.code
        target.pointee.reason = Moult__V1__Reason(rawValue: self.reason.packable)
        if !self.message.isEmpty {
            target.pointee.message =
                try arena.text(self.message, of: "moult.v1.DeleteRefusal.message")
        }
    }
}
