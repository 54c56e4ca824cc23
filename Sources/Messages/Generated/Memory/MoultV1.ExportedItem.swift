// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ExportedItem`.
    public struct ExportedItem: WireMessage {
        /// The field `item`, number 1.
        public var item: MoultV1.StoredItem?
        /// As many little-endian 32-bit floats as the space has dimensions; empty: it has none that
        /// is current.
        public var vector: [UInt8] = []
        /// As `StoredItem.embedded_form`.
        public var form: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(item: MoultV1.StoredItem? = nil, vector: [UInt8] = [], form: String = "") {
            self.item = item
            self.vector = vector
            self.form = form
        }
    }
}

extension MoultV1.ExportedItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportedItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportedItem>) {
        moult__v1__exported_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportedItem>) throws(UnpackFault) {
        self.item = try MoultV1.StoredItem.unpacked(source.pointee.item)
        self.vector = [UInt8](unpacked: source.pointee.vector)
        self.form = try String(unpacked: source.pointee.form)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportedItem>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.item = try arena.structure(self.item)
        target.pointee.vector = try arena.bytes(self.vector)
        if !self.form.isEmpty {
            target.pointee.form = try arena.text(self.form, of: "moult.v1.ExportedItem.form")
        }
    }
}
