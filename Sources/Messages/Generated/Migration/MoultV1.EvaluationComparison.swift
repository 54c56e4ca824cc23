// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EvaluationComparison`.
    public struct EvaluationComparison: WireMessage {
        /// The field `query`, number 1.
        public var query: String = ""
        /// The field `overlap`, number 2.
        public var overlap: Double = 0
        /// The field `rank_biased_overlap`, number 3.
        public var rankBiasedOverlap: Double = 0
        /// The field `active_keys`, number 4.
        public var activeKeys: [MoultV1.ItemKey] = []
        /// The field `candidate_keys`, number 5.
        public var candidateKeys: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            query: String = "",
            overlap: Double = 0,
            rankBiasedOverlap: Double = 0,
            activeKeys: [MoultV1.ItemKey] = [],
            candidateKeys: [MoultV1.ItemKey] = []
        ) {
            self.query = query
            self.overlap = overlap
            self.rankBiasedOverlap = rankBiasedOverlap
            self.activeKeys = activeKeys
            self.candidateKeys = candidateKeys
        }
    }
}

extension MoultV1.EvaluationComparison: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluationComparison"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluationComparison>) {
        moult__v1__evaluation_comparison__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluationComparison>) throws(UnpackFault) {
        self.query = try String(unpacked: source.pointee.query)
        self.overlap = source.pointee.overlap
        self.rankBiasedOverlap = source.pointee.rank_biased_overlap
        self.activeKeys =
            try .init(unpacked: elements(source.pointee.n_active_keys, source.pointee.active_keys))
        self.candidateKeys = try .init(
            unpacked: elements(source.pointee.n_candidate_keys, source.pointee.candidate_keys)
        )
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluationComparison>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.query.isEmpty {
            target.pointee.query =
                try arena.text(self.query, of: "moult.v1.EvaluationComparison.query")
        }
        target.pointee.overlap = self.overlap
        target.pointee.rank_biased_overlap = self.rankBiasedOverlap
        target.pointee.n_active_keys = self.activeKeys.count
        target.pointee.active_keys = try arena.structures(self.activeKeys)
        target.pointee.n_candidate_keys = self.candidateKeys.count
        target.pointee.candidate_keys = try arena.structures(self.candidateKeys)
    }
}
