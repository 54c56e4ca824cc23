// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.DeleteRequest`.
    public struct DeleteRequest: WireMessage {
        /// Which items: `keys`, or `filter`, not both.
        public var keys: [MoultV1.KeyToDelete] = []
        /// A filter must name a collection or a metadata entry.
        public var filter: MoultV1.ItemFilter?
        /// Say what would be deleted, and delete nothing.
        public var dryRun: Bool = false
        /// The field `idempotency_key`, number 4.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            keys: [MoultV1.KeyToDelete] = [],
            filter: MoultV1.ItemFilter? = nil,
            dryRun: Bool = false,
            idempotencyKey: String = ""
        ) {
            self.keys = keys
            self.filter = filter
            self.dryRun = dryRun
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.DeleteRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.DeleteRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__DeleteRequest>) {
        moult__v1__delete_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__DeleteRequest>) throws(UnpackFault) {
        self.keys = try .init(unpacked: elements(source.pointee.n_keys, source.pointee.keys))
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        self.dryRun = source.pointee.dry_run != 0
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__DeleteRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_keys = self.keys.count
        target.pointee.keys = try arena.structures(self.keys)
        target.pointee.filter = try arena.structure(self.filter)
        target.pointee.dry_run = self.dryRun ? 1 : 0
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.DeleteRequest.idempotency_key")
        }
    }
}
