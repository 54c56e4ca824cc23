// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.QuarantinedItem`.
    public struct QuarantinedItem: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// The field `id`, number 3.
        public var id: Int64 = 0
        /// The field `revision`, number 4.
        public var revision: Int64 = 0
        /// The embedder's own sentence.
        public var reason: String = ""
        /// It is to be asked for once more.
        public var retrying: Bool = false
        /// The field `refusals`, number 7.
        public var refusals: Int32 = 0
        /// The field `at_unix_ms`, number 8.
        public var atUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            id: Int64 = 0,
            revision: Int64 = 0,
            reason: String = "",
            retrying: Bool = false,
            refusals: Int32 = 0,
            atUnixMs: Int64 = 0
        ) {
            self.collection = collection
            self.key = key
            self.id = id
            self.revision = revision
            self.reason = reason
            self.retrying = retrying
            self.refusals = refusals
            self.atUnixMs = atUnixMs
        }
    }
}

extension MoultV1.QuarantinedItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.QuarantinedItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__QuarantinedItem>) {
        moult__v1__quarantined_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__QuarantinedItem>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.id = source.pointee.id
        self.revision = source.pointee.revision
        self.reason = try String(unpacked: source.pointee.reason)
        self.retrying = source.pointee.retrying != 0
        self.refusals = source.pointee.refusals
        self.atUnixMs = source.pointee.at_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__QuarantinedItem>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.QuarantinedItem.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.QuarantinedItem.key")
        }
        target.pointee.id = self.id
        target.pointee.revision = self.revision
        if !self.reason.isEmpty {
            target.pointee.reason =
                try arena.text(self.reason, of: "moult.v1.QuarantinedItem.reason")
        }
        target.pointee.retrying = self.retrying ? 1 : 0
        target.pointee.refusals = self.refusals
        target.pointee.at_unix_ms = self.atUnixMs
    }
}
