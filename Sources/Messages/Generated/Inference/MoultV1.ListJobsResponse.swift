// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListJobsResponse`.
    public struct ListJobsResponse: WireMessage {
        /// The field `jobs`, number 1.
        public var jobs: [MoultV1.Job] = []
        /// Empty: there are no more.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(jobs: [MoultV1.Job] = [], nextPageToken: String = "") {
            self.jobs = jobs
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListJobsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListJobsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListJobsResponse>) {
        moult__v1__list_jobs_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListJobsResponse>) throws(UnpackFault) {
        self.jobs = try .init(unpacked: elements(source.pointee.n_jobs, source.pointee.jobs))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListJobsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_jobs = self.jobs.count
        target.pointee.jobs = try arena.structures(self.jobs)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token =
                try arena.text(self.nextPageToken, of: "moult.v1.ListJobsResponse.next_page_token")
        }
    }
}
