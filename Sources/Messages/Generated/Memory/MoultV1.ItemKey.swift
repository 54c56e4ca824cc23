// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ItemKey`.
    public struct ItemKey: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collection: String = "", key: String = "") {
            self.collection = collection
            self.key = key
        }
    }
}

extension MoultV1.ItemKey: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ItemKey"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ItemKey>) {
        moult__v1__item_key__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ItemKey>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ItemKey>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.ItemKey.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.ItemKey.key")
        }
    }
}
