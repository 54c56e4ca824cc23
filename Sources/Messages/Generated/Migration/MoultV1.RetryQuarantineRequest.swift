// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.RetryQuarantineRequest`.
    public struct RetryQuarantineRequest: WireMessage {
        /// As in ListQuarantineRequest.
        public var epoch: Int64 = 0
        /// Empty: all.
        ///
        /// At most 1,000.
        public var keys: [MoultV1.ItemKey] = []
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, keys: [MoultV1.ItemKey] = [], idempotencyKey: String = "") {
            self.epoch = epoch
            self.keys = keys
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.RetryQuarantineRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RetryQuarantineRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RetryQuarantineRequest>) {
        moult__v1__retry_quarantine_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RetryQuarantineRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.keys = try .init(unpacked: elements(source.pointee.n_keys, source.pointee.keys))
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RetryQuarantineRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.n_keys = self.keys.count
        target.pointee.keys = try arena.structures(self.keys)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key = try arena.text(
                self.idempotencyKey,
                of: "moult.v1.RetryQuarantineRequest.idempotency_key"
            )
        }
    }
}
