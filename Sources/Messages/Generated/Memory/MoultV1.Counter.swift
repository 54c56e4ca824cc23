// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.Counter`.
    public struct Counter: WireMessage {
        /// The field `name`, number 1.
        public var name: String = ""
        /// The field `value`, number 2.
        public var value: UInt64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", value: UInt64 = 0) {
            self.name = name
            self.value = value
        }
    }
}

extension MoultV1.Counter: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Counter"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Counter>) {
        moult__v1__counter__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Counter>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.value = source.pointee.value
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Counter>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.Counter.name")
        }
        target.pointee.value = self.value
    }
}
