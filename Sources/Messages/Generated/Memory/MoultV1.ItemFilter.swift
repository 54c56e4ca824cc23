// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// Which items are meant.
    ///
    /// All that is given must hold.
    public struct ItemFilter: WireMessage {
        /// Any of these collections.
        ///
        /// Empty: all.
        public var collections: [String] = []
        /// Every one of these entries.
        public var metadata: [MoultV1.MetadataEntry] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collections: [String] = [], metadata: [MoultV1.MetadataEntry] = []) {
            self.collections = collections
            self.metadata = metadata
        }
    }
}

extension MoultV1.ItemFilter: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ItemFilter"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ItemFilter>) {
        moult__v1__item_filter__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ItemFilter>) throws(UnpackFault) {
        self.collections =
            try .init(unpacked: elements(source.pointee.n_collections, source.pointee.collections))
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ItemFilter>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_collections = self.collections.count
        target.pointee.collections =
            try arena.texts(self.collections, of: "moult.v1.ItemFilter.collections")
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
    }
}
