// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.CancelJobRequest`.
    public struct CancelJobRequest: WireMessage {
        /// The field `job_id`, number 1.
        public var jobID: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(jobID: Int64 = 0) {
            self.jobID = jobID
        }
    }
}

extension MoultV1.CancelJobRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelJobRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelJobRequest>) {
        moult__v1__cancel_job_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelJobRequest>) throws(UnpackFault) {
        self.jobID = source.pointee.job_id
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelJobRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job_id = self.jobID
    }
}
