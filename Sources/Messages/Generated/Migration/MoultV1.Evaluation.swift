// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// How a candidate answers queries beside the active profile.
    public struct Evaluation: WireMessage {
        /// The field `verdict`, number 1.
        public var verdict: MoultV1.Verdict = .unspecified
        /// Why, with the numbers.
        public var message: String = ""
        /// The field `k`, number 3.
        public var k: Int32 = 0
        /// Queries by where they came from.
        public var recordedQueries: Int32 = 0
        /// The field `item_queries`, number 5.
        public var itemQueries: Int32 = 0
        /// The field `known_queries`, number 6.
        public var knownQueries: Int32 = 0
        /// The field `active`, number 7.
        public var active: MoultV1.EvaluationSide?
        /// The field `candidate`, number 8.
        public var candidate: MoultV1.EvaluationSide?
        /// Means over the queries without known answers: 0 to 1.
        public var overlap: Double = 0
        /// The field `rank_biased_overlap`, number 10.
        public var rankBiasedOverlap: Double = 0
        /// The queries whose answers changed most, worst first.
        public var worst: [MoultV1.EvaluationComparison] = []
        /// How scores compare, by ascending quantile: a floor at `active` becomes one at
        /// `candidate`.
        public var scoreMap: [MoultV1.ScorePoint] = []
        /// The field `at_unix_ms`, number 13.
        public var atUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            verdict: MoultV1.Verdict = .unspecified,
            message: String = "",
            k: Int32 = 0,
            recordedQueries: Int32 = 0,
            itemQueries: Int32 = 0,
            knownQueries: Int32 = 0,
            active: MoultV1.EvaluationSide? = nil,
            candidate: MoultV1.EvaluationSide? = nil,
            overlap: Double = 0,
            rankBiasedOverlap: Double = 0,
            worst: [MoultV1.EvaluationComparison] = [],
            scoreMap: [MoultV1.ScorePoint] = [],
            atUnixMs: Int64 = 0
        ) {
            self.verdict = verdict
            self.message = message
            self.k = k
            self.recordedQueries = recordedQueries
            self.itemQueries = itemQueries
            self.knownQueries = knownQueries
            self.active = active
            self.candidate = candidate
            self.overlap = overlap
            self.rankBiasedOverlap = rankBiasedOverlap
            self.worst = worst
            self.scoreMap = scoreMap
            self.atUnixMs = atUnixMs
        }
    }
}

extension MoultV1.Evaluation: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Evaluation"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Evaluation>) {
        moult__v1__evaluation__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Evaluation>) throws(UnpackFault) {
        self.verdict = MoultV1.Verdict(unpacked: source.pointee.verdict.rawValue)
        self.message = try String(unpacked: source.pointee.message)
        self.k = source.pointee.k
        self.recordedQueries = source.pointee.recorded_queries
        self.itemQueries = source.pointee.item_queries
        self.knownQueries = source.pointee.known_queries
        self.active = try MoultV1.EvaluationSide.unpacked(source.pointee.active)
        self.candidate = try MoultV1.EvaluationSide.unpacked(source.pointee.candidate)
        self.overlap = source.pointee.overlap
        self.rankBiasedOverlap = source.pointee.rank_biased_overlap
        self.worst = try .init(unpacked: elements(source.pointee.n_worst, source.pointee.worst))
        self.scoreMap =
            try .init(unpacked: elements(source.pointee.n_score_map, source.pointee.score_map))
        self.atUnixMs = source.pointee.at_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Evaluation>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.verdict = Moult__V1__Verdict(rawValue: self.verdict.packable)
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "moult.v1.Evaluation.message")
        }
        target.pointee.k = self.k
        target.pointee.recorded_queries = self.recordedQueries
        target.pointee.item_queries = self.itemQueries
        target.pointee.known_queries = self.knownQueries
        target.pointee.active = try arena.structure(self.active)
        target.pointee.candidate = try arena.structure(self.candidate)
        target.pointee.overlap = self.overlap
        target.pointee.rank_biased_overlap = self.rankBiasedOverlap
        target.pointee.n_worst = self.worst.count
        target.pointee.worst = try arena.structures(self.worst)
        target.pointee.n_score_map = self.scoreMap.count
        target.pointee.score_map = try arena.structures(self.scoreMap)
        target.pointee.at_unix_ms = self.atUnixMs
    }
}
