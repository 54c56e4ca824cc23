// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.IngestRequest`.
    public struct IngestRequest: WireMessage {
        /// 1 to 1,000.
        public var items: [MoultV1.ItemDraft] = []
        /// At most 128 bytes; kept for 24 hours.
        ///
        /// The same key with the same body gives the same answer and stores nothing; with another
        /// body ALREADY_EXISTS. Empty: none.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(items: [MoultV1.ItemDraft] = [], idempotencyKey: String = "") {
            self.items = items
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.IngestRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestRequest>) {
        moult__v1__ingest_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestRequest>) throws(UnpackFault) {
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.IngestRequest.idempotency_key")
        }
    }
}
