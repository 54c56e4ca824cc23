// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.NumberedOutcome`.
    public struct NumberedOutcome: WireMessage {
        /// The field `number`, number 1.
        public var number: UInt64 = 0
        /// The field `outcome`, number 2.
        public var outcome: MoultV1.IngestOutcome?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(number: UInt64 = 0, outcome: MoultV1.IngestOutcome? = nil) {
            self.number = number
            self.outcome = outcome
        }
    }
}

extension MoultV1.NumberedOutcome: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.NumberedOutcome"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__NumberedOutcome>) {
        moult__v1__numbered_outcome__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__NumberedOutcome>) throws(UnpackFault) {
        self.number = source.pointee.number
        self.outcome = try MoultV1.IngestOutcome.unpacked(source.pointee.outcome)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__NumberedOutcome>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.number = self.number
        target.pointee.outcome = try arena.structure(self.outcome)
    }
}
