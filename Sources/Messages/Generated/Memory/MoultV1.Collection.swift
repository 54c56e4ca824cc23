// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.Collection`.
    public struct Collection: WireMessage {
        /// The field `name`, number 1.
        public var name: String = ""
        /// The field `items`, number 2.
        public var items: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", items: Int64 = 0) {
            self.name = name
            self.items = items
        }
    }
}

extension MoultV1.Collection: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Collection"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Collection>) {
        moult__v1__collection__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Collection>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.items = source.pointee.items
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Collection>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.Collection.name")
        }
        target.pointee.items = self.items
    }
}
