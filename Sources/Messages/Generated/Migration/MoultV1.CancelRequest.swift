// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.CancelRequest`.
    public struct CancelRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// The field `idempotency_key`, number 2.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, idempotencyKey: String = "") {
            self.epoch = epoch
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.CancelRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelRequest>) {
        moult__v1__cancel_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.CancelRequest.idempotency_key")
        }
    }
}
