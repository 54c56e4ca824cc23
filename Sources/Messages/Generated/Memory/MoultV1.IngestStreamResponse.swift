// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.IngestStreamResponse`.
    public struct IngestStreamResponse: WireMessage {
        /// How many items more the client may send, beside what was granted before.
        public var credit: UInt32 = 0
        /// Absent in the first message.
        public var outcome: MoultV1.NumberedOutcome?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(credit: UInt32 = 0, outcome: MoultV1.NumberedOutcome? = nil) {
            self.credit = credit
            self.outcome = outcome
        }
    }
}

extension MoultV1.IngestStreamResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestStreamResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestStreamResponse>) {
        moult__v1__ingest_stream_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestStreamResponse>) throws(UnpackFault) {
        self.credit = source.pointee.credit
        self.outcome = try MoultV1.NumberedOutcome.unpacked(source.pointee.outcome)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestStreamResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.credit = self.credit
        target.pointee.outcome = try arena.structure(self.outcome)
    }
}
