// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// What the host says in its last line.
    public struct JobStatistics: WireMessage {
        /// As "stop" or "length".
        public var doneReason: String = ""
        /// The field `total_ns`, number 2.
        public var totalNs: Int64 = 0
        /// The field `load_ns`, number 3.
        public var loadNs: Int64 = 0
        /// The field `prompt_tokens`, number 4.
        public var promptTokens: Int64 = 0
        /// The field `prompt_ns`, number 5.
        public var promptNs: Int64 = 0
        /// The field `answer_tokens`, number 6.
        public var answerTokens: Int64 = 0
        /// The field `answer_ns`, number 7.
        public var answerNs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            doneReason: String = "",
            totalNs: Int64 = 0,
            loadNs: Int64 = 0,
            promptTokens: Int64 = 0,
            promptNs: Int64 = 0,
            answerTokens: Int64 = 0,
            answerNs: Int64 = 0
        ) {
            self.doneReason = doneReason
            self.totalNs = totalNs
            self.loadNs = loadNs
            self.promptTokens = promptTokens
            self.promptNs = promptNs
            self.answerTokens = answerTokens
            self.answerNs = answerNs
        }
    }
}

extension MoultV1.JobStatistics: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobStatistics"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobStatistics>) {
        moult__v1__job_statistics__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobStatistics>) throws(UnpackFault) {
        self.doneReason = try String(unpacked: source.pointee.done_reason)
        self.totalNs = source.pointee.total_ns
        self.loadNs = source.pointee.load_ns
        self.promptTokens = source.pointee.prompt_tokens
        self.promptNs = source.pointee.prompt_ns
        self.answerTokens = source.pointee.answer_tokens
        self.answerNs = source.pointee.answer_ns
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobStatistics>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.doneReason.isEmpty {
            target.pointee.done_reason =
                try arena.text(self.doneReason, of: "moult.v1.JobStatistics.done_reason")
        }
        target.pointee.total_ns = self.totalNs
        target.pointee.load_ns = self.loadNs
        target.pointee.prompt_tokens = self.promptTokens
        target.pointee.prompt_ns = self.promptNs
        target.pointee.answer_tokens = self.answerTokens
        target.pointee.answer_ns = self.answerNs
    }
}
