// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.GetJobResponse`.
    public struct GetJobResponse: WireMessage {
        /// The field `job`, number 1.
        public var job: MoultV1.Job?
        /// Of the latest attempt, if asked for.
        public var content: String = ""
        /// The field `thinking`, number 3.
        public var thinking: String = ""
        /// A JSON array of all calls; empty: none.
        public var toolCallsJson: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            job: MoultV1.Job? = nil,
            content: String = "",
            thinking: String = "",
            toolCallsJson: String = ""
        ) {
            self.job = job
            self.content = content
            self.thinking = thinking
            self.toolCallsJson = toolCallsJson
        }
    }
}

extension MoultV1.GetJobResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetJobResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetJobResponse>) {
        moult__v1__get_job_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetJobResponse>) throws(UnpackFault) {
        self.job = try MoultV1.Job.unpacked(source.pointee.job)
        self.content = try String(unpacked: source.pointee.content)
        self.thinking = try String(unpacked: source.pointee.thinking)
        self.toolCallsJson = try String(unpacked: source.pointee.tool_calls_json)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetJobResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job = try arena.structure(self.job)
        if !self.content.isEmpty {
            target.pointee.content =
                try arena.text(self.content, of: "moult.v1.GetJobResponse.content")
        }
        if !self.thinking.isEmpty {
            target.pointee.thinking =
                try arena.text(self.thinking, of: "moult.v1.GetJobResponse.thinking")
        }
        if !self.toolCallsJson.isEmpty {
            target.pointee.tool_calls_json =
                try arena.text(self.toolCallsJson, of: "moult.v1.GetJobResponse.tool_calls_json")
        }
    }
}
