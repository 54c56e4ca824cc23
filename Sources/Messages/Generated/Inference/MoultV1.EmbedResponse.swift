// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EmbedResponse`.
    public struct EmbedResponse: WireMessage {
        /// As "ollama:embeddinggemma@768".
        public var target: String = ""
        /// The field `dimensions`, number 2.
        public var dimensions: Int32 = 0
        /// One for each text, in their order.
        public var embedded: [MoultV1.EmbeddedText] = []
        /// False: the provider does not count, and `tokens` are estimates.
        public var tokensCounted: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            dimensions: Int32 = 0,
            embedded: [MoultV1.EmbeddedText] = [],
            tokensCounted: Bool = false
        ) {
            self.target = target
            self.dimensions = dimensions
            self.embedded = embedded
            self.tokensCounted = tokensCounted
        }
    }
}

extension MoultV1.EmbedResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EmbedResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EmbedResponse>) {
        moult__v1__embed_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EmbedResponse>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.dimensions = source.pointee.dimensions
        self.embedded =
            try .init(unpacked: elements(source.pointee.n_embedded, source.pointee.embedded))
        self.tokensCounted = source.pointee.tokens_counted != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EmbedResponse>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.EmbedResponse.target")
        }
        target.pointee.dimensions = self.dimensions
        target.pointee.n_embedded = self.embedded.count
        target.pointee.embedded = try arena.structures(self.embedded)
        target.pointee.tokens_counted = self.tokensCounted ? 1 : 0
    }
}
