// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// All that makes two vector spaces the same.
    public struct SpaceIdentity: WireMessage {
        /// The field `provider`, number 1.
        public var provider: String = ""
        /// The field `model`, number 2.
        public var model: String = ""
        /// The field `model_digest`, number 3.
        public var modelDigest: String = ""
        /// The field `dimensions`, number 4.
        public var dimensions: Int32 = 0
        /// "cosine".
        public var metric: String = ""
        /// The field `document_prefix`, number 6.
        public var documentPrefix: String = ""
        /// The field `query_prefix`, number 7.
        public var queryPrefix: String = ""
        /// "l2".
        public var normalisation: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            provider: String = "",
            model: String = "",
            modelDigest: String = "",
            dimensions: Int32 = 0,
            metric: String = "",
            documentPrefix: String = "",
            queryPrefix: String = "",
            normalisation: String = ""
        ) {
            self.provider = provider
            self.model = model
            self.modelDigest = modelDigest
            self.dimensions = dimensions
            self.metric = metric
            self.documentPrefix = documentPrefix
            self.queryPrefix = queryPrefix
            self.normalisation = normalisation
        }
    }
}

extension MoultV1.SpaceIdentity: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SpaceIdentity"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SpaceIdentity>) {
        moult__v1__space_identity__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SpaceIdentity>) throws(UnpackFault) {
        self.provider = try String(unpacked: source.pointee.provider)
        self.model = try String(unpacked: source.pointee.model)
        self.modelDigest = try String(unpacked: source.pointee.model_digest)
        self.dimensions = source.pointee.dimensions
        self.metric = try String(unpacked: source.pointee.metric)
        self.documentPrefix = try String(unpacked: source.pointee.document_prefix)
        self.queryPrefix = try String(unpacked: source.pointee.query_prefix)
        self.normalisation = try String(unpacked: source.pointee.normalisation)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SpaceIdentity>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.provider.isEmpty {
            target.pointee.provider =
                try arena.text(self.provider, of: "moult.v1.SpaceIdentity.provider")
        }
        if !self.model.isEmpty {
            target.pointee.model = try arena.text(self.model, of: "moult.v1.SpaceIdentity.model")
        }
        if !self.modelDigest.isEmpty {
            target.pointee.model_digest =
                try arena.text(self.modelDigest, of: "moult.v1.SpaceIdentity.model_digest")
        }
        target.pointee.dimensions = self.dimensions
        if !self.metric.isEmpty {
            target.pointee.metric = try arena.text(self.metric, of: "moult.v1.SpaceIdentity.metric")
        }
        if !self.documentPrefix.isEmpty {
            target.pointee.document_prefix =
                try arena.text(self.documentPrefix, of: "moult.v1.SpaceIdentity.document_prefix")
        }
        if !self.queryPrefix.isEmpty {
            target.pointee.query_prefix =
                try arena.text(self.queryPrefix, of: "moult.v1.SpaceIdentity.query_prefix")
        }
        if !self.normalisation.isEmpty {
            target.pointee.normalisation =
                try arena.text(self.normalisation, of: "moult.v1.SpaceIdentity.normalisation")
        }
    }
}
