// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.JobChunk`.
    public struct JobChunk: WireMessage {
        /// The field `content`, number 1.
        public var content: String = ""
        /// The field `thinking`, number 2.
        public var thinking: String = ""
        /// A JSON array, as the host sent it; empty: none.
        public var toolCallsJson: String = ""
        /// Whatever else the host's line had, as a JSON object; empty: nothing.
        public var otherJson: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            content: String = "",
            thinking: String = "",
            toolCallsJson: String = "",
            otherJson: String = ""
        ) {
            self.content = content
            self.thinking = thinking
            self.toolCallsJson = toolCallsJson
            self.otherJson = otherJson
        }
    }
}

extension MoultV1.JobChunk: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobChunk"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobChunk>) {
        moult__v1__job_chunk__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobChunk>) throws(UnpackFault) {
        self.content = try String(unpacked: source.pointee.content)
        self.thinking = try String(unpacked: source.pointee.thinking)
        self.toolCallsJson = try String(unpacked: source.pointee.tool_calls_json)
        self.otherJson = try String(unpacked: source.pointee.other_json)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobChunk>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.content.isEmpty {
            target.pointee.content = try arena.text(self.content, of: "moult.v1.JobChunk.content")
        }
        if !self.thinking.isEmpty {
            target.pointee.thinking =
                try arena.text(self.thinking, of: "moult.v1.JobChunk.thinking")
        }
        if !self.toolCallsJson.isEmpty {
            target.pointee.tool_calls_json =
                try arena.text(self.toolCallsJson, of: "moult.v1.JobChunk.tool_calls_json")
        }
        if !self.otherJson.isEmpty {
            target.pointee.other_json =
                try arena.text(self.otherJson, of: "moult.v1.JobChunk.other_json")
        }
    }
}
