// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.GetResponse`.
    public struct GetResponse: WireMessage {
        /// The items that exist, in the order of the request.
        public var items: [MoultV1.StoredItem] = []
        /// The keys that do not.
        public var missing: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(items: [MoultV1.StoredItem] = [], missing: [MoultV1.ItemKey] = []) {
            self.items = items
            self.missing = missing
        }
    }
}

extension MoultV1.GetResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetResponse>) {
        moult__v1__get_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetResponse>) throws(UnpackFault) {
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.missing =
            try .init(unpacked: elements(source.pointee.n_missing, source.pointee.missing))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        target.pointee.n_missing = self.missing.count
        target.pointee.missing = try arena.structures(self.missing)
    }
}
