// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// An attempt begins: what earlier attempts said no longer counts.
    public struct JobBegan: WireMessage {
        /// From 1.
        public var attempt: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(attempt: Int32 = 0) {
            self.attempt = attempt
        }
    }
}

extension MoultV1.JobBegan: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobBegan"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobBegan>) {
        moult__v1__job_began__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobBegan>) throws(UnpackFault) {
        self.attempt = source.pointee.attempt
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobBegan>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.attempt = self.attempt
    }
}
