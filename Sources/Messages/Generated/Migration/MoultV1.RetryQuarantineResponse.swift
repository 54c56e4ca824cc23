// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.RetryQuarantineResponse`.
    public struct RetryQuarantineResponse: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// How many are asked for again.
        public var retrying: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, retrying: Int64 = 0) {
            self.epoch = epoch
            self.retrying = retrying
        }
    }
}

extension MoultV1.RetryQuarantineResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RetryQuarantineResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RetryQuarantineResponse>) {
        moult__v1__retry_quarantine_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RetryQuarantineResponse>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.retrying = source.pointee.retrying
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RetryQuarantineResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.retrying = self.retrying
    }
}
