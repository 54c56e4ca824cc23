// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListJobsRequest`.
    public struct ListJobsRequest: WireMessage {
        /// Empty: any.
        public var states: [MoultV1.JobState] = []
        /// Empty: any.
        public var model: String = ""
        /// Empty: any.
        public var label: String = ""
        /// 0: 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 5.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            states: [MoultV1.JobState] = [],
            model: String = "",
            label: String = "",
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.states = states
            self.model = model
            self.label = label
            self.pageSize = pageSize
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.ListJobsRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListJobsRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListJobsRequest>) {
        moult__v1__list_jobs_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListJobsRequest>) throws(UnpackFault) {
        self.states = .init(unpacked: elements(source.pointee.n_states, source.pointee.states))
        self.model = try String(unpacked: source.pointee.model)
        self.label = try String(unpacked: source.pointee.label)
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListJobsRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_states = self.states.count
        target.pointee.states =
            try arena.array(self.states.map { Moult__V1__JobState(rawValue: $0.packable) })
        if !self.model.isEmpty {
            target.pointee.model = try arena.text(self.model, of: "moult.v1.ListJobsRequest.model")
        }
        if !self.label.isEmpty {
            target.pointee.label = try arena.text(self.label, of: "moult.v1.ListJobsRequest.label")
        }
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListJobsRequest.page_token")
        }
    }
}
