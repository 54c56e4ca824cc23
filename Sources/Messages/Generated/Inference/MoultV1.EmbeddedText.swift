// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EmbeddedText`.
    public struct EmbeddedText: WireMessage {
        /// 32-bit floats, little-endian, one after the other.
        public var vector: [UInt8] = []
        /// The field `tokens`, number 2.
        public var tokens: Int32 = 0
        /// Its vector is of its beginning only.
        public var truncated: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(vector: [UInt8] = [], tokens: Int32 = 0, truncated: Bool = false) {
            self.vector = vector
            self.tokens = tokens
            self.truncated = truncated
        }
    }
}

extension MoultV1.EmbeddedText: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EmbeddedText"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EmbeddedText>) {
        moult__v1__embedded_text__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EmbeddedText>) throws(UnpackFault) {
        self.vector = [UInt8](unpacked: source.pointee.vector)
        self.tokens = source.pointee.tokens
        self.truncated = source.pointee.truncated != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EmbeddedText>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.vector = try arena.bytes(self.vector)
        target.pointee.tokens = self.tokens
        target.pointee.truncated = self.truncated ? 1 : 0
    }
}
