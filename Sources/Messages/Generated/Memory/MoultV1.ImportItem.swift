// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ImportItem`.
    public struct ImportItem: WireMessage {
        /// The field `number`, number 1.
        public var number: UInt64 = 0
        /// The field `item`, number 2.
        public var item: MoultV1.ItemDraft?
        /// As in ExportedItem.
        public var vector: [UInt8] = []
        /// The field `form`, number 4.
        public var form: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            number: UInt64 = 0,
            item: MoultV1.ItemDraft? = nil,
            vector: [UInt8] = [],
            form: String = ""
        ) {
            self.number = number
            self.item = item
            self.vector = vector
            self.form = form
        }
    }
}

extension MoultV1.ImportItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportItem>) {
        moult__v1__import_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportItem>) throws(UnpackFault) {
        self.number = source.pointee.number
        self.item = try MoultV1.ItemDraft.unpacked(source.pointee.item)
        self.vector = [UInt8](unpacked: source.pointee.vector)
        self.form = try String(unpacked: source.pointee.form)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportItem>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.number = self.number
        target.pointee.item = try arena.structure(self.item)
        target.pointee.vector = try arena.bytes(self.vector)
        if !self.form.isEmpty {
            target.pointee.form = try arena.text(self.form, of: "moult.v1.ImportItem.form")
        }
    }
}
