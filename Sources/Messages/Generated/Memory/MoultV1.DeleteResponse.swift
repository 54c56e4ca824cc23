// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.DeleteResponse`.
    public struct DeleteResponse: WireMessage {
        /// How many items were deleted, or with `dry_run` would be.
        public var deleted: Int64 = 0
        /// Of a deletion by keys: those that did not exist.
        public var missing: [MoultV1.ItemKey] = []
        /// Of a deletion by keys: those whose revision was another.
        public var refused: [MoultV1.DeleteRefusal] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            deleted: Int64 = 0,
            missing: [MoultV1.ItemKey] = [],
            refused: [MoultV1.DeleteRefusal] = []
        ) {
            self.deleted = deleted
            self.missing = missing
            self.refused = refused
        }
    }
}

extension MoultV1.DeleteResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.DeleteResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__DeleteResponse>) {
        moult__v1__delete_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__DeleteResponse>) throws(UnpackFault) {
        self.deleted = source.pointee.deleted
        self.missing =
            try .init(unpacked: elements(source.pointee.n_missing, source.pointee.missing))
        self.refused =
            try .init(unpacked: elements(source.pointee.n_refused, source.pointee.refused))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__DeleteResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.deleted = self.deleted
        target.pointee.n_missing = self.missing.count
        target.pointee.missing = try arena.structures(self.missing)
        target.pointee.n_refused = self.refused.count
        target.pointee.refused = try arena.structures(self.refused)
    }
}
