// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.IngestOutcome`.
    public struct IngestOutcome: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// The field `status`, number 3.
        public var status: MoultV1.IngestStatus = .unspecified
        /// The field `id`, number 4.
        public var id: Int64 = 0
        /// The field `revision`, number 5.
        public var revision: Int64 = 0
        /// Of a refused item: a code of google.rpc.Code.
        public var code: Int32 = 0
        /// The field `reason`, number 7.
        public var reason: MoultV1.Reason = .unspecified
        /// Of a refused item: one sentence.
        ///
        /// Of a pending one: why it is pending.
        public var message: String = ""
        /// The field `retryable`, number 9.
        public var retryable: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            status: MoultV1.IngestStatus = .unspecified,
            id: Int64 = 0,
            revision: Int64 = 0,
            code: Int32 = 0,
            reason: MoultV1.Reason = .unspecified,
            message: String = "",
            retryable: Bool = false
        ) {
            self.collection = collection
            self.key = key
            self.status = status
            self.id = id
            self.revision = revision
            self.code = code
            self.reason = reason
            self.message = message
            self.retryable = retryable
        }
    }
}

extension MoultV1.IngestOutcome: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestOutcome"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestOutcome>) {
        moult__v1__ingest_outcome__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestOutcome>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.status = MoultV1.IngestStatus(unpacked: source.pointee.status.rawValue)
        self.id = source.pointee.id
        self.revision = source.pointee.revision
        self.code = source.pointee.code
        self.reason = MoultV1.Reason(unpacked: source.pointee.reason.rawValue)
        self.message = try String(unpacked: source.pointee.message)
        self.retryable = source.pointee.retryable != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestOutcome>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.IngestOutcome.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.IngestOutcome.key")
        }
        target.pointee.status = Moult__V1__IngestStatus(rawValue: self.status.packable)
        target.pointee.id = self.id
        target.pointee.revision = self.revision
        target.pointee.code = self.code
        target.pointee.reason = Moult__V1__Reason(rawValue: self.reason.packable)
        if !self.message.isEmpty {
            target.pointee.message =
                try arena.text(self.message, of: "moult.v1.IngestOutcome.message")
        }
        target.pointee.retryable = self.retryable ? 1 : 0
    }
}
