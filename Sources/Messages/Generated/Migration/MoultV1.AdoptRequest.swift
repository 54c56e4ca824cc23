// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.AdoptRequest`.
    public struct AdoptRequest: WireMessage {
        /// The same model under its new name.
        public var target: String = ""
        /// The profile whose vectors to take over; 0: the active one.
        public var epoch: Int64 = 0
        /// How many items to prove it on: 1 to 1,000; 0 means 64.
        public var sample: Int32 = 0
        /// The field `idempotency_key`, number 4.
        public var idempotencyKey: String = ""
        /// The field `knobs`, number 5.
        public var knobs: MoultV1.Knobs?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            epoch: Int64 = 0,
            sample: Int32 = 0,
            idempotencyKey: String = "",
            knobs: MoultV1.Knobs? = nil
        ) {
            self.target = target
            self.epoch = epoch
            self.sample = sample
            self.idempotencyKey = idempotencyKey
            self.knobs = knobs
        }
    }
}

extension MoultV1.AdoptRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.AdoptRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__AdoptRequest>) {
        moult__v1__adopt_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__AdoptRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.epoch = source.pointee.epoch
        self.sample = source.pointee.sample
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__AdoptRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.AdoptRequest.target")
        }
        target.pointee.epoch = self.epoch
        target.pointee.sample = self.sample
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.AdoptRequest.idempotency_key")
        }
        target.pointee.knobs = try arena.structure(self.knobs)
    }
}
