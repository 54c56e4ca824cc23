// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.GetJobRequest`.
    public struct GetJobRequest: WireMessage {
        /// The field `job_id`, number 1.
        public var jobID: Int64 = 0
        /// The answer's text so far comes with it.
        public var withText: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(jobID: Int64 = 0, withText: Bool = false) {
            self.jobID = jobID
            self.withText = withText
        }
    }
}

extension MoultV1.GetJobRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetJobRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetJobRequest>) {
        moult__v1__get_job_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetJobRequest>) throws(UnpackFault) {
        self.jobID = source.pointee.job_id
        self.withText = source.pointee.with_text != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetJobRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job_id = self.jobID
        target.pointee.with_text = self.withText ? 1 : 0
    }
}
