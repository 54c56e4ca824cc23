// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The attempt failed, and another will follow.
    public struct JobRetrying: WireMessage {
        /// The field `attempt`, number 1.
        public var attempt: Int32 = 0
        /// The field `message`, number 2.
        public var message: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(attempt: Int32 = 0, message: String = "") {
            self.attempt = attempt
            self.message = message
        }
    }
}

extension MoultV1.JobRetrying: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobRetrying"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobRetrying>) {
        moult__v1__job_retrying__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobRetrying>) throws(UnpackFault) {
        self.attempt = source.pointee.attempt
        self.message = try String(unpacked: source.pointee.message)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobRetrying>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.attempt = self.attempt
        if !self.message.isEmpty {
            target.pointee.message =
                try arena.text(self.message, of: "moult.v1.JobRetrying.message")
        }
    }
}
