// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.CancelJobResponse`.
    public struct CancelJobResponse: WireMessage {
        /// The field `job`, number 1.
        public var job: MoultV1.Job?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(job: MoultV1.Job? = nil) {
            self.job = job
        }
    }
}

extension MoultV1.CancelJobResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelJobResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelJobResponse>) {
        moult__v1__cancel_job_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelJobResponse>) throws(UnpackFault) {
        self.job = try MoultV1.Job.unpacked(source.pointee.job)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelJobResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job = try arena.structure(self.job)
    }
}
