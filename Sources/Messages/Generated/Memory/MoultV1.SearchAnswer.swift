// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SearchAnswer`.
    public struct SearchAnswer: WireMessage {
        /// The field `hits`, number 1.
        public var hits: [MoultV1.SearchHit] = []
        /// The profile that served this query.
        public var epoch: Int64 = 0
        /// Empty: there is no more.
        public var nextPageToken: String = ""
        /// A hybrid search whose query could not be embedded, and was answered by words alone.
        public var semanticUnavailable: Bool = false
        /// Why, in one sentence.
        public var semanticUnavailableMessage: String = ""
        /// The mode that was asked for, with the default filled in.
        public var mode: MoultV1.SearchMode = .unspecified

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            hits: [MoultV1.SearchHit] = [],
            epoch: Int64 = 0,
            nextPageToken: String = "",
            semanticUnavailable: Bool = false,
            semanticUnavailableMessage: String = "",
            mode: MoultV1.SearchMode = .unspecified
        ) {
            self.hits = hits
            self.epoch = epoch
            self.nextPageToken = nextPageToken
            self.semanticUnavailable = semanticUnavailable
            self.semanticUnavailableMessage = semanticUnavailableMessage
            self.mode = mode
        }
    }
}

extension MoultV1.SearchAnswer: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchAnswer"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchAnswer>) {
        moult__v1__search_answer__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchAnswer>) throws(UnpackFault) {
        self.hits = try .init(unpacked: elements(source.pointee.n_hits, source.pointee.hits))
        self.epoch = source.pointee.epoch
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
        self.semanticUnavailable = source.pointee.semantic_unavailable != 0
        self.semanticUnavailableMessage =
            try String(unpacked: source.pointee.semantic_unavailable_message)
        self.mode = MoultV1.SearchMode(unpacked: source.pointee.mode.rawValue)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchAnswer>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_hits = self.hits.count
        target.pointee.hits = try arena.structures(self.hits)
        target.pointee.epoch = self.epoch
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token =
                try arena.text(self.nextPageToken, of: "moult.v1.SearchAnswer.next_page_token")
        }
        target.pointee.semantic_unavailable = self.semanticUnavailable ? 1 : 0
        if !self.semanticUnavailableMessage.isEmpty {
            target.pointee.semantic_unavailable_message = try arena.text(
                self.semanticUnavailableMessage,
                of: "moult.v1.SearchAnswer.semantic_unavailable_message"
            )
        }
        target.pointee.mode = Moult__V1__SearchMode(rawValue: self.mode.packable)
    }
}
