// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ImportResponse`.
    public struct ImportResponse: WireMessage {
        /// As in IngestStreamResponse.
        public var credit: UInt32 = 0
        /// The field `outcome`, number 2.
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

extension MoultV1.ImportResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportResponse>) {
        moult__v1__import_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportResponse>) throws(UnpackFault) {
        self.credit = source.pointee.credit
        self.outcome = try MoultV1.NumberedOutcome.unpacked(source.pointee.outcome)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.credit = self.credit
        target.pointee.outcome = try arena.structure(self.outcome)
    }
}
