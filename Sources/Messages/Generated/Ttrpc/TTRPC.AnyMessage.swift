// From ttrpc/ttrpc.proto. Made by proto/generate. Never edited.

import CMessages

extension TTRPC {
    /// google.protobuf.Any.
    public struct AnyMessage: WireMessage {
        /// "type.googleapis.com/" and the full name of the message in `value`.
        public var typeURL: String = ""
        /// The field `value`, number 2.
        public var value: [UInt8] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(typeURL: String = "", value: [UInt8] = []) {
            self.typeURL = typeURL
            self.value = value
        }
    }
}

extension TTRPC.AnyMessage: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Any"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Any>) {
        ttrpc__any__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Any>) throws(UnpackFault) {
        self.typeURL = try String(unpacked: source.pointee.type_url)
        self.value = [UInt8](unpacked: source.pointee.value)
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Any>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.typeURL.isEmpty {
            target.pointee.type_url = try arena.text(self.typeURL, of: "ttrpc.Any.type_url")
        }
        target.pointee.value = try arena.bytes(self.value)
    }
}
