// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.GetRequest`.
    public struct GetRequest: WireMessage {
        /// 1 to 1,000.
        public var keys: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(keys: [MoultV1.ItemKey] = []) {
            self.keys = keys
        }
    }
}

extension MoultV1.GetRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetRequest>) {
        moult__v1__get_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetRequest>) throws(UnpackFault) {
        self.keys = try .init(unpacked: elements(source.pointee.n_keys, source.pointee.keys))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_keys = self.keys.count
        target.pointee.keys = try arena.structures(self.keys)
    }
}
