// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.StartRequest`.
    public struct StartRequest: WireMessage {
        /// The field `target`, number 1.
        public var target: String = ""
        /// At most so many items a second; 0: as fast as it goes.
        public var itemsPerSecondMax: Double = 0
        /// Items in one request to the embedder: 1 to 1,000; 0: the server's default.
        public var batchItems: Int32 = 0
        /// Requests in flight: 1 to 64; 0: the server's default.
        public var concurrency: Int32 = 0
        /// The field `idempotency_key`, number 5.
        public var idempotencyKey: String = ""
        /// The other knobs; `batch_items`, `concurrency` and `items_per_second_max` of this message
        /// are taken unless they stand in it.
        public var knobs: MoultV1.Knobs?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            itemsPerSecondMax: Double = 0,
            batchItems: Int32 = 0,
            concurrency: Int32 = 0,
            idempotencyKey: String = "",
            knobs: MoultV1.Knobs? = nil
        ) {
            self.target = target
            self.itemsPerSecondMax = itemsPerSecondMax
            self.batchItems = batchItems
            self.concurrency = concurrency
            self.idempotencyKey = idempotencyKey
            self.knobs = knobs
        }
    }
}

extension MoultV1.StartRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StartRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StartRequest>) {
        moult__v1__start_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StartRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.itemsPerSecondMax = source.pointee.items_per_second_max
        self.batchItems = source.pointee.batch_items
        self.concurrency = source.pointee.concurrency
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StartRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.StartRequest.target")
        }
        target.pointee.items_per_second_max = self.itemsPerSecondMax
        target.pointee.batch_items = self.batchItems
        target.pointee.concurrency = self.concurrency
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.StartRequest.idempotency_key")
        }
        target.pointee.knobs = try arena.structure(self.knobs)
    }
}
