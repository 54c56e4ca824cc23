// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EmbedRequest`.
    public struct EmbedRequest: WireMessage {
        /// At least one, at most `limits.embedTextsMax` (1,024); none is empty.
        public var texts: [String] = []
        /// As "ollama:embeddinggemma@256"; empty: the active space's embedder.
        public var target: String = ""
        /// The field `wording`, number 3.
        public var wording: MoultV1.Wording = .unspecified
        /// The vectors' width; 0: the target's own.
        public var dimensions: Int32 = 0
        /// Texts that are too long for the model are cut, and say so, instead of refused.
        public var truncate: Bool = false
        /// It lets queries and single texts go first.
        public var bulk: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            texts: [String] = [],
            target: String = "",
            wording: MoultV1.Wording = .unspecified,
            dimensions: Int32 = 0,
            truncate: Bool = false,
            bulk: Bool = false
        ) {
            self.texts = texts
            self.target = target
            self.wording = wording
            self.dimensions = dimensions
            self.truncate = truncate
            self.bulk = bulk
        }
    }
}

extension MoultV1.EmbedRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EmbedRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EmbedRequest>) {
        moult__v1__embed_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EmbedRequest>) throws(UnpackFault) {
        self.texts = try .init(unpacked: elements(source.pointee.n_texts, source.pointee.texts))
        self.target = try String(unpacked: source.pointee.target)
        self.wording = MoultV1.Wording(unpacked: source.pointee.wording.rawValue)
        self.dimensions = source.pointee.dimensions
        self.truncate = source.pointee.truncate != 0
        self.bulk = source.pointee.bulk != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EmbedRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_texts = self.texts.count
        target.pointee.texts = try arena.texts(self.texts, of: "moult.v1.EmbedRequest.texts")
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.EmbedRequest.target")
        }
        target.pointee.wording = Moult__V1__Wording(rawValue: self.wording.packable)
        target.pointee.dimensions = self.dimensions
        target.pointee.truncate = self.truncate ? 1 : 0
        target.pointee.bulk = self.bulk ? 1 : 0
    }
}
