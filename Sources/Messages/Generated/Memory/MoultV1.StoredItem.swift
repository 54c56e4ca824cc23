// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// An item as it is stored.
    public struct StoredItem: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// Empty where the caller asked for no texts.
        public var text: String = ""
        /// The field `metadata`, number 4.
        public var metadata: [MoultV1.MetadataEntry] = []
        /// Never reused, not even after a delete.
        public var id: Int64 = 0
        /// From one counter of the whole store; new at each change of the text.
        public var revision: Int64 = 0
        /// The field `created_unix_ms`, number 7.
        public var createdUnixMs: Int64 = 0
        /// When text or metadata last changed.
        public var updatedUnixMs: Int64 = 0
        /// Whether the active profile has a vector for this revision.
        public var embedded: Bool = false
        /// What of the text that vector was made from: "truncated" or "split"; empty: the whole, or
        /// there is none.
        public var embeddedForm: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            text: String = "",
            metadata: [MoultV1.MetadataEntry] = [],
            id: Int64 = 0,
            revision: Int64 = 0,
            createdUnixMs: Int64 = 0,
            updatedUnixMs: Int64 = 0,
            embedded: Bool = false,
            embeddedForm: String = ""
        ) {
            self.collection = collection
            self.key = key
            self.text = text
            self.metadata = metadata
            self.id = id
            self.revision = revision
            self.createdUnixMs = createdUnixMs
            self.updatedUnixMs = updatedUnixMs
            self.embedded = embedded
            self.embeddedForm = embeddedForm
        }
    }
}

extension MoultV1.StoredItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StoredItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StoredItem>) {
        moult__v1__stored_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StoredItem>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.text = try String(unpacked: source.pointee.text)
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
        self.id = source.pointee.id
        self.revision = source.pointee.revision
        self.createdUnixMs = source.pointee.created_unix_ms
        self.updatedUnixMs = source.pointee.updated_unix_ms
        self.embedded = source.pointee.embedded != 0
        self.embeddedForm = try String(unpacked: source.pointee.embedded_form)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StoredItem>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.StoredItem.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.StoredItem.key")
        }
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.StoredItem.text")
        }
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
        target.pointee.id = self.id
        target.pointee.revision = self.revision
        target.pointee.created_unix_ms = self.createdUnixMs
        target.pointee.updated_unix_ms = self.updatedUnixMs
        target.pointee.embedded = self.embedded ? 1 : 0
        if !self.embeddedForm.isEmpty {
            target.pointee.embedded_form =
                try arena.text(self.embeddedForm, of: "moult.v1.StoredItem.embedded_form")
        }
    }
}
