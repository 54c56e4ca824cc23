// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SearchHit`.
    public struct SearchHit: WireMessage {
        /// Without its text and `embedded_form`: `snippet` shows what matched, Get gives the whole.
        public var item: MoultV1.StoredItem?
        /// Higher is better, in every mode.
        public var score: Double = 0
        /// The place among the hits by meaning, from 1.
        ///
        /// 0: not among them.
        public var semanticRank: Int32 = 0
        /// The place among the hits by words, from 1.
        ///
        /// 0: not among them.
        public var lexicalRank: Int32 = 0
        /// A passage of the text around what matched.
        ///
        /// Plain text.
        public var snippet: String = ""
        /// The text was edited and is not embedded yet: the vector of an earlier revision found it.
        public var stale: Bool = false
        /// Cosine similarity; 0 where the item was not found by meaning.
        public var semanticScore: Double = 0
        /// bm25 with its sign turned; 0 where the item was not found by words.
        public var lexicalScore: Double = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            item: MoultV1.StoredItem? = nil,
            score: Double = 0,
            semanticRank: Int32 = 0,
            lexicalRank: Int32 = 0,
            snippet: String = "",
            stale: Bool = false,
            semanticScore: Double = 0,
            lexicalScore: Double = 0
        ) {
            self.item = item
            self.score = score
            self.semanticRank = semanticRank
            self.lexicalRank = lexicalRank
            self.snippet = snippet
            self.stale = stale
            self.semanticScore = semanticScore
            self.lexicalScore = lexicalScore
        }
    }
}

extension MoultV1.SearchHit: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchHit"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchHit>) {
        moult__v1__search_hit__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchHit>) throws(UnpackFault) {
        self.item = try MoultV1.StoredItem.unpacked(source.pointee.item)
        self.score = source.pointee.score
        self.semanticRank = source.pointee.semantic_rank
        self.lexicalRank = source.pointee.lexical_rank
        self.snippet = try String(unpacked: source.pointee.snippet)
        self.stale = source.pointee.stale != 0
        self.semanticScore = source.pointee.semantic_score
        self.lexicalScore = source.pointee.lexical_score
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchHit>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.item = try arena.structure(self.item)
        target.pointee.score = self.score
        target.pointee.semantic_rank = self.semanticRank
        target.pointee.lexical_rank = self.lexicalRank
        if !self.snippet.isEmpty {
            target.pointee.snippet = try arena.text(self.snippet, of: "moult.v1.SearchHit.snippet")
        }
        target.pointee.stale = self.stale ? 1 : 0
        target.pointee.semantic_score = self.semanticScore
        target.pointee.lexical_score = self.lexicalScore
    }
}
