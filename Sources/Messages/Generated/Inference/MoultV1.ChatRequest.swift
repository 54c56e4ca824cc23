// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ChatRequest`.
    public struct ChatRequest: WireMessage {
        /// The field `draft`, number 1.
        public var draft: MoultV1.JobDraft?
        /// The field `idempotency_key`, number 2.
        public var idempotencyKey: String = ""
        /// The job is cancelled when the stream is lost or cancelled before its end.
        public var cancelWhenLeft: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            draft: MoultV1.JobDraft? = nil,
            idempotencyKey: String = "",
            cancelWhenLeft: Bool = false
        ) {
            self.draft = draft
            self.idempotencyKey = idempotencyKey
            self.cancelWhenLeft = cancelWhenLeft
        }
    }
}

extension MoultV1.ChatRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ChatRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ChatRequest>) {
        moult__v1__chat_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ChatRequest>) throws(UnpackFault) {
        self.draft = try MoultV1.JobDraft.unpacked(source.pointee.draft)
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.cancelWhenLeft = source.pointee.cancel_when_left != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ChatRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.draft = try arena.structure(self.draft)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.ChatRequest.idempotency_key")
        }
        target.pointee.cancel_when_left = self.cancelWhenLeft ? 1 : 0
    }
}
