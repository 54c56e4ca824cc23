// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.InstalledModel`.
    public struct InstalledModel: WireMessage {
        /// The field `name`, number 1.
        public var name: String = ""
        /// The field `digest`, number 2.
        public var digest: String = ""
        /// The field `size_bytes`, number 3.
        public var sizeBytes: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", digest: String = "", sizeBytes: Int64 = 0) {
            self.name = name
            self.digest = digest
            self.sizeBytes = sizeBytes
        }
    }
}

extension MoultV1.InstalledModel: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.InstalledModel"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__InstalledModel>) {
        moult__v1__installed_model__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__InstalledModel>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.digest = try String(unpacked: source.pointee.digest)
        self.sizeBytes = source.pointee.size_bytes
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__InstalledModel>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.InstalledModel.name")
        }
        if !self.digest.isEmpty {
            target.pointee.digest =
                try arena.text(self.digest, of: "moult.v1.InstalledModel.digest")
        }
        target.pointee.size_bytes = self.sizeBytes
    }
}
