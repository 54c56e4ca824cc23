// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// One entry of an item's metadata.
    ///
    /// A key stands at most once in an item.
    public struct MetadataEntry: WireMessage {
        /// 1 to 512 bytes.
        public var key: String = ""
        /// The field `value`, number 2.
        public var value: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(key: String = "", value: String = "") {
            self.key = key
            self.value = value
        }
    }
}

extension MoultV1.MetadataEntry: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.MetadataEntry"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__MetadataEntry>) {
        moult__v1__metadata_entry__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__MetadataEntry>) throws(UnpackFault) {
        self.key = try String(unpacked: source.pointee.key)
        self.value = try String(unpacked: source.pointee.value)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__MetadataEntry>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.MetadataEntry.key")
        }
        if !self.value.isEmpty {
            target.pointee.value = try arena.text(self.value, of: "moult.v1.MetadataEntry.value")
        }
    }
}
