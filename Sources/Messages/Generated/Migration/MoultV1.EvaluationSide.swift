// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EvaluationSide`.
    public struct EvaluationSide: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// The field `target`, number 2.
        public var target: String = ""
        /// The field `p50_microseconds`, number 3.
        public var p50Microseconds: Int64 = 0
        /// The field `p99_microseconds`, number 4.
        public var p99Microseconds: Int64 = 0
        /// Recall at k and nDCG at 10; only with known answers.
        public var recall: Double = 0
        /// The field `ndcg`, number 6.
        public var ndcg: Double = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            target: String = "",
            p50Microseconds: Int64 = 0,
            p99Microseconds: Int64 = 0,
            recall: Double = 0,
            ndcg: Double = 0
        ) {
            self.epoch = epoch
            self.target = target
            self.p50Microseconds = p50Microseconds
            self.p99Microseconds = p99Microseconds
            self.recall = recall
            self.ndcg = ndcg
        }
    }
}

extension MoultV1.EvaluationSide: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluationSide"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluationSide>) {
        moult__v1__evaluation_side__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluationSide>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.target = try String(unpacked: source.pointee.target)
        self.p50Microseconds = source.pointee.p50_microseconds
        self.p99Microseconds = source.pointee.p99_microseconds
        self.recall = source.pointee.recall
        self.ndcg = source.pointee.ndcg
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluationSide>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.target.isEmpty {
            target.pointee.target =
                try arena.text(self.target, of: "moult.v1.EvaluationSide.target")
        }
        target.pointee.p50_microseconds = self.p50Microseconds
        target.pointee.p99_microseconds = self.p99Microseconds
        target.pointee.recall = self.recall
        target.pointee.ndcg = self.ndcg
    }
}
