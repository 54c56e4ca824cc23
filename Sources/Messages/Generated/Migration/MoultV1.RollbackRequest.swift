// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.RollbackRequest`.
    public struct RollbackRequest: WireMessage {
        /// To the space of this profile; 0: of the last that finished before the active one.
        public var epoch: Int64 = 0
        /// Cancel the migration of this epoch first; 0: one that is unfinished is in the way.
        public var cancelEpoch: Int64 = 0
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""
        /// The field `knobs`, number 4.
        public var knobs: MoultV1.Knobs?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            cancelEpoch: Int64 = 0,
            idempotencyKey: String = "",
            knobs: MoultV1.Knobs? = nil
        ) {
            self.epoch = epoch
            self.cancelEpoch = cancelEpoch
            self.idempotencyKey = idempotencyKey
            self.knobs = knobs
        }
    }
}

extension MoultV1.RollbackRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RollbackRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RollbackRequest>) {
        moult__v1__rollback_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RollbackRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.cancelEpoch = source.pointee.cancel_epoch
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RollbackRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.cancel_epoch = self.cancelEpoch
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.RollbackRequest.idempotency_key")
        }
        target.pointee.knobs = try arena.structure(self.knobs)
    }
}
