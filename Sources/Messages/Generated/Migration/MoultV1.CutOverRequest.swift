// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.CutOverRequest`.
    public struct CutOverRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// Also with GATE_BLOCK and another verdict than "go".
        public var despiteVerdict: Bool = false
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, despiteVerdict: Bool = false, idempotencyKey: String = "") {
            self.epoch = epoch
            self.despiteVerdict = despiteVerdict
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.CutOverRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CutOverRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CutOverRequest>) {
        moult__v1__cut_over_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CutOverRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.despiteVerdict = source.pointee.despite_verdict != 0
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CutOverRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.despite_verdict = self.despiteVerdict ? 1 : 0
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.CutOverRequest.idempotency_key")
        }
    }
}
