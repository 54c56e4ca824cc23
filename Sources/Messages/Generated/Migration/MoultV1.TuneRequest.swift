// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.TuneRequest`.
    public struct TuneRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// The field `knobs`, number 2.
        public var knobs: MoultV1.Knobs?
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, knobs: MoultV1.Knobs? = nil, idempotencyKey: String = "") {
            self.epoch = epoch
            self.knobs = knobs
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.TuneRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.TuneRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__TuneRequest>) {
        moult__v1__tune_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__TuneRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__TuneRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.knobs = try arena.structure(self.knobs)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.TuneRequest.idempotency_key")
        }
    }
}
