// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.LoadedModel`.
    public struct LoadedModel: WireMessage {
        /// The field `name`, number 1.
        public var name: String = ""
        /// The field `digest`, number 2.
        public var digest: String = ""
        /// The field `size_bytes`, number 3.
        public var sizeBytes: Int64 = 0
        /// What of it lies in the graphics card's memory.
        public var videoBytes: Int64 = 0
        /// 0: not known.
        public var contextTokens: Int32 = 0
        /// It has no expiry.
        public var pinned: Bool = false
        /// 0: pinned.
        public var expiresUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            name: String = "",
            digest: String = "",
            sizeBytes: Int64 = 0,
            videoBytes: Int64 = 0,
            contextTokens: Int32 = 0,
            pinned: Bool = false,
            expiresUnixMs: Int64 = 0
        ) {
            self.name = name
            self.digest = digest
            self.sizeBytes = sizeBytes
            self.videoBytes = videoBytes
            self.contextTokens = contextTokens
            self.pinned = pinned
            self.expiresUnixMs = expiresUnixMs
        }
    }
}

extension MoultV1.LoadedModel: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.LoadedModel"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__LoadedModel>) {
        moult__v1__loaded_model__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__LoadedModel>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.digest = try String(unpacked: source.pointee.digest)
        self.sizeBytes = source.pointee.size_bytes
        self.videoBytes = source.pointee.video_bytes
        self.contextTokens = source.pointee.context_tokens
        self.pinned = source.pointee.pinned != 0
        self.expiresUnixMs = source.pointee.expires_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__LoadedModel>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.LoadedModel.name")
        }
        if !self.digest.isEmpty {
            target.pointee.digest = try arena.text(self.digest, of: "moult.v1.LoadedModel.digest")
        }
        target.pointee.size_bytes = self.sizeBytes
        target.pointee.video_bytes = self.videoBytes
        target.pointee.context_tokens = self.contextTokens
        target.pointee.pinned = self.pinned ? 1 : 0
        target.pointee.expires_unix_ms = self.expiresUnixMs
    }
}
