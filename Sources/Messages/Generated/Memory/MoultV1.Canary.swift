// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.Canary`.
    public struct Canary: WireMessage {
        /// The field `text`, number 1.
        public var text: String = ""
        /// As many little-endian 32-bit floats as the space has dimensions.
        public var values: [UInt8] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(text: String = "", values: [UInt8] = []) {
            self.text = text
            self.values = values
        }
    }
}

extension MoultV1.Canary: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Canary"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Canary>) {
        moult__v1__canary__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Canary>) throws(UnpackFault) {
        self.text = try String(unpacked: source.pointee.text)
        self.values = [UInt8](unpacked: source.pointee.values)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Canary>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.Canary.text")
        }
        target.pointee.values = try arena.bytes(self.values)
    }
}
