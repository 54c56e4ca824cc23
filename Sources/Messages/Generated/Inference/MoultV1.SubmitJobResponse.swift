// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SubmitJobResponse`.
    public struct SubmitJobResponse: WireMessage {
        /// The field `job`, number 1.
        public var job: MoultV1.Job?
        /// False: the key named a job that was there already.
        public var isNew: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(job: MoultV1.Job? = nil, isNew: Bool = false) {
            self.job = job
            self.isNew = isNew
        }
    }
}

extension MoultV1.SubmitJobResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SubmitJobResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SubmitJobResponse>) {
        moult__v1__submit_job_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SubmitJobResponse>) throws(UnpackFault) {
        self.job = try MoultV1.Job.unpacked(source.pointee.job)
        self.isNew = source.pointee.is_new != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SubmitJobResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job = try arena.structure(self.job)
        target.pointee.is_new = self.isNew ? 1 : 0
    }
}
