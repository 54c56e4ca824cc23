// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ChatMessage`.
    public struct ChatMessage: WireMessage {
        /// As "system", "user", "assistant", "tool".
        public var role: String = ""
        /// The field `content`, number 2.
        public var content: String = ""
        /// What the model thought before it said `content`.
        public var thinking: String = ""
        /// Pictures, as files' bytes.
        public var images: [[UInt8]] = []
        /// A JSON array of calls, as a model sent it; empty: none.
        public var toolCallsJson: String = ""
        /// Of a message of role "tool": whose result it is.
        public var toolName: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            role: String = "",
            content: String = "",
            thinking: String = "",
            images: [[UInt8]] = [],
            toolCallsJson: String = "",
            toolName: String = ""
        ) {
            self.role = role
            self.content = content
            self.thinking = thinking
            self.images = images
            self.toolCallsJson = toolCallsJson
            self.toolName = toolName
        }
    }
}

extension MoultV1.ChatMessage: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ChatMessage"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ChatMessage>) {
        moult__v1__chat_message__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ChatMessage>) throws(UnpackFault) {
        self.role = try String(unpacked: source.pointee.role)
        self.content = try String(unpacked: source.pointee.content)
        self.thinking = try String(unpacked: source.pointee.thinking)
        self.images = .init(unpacked: elements(source.pointee.n_images, source.pointee.images))
        self.toolCallsJson = try String(unpacked: source.pointee.tool_calls_json)
        self.toolName = try String(unpacked: source.pointee.tool_name)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ChatMessage>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.role.isEmpty {
            target.pointee.role = try arena.text(self.role, of: "moult.v1.ChatMessage.role")
        }
        if !self.content.isEmpty {
            target.pointee.content =
                try arena.text(self.content, of: "moult.v1.ChatMessage.content")
        }
        if !self.thinking.isEmpty {
            target.pointee.thinking =
                try arena.text(self.thinking, of: "moult.v1.ChatMessage.thinking")
        }
        target.pointee.n_images = self.images.count
        target.pointee.images = try arena.byteStrings(self.images)
        if !self.toolCallsJson.isEmpty {
            target.pointee.tool_calls_json =
                try arena.text(self.toolCallsJson, of: "moult.v1.ChatMessage.tool_calls_json")
        }
        if !self.toolName.isEmpty {
            target.pointee.tool_name =
                try arena.text(self.toolName, of: "moult.v1.ChatMessage.tool_name")
        }
    }
}
