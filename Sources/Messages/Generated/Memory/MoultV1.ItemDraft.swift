// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// An item to be stored.
    public struct ItemDraft: WireMessage {
        /// One of the members of `expectation`.
        public enum Expectation: Sendable, Hashable {
            /// The revision that the stored item must have; 0: it must not exist.
            ///
            /// Absent: unchecked.
            case expectedRevision(Int64)
        }

        /// At most 512 bytes; empty means "default".
        public var collection: String = ""
        /// 1 to 512 bytes.
        public var key: String = ""
        /// 1 byte to 1 MiB.
        public var text: String = ""
        /// At most 64 entries and 16 KiB in all.
        public var metadata: [MoultV1.MetadataEntry] = []
        /// At most one of these; nil: none.
        public var expectation: Expectation?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            text: String = "",
            metadata: [MoultV1.MetadataEntry] = [],
            expectation: Expectation? = nil
        ) {
            self.collection = collection
            self.key = key
            self.text = text
            self.metadata = metadata
            self.expectation = expectation
        }
    }
}

extension MoultV1.ItemDraft: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ItemDraft"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ItemDraft>) {
        moult__v1__item_draft__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ItemDraft>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.text = try String(unpacked: source.pointee.text)
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
        switch source.pointee.expectation_case.rawValue {
        case 5:
            self.expectation = .expectedRevision(source.pointee.expected_revision)
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ItemDraft>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.ItemDraft.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.ItemDraft.key")
        }
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.ItemDraft.text")
        }
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
        switch self.expectation {
        case .expectedRevision(let value):
            target.pointee.expectation_case = Moult__V1__ItemDraft__ExpectationCase(rawValue: 5)
            target.pointee.expected_revision = value
        case nil: break
        }
    }
}
