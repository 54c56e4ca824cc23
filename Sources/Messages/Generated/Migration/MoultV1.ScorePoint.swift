// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ScorePoint`.
    public struct ScorePoint: WireMessage {
        /// The field `quantile`, number 1.
        public var quantile: Double = 0
        /// The field `active`, number 2.
        public var active: Double = 0
        /// The field `candidate`, number 3.
        public var candidate: Double = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(quantile: Double = 0, active: Double = 0, candidate: Double = 0) {
            self.quantile = quantile
            self.active = active
            self.candidate = candidate
        }
    }
}

extension MoultV1.ScorePoint: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ScorePoint"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ScorePoint>) {
        moult__v1__score_point__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ScorePoint>) throws(UnpackFault) {
        self.quantile = source.pointee.quantile
        self.active = source.pointee.active
        self.candidate = source.pointee.candidate
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ScorePoint>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.quantile = self.quantile
        target.pointee.active = self.active
        target.pointee.candidate = self.candidate
    }
}
