// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.IngestStreamRequest`.
    public struct IngestStreamRequest: WireMessage {
        /// The client's number for this item; comes back with its outcome.
        public var number: UInt64 = 0
        /// The field `item`, number 2.
        public var item: MoultV1.ItemDraft?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(number: UInt64 = 0, item: MoultV1.ItemDraft? = nil) {
            self.number = number
            self.item = item
        }
    }
}

extension MoultV1.IngestStreamRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestStreamRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestStreamRequest>) {
        moult__v1__ingest_stream_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestStreamRequest>) throws(UnpackFault) {
        self.number = source.pointee.number
        self.item = try MoultV1.ItemDraft.unpacked(source.pointee.item)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestStreamRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.number = self.number
        target.pointee.item = try arena.structure(self.item)
    }
}
