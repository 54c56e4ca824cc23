// From moult/v1/session.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.CancelStreamRequest`.
    public struct CancelStreamRequest: WireMessage {
        /// The ttrpc stream id that the caller opened on this connection.
        public var streamID: UInt32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(streamID: UInt32 = 0) {
            self.streamID = streamID
        }
    }
}

extension MoultV1.CancelStreamRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelStreamRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelStreamRequest>) {
        moult__v1__cancel_stream_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelStreamRequest>) throws(UnpackFault) {
        self.streamID = source.pointee.stream_id
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelStreamRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.stream_id = self.streamID
    }
}
