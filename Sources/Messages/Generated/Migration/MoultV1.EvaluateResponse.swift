// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EvaluateResponse`.
    public struct EvaluateResponse: WireMessage {
        /// The field `evaluation`, number 1.
        public var evaluation: MoultV1.Evaluation?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(evaluation: MoultV1.Evaluation? = nil) {
            self.evaluation = evaluation
        }
    }
}

extension MoultV1.EvaluateResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluateResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluateResponse>) {
        moult__v1__evaluate_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluateResponse>) throws(UnpackFault) {
        self.evaluation = try MoultV1.Evaluation.unpacked(source.pointee.evaluation)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluateResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.evaluation = try arena.structure(self.evaluation)
    }
}
