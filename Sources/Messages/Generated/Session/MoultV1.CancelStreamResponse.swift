// From moult/v1/session.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.CancelStreamResponse`.
    public struct CancelStreamResponse: WireMessage {
        /// False: no stream of that id was in flight.
        public var cancelled: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(cancelled: Bool = false) {
            self.cancelled = cancelled
        }
    }
}

extension MoultV1.CancelStreamResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelStreamResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelStreamResponse>) {
        moult__v1__cancel_stream_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelStreamResponse>) throws(UnpackFault) {
        self.cancelled = source.pointee.cancelled != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelStreamResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.cancelled = self.cancelled ? 1 : 0
    }
}
