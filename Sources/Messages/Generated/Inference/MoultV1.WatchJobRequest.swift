// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.WatchJobRequest`.
    public struct WatchJobRequest: WireMessage {
        /// The field `job_id`, number 1.
        public var jobID: Int64 = 0
        /// 0: from the beginning.
        public var afterSequence: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(jobID: Int64 = 0, afterSequence: Int64 = 0) {
            self.jobID = jobID
            self.afterSequence = afterSequence
        }
    }
}

extension MoultV1.WatchJobRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.WatchJobRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__WatchJobRequest>) {
        moult__v1__watch_job_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__WatchJobRequest>) throws(UnpackFault) {
        self.jobID = source.pointee.job_id
        self.afterSequence = source.pointee.after_sequence
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__WatchJobRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job_id = self.jobID
        target.pointee.after_sequence = self.afterSequence
    }
}
