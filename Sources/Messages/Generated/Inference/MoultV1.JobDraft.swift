// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// What the chat channel is asked.
    ///
    /// JSON goes to the host untouched.
    public struct JobDraft: WireMessage {
        /// As the host names it, "llama3.2" or "qwen3:8b".
        public var model: String = ""
        /// At least one.
        public var messages: [MoultV1.ChatMessage] = []
        /// A JSON array of tools; empty: none.
        public var toolsJson: String = ""
        /// "json" in quotes, or a JSON schema; empty: free.
        public var formatJson: String = ""
        /// true, false or a level in quotes; empty: as the model does by itself.
        public var thinkJson: String = ""
        /// A JSON object of the model's options; empty: none.
        public var optionsJson: String = ""
        /// The field `priority`, number 7.
        public var priority: MoultV1.Priority = .unspecified
        /// Of the whole job, waiting and all attempts; 0: none.
        public var deadlineUnixMs: Int64 = 0
        /// Free text, by which jobs can be listed.
        public var label: String = ""
        /// W3C trace context; empty: none.
        public var traceparent: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            model: String = "",
            messages: [MoultV1.ChatMessage] = [],
            toolsJson: String = "",
            formatJson: String = "",
            thinkJson: String = "",
            optionsJson: String = "",
            priority: MoultV1.Priority = .unspecified,
            deadlineUnixMs: Int64 = 0,
            label: String = "",
            traceparent: String = ""
        ) {
            self.model = model
            self.messages = messages
            self.toolsJson = toolsJson
            self.formatJson = formatJson
            self.thinkJson = thinkJson
            self.optionsJson = optionsJson
            self.priority = priority
            self.deadlineUnixMs = deadlineUnixMs
            self.label = label
            self.traceparent = traceparent
        }
    }
}

extension MoultV1.JobDraft: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobDraft"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobDraft>) {
        moult__v1__job_draft__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobDraft>) throws(UnpackFault) {
        self.model = try String(unpacked: source.pointee.model)
        self.messages =
            try .init(unpacked: elements(source.pointee.n_messages, source.pointee.messages))
        self.toolsJson = try String(unpacked: source.pointee.tools_json)
        self.formatJson = try String(unpacked: source.pointee.format_json)
        self.thinkJson = try String(unpacked: source.pointee.think_json)
        self.optionsJson = try String(unpacked: source.pointee.options_json)
        self.priority = MoultV1.Priority(unpacked: source.pointee.priority.rawValue)
        self.deadlineUnixMs = source.pointee.deadline_unix_ms
        self.label = try String(unpacked: source.pointee.label)
        self.traceparent = try String(unpacked: source.pointee.traceparent)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobDraft>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.model.isEmpty {
            target.pointee.model = try arena.text(self.model, of: "moult.v1.JobDraft.model")
        }
        target.pointee.n_messages = self.messages.count
        target.pointee.messages = try arena.structures(self.messages)
        if !self.toolsJson.isEmpty {
            target.pointee.tools_json =
                try arena.text(self.toolsJson, of: "moult.v1.JobDraft.tools_json")
        }
        if !self.formatJson.isEmpty {
            target.pointee.format_json =
                try arena.text(self.formatJson, of: "moult.v1.JobDraft.format_json")
        }
        if !self.thinkJson.isEmpty {
            target.pointee.think_json =
                try arena.text(self.thinkJson, of: "moult.v1.JobDraft.think_json")
        }
        if !self.optionsJson.isEmpty {
            target.pointee.options_json =
                try arena.text(self.optionsJson, of: "moult.v1.JobDraft.options_json")
        }
        target.pointee.priority = Moult__V1__Priority(rawValue: self.priority.packable)
        target.pointee.deadline_unix_ms = self.deadlineUnixMs
        if !self.label.isEmpty {
            target.pointee.label = try arena.text(self.label, of: "moult.v1.JobDraft.label")
        }
        if !self.traceparent.isEmpty {
            target.pointee.traceparent =
                try arena.text(self.traceparent, of: "moult.v1.JobDraft.traceparent")
        }
    }
}
