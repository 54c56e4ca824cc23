// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SubmitJobRequest`.
    public struct SubmitJobRequest: WireMessage {
        /// The field `draft`, number 1.
        public var draft: MoultV1.JobDraft?
        /// The field `idempotency_key`, number 2.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(draft: MoultV1.JobDraft? = nil, idempotencyKey: String = "") {
            self.draft = draft
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.SubmitJobRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SubmitJobRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SubmitJobRequest>) {
        moult__v1__submit_job_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SubmitJobRequest>) throws(UnpackFault) {
        self.draft = try MoultV1.JobDraft.unpacked(source.pointee.draft)
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SubmitJobRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.draft = try arena.structure(self.draft)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.SubmitJobRequest.idempotency_key")
        }
    }
}
