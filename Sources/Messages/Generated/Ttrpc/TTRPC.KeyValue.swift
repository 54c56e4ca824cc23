// From ttrpc/ttrpc.proto. Made by proto/generate. Never edited.

import CMessages

extension TTRPC {
    /// The proto message `ttrpc.KeyValue`.
    public struct KeyValue: WireMessage {
        /// The field `key`, number 1.
        public var key: String = ""
        /// The field `value`, number 2.
        public var value: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(key: String = "", value: String = "") {
            self.key = key
            self.value = value
        }
    }
}

extension TTRPC.KeyValue: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.KeyValue"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__KeyValue>) {
        ttrpc__key_value__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__KeyValue>) throws(UnpackFault) {
        self.key = try String(unpacked: source.pointee.key)
        self.value = try String(unpacked: source.pointee.value)
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__KeyValue>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "ttrpc.KeyValue.key")
        }
        if !self.value.isEmpty {
            target.pointee.value = try arena.text(self.value, of: "ttrpc.KeyValue.value")
        }
    }
}
