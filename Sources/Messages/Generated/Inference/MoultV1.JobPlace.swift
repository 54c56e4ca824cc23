// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.JobPlace`.
    public struct JobPlace: WireMessage {
        /// How many go before it.
        public var ahead: Int32 = 0
        /// The field `reason`, number 2.
        public var reason: MoultV1.WaitReason = .unspecified
        /// One sentence for people.
        public var message: String = ""
        /// Until it begins; negative: not known.
        public var estimateMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            ahead: Int32 = 0,
            reason: MoultV1.WaitReason = .unspecified,
            message: String = "",
            estimateMs: Int64 = 0
        ) {
            self.ahead = ahead
            self.reason = reason
            self.message = message
            self.estimateMs = estimateMs
        }
    }
}

extension MoultV1.JobPlace: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobPlace"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobPlace>) {
        moult__v1__job_place__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobPlace>) throws(UnpackFault) {
        self.ahead = source.pointee.ahead
        self.reason = MoultV1.WaitReason(unpacked: source.pointee.reason.rawValue)
        self.message = try String(unpacked: source.pointee.message)
        self.estimateMs = source.pointee.estimate_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobPlace>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.ahead = self.ahead
        target.pointee.reason = Moult__V1__WaitReason(rawValue: self.reason.packable)
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "moult.v1.JobPlace.message")
        }
        target.pointee.estimate_ms = self.estimateMs
    }
}
