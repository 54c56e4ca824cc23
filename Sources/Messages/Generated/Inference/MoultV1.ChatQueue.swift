// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The chat channel now.
    public struct ChatQueue: WireMessage {
        /// False: no host chats.
        public var configured: Bool = false
        /// The field `queued`, number 2.
        public var queued: Int32 = 0
        /// 0: none runs.
        public var runningJobID: Int64 = 0
        /// Empty: none is loaded.
        public var loadedModel: String = ""
        /// The field `oldest_wait_ms`, number 5.
        public var oldestWaitMs: Int64 = 0
        /// Since midnight in UTC, and the time that they took.
        public var modelChangesToday: Int32 = 0
        /// The field `model_changes_ms_today`, number 7.
        public var modelChangesMsToday: Int64 = 0
        /// Why nothing runs although jobs wait; empty: it does.
        public var standstill: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            configured: Bool = false,
            queued: Int32 = 0,
            runningJobID: Int64 = 0,
            loadedModel: String = "",
            oldestWaitMs: Int64 = 0,
            modelChangesToday: Int32 = 0,
            modelChangesMsToday: Int64 = 0,
            standstill: String = ""
        ) {
            self.configured = configured
            self.queued = queued
            self.runningJobID = runningJobID
            self.loadedModel = loadedModel
            self.oldestWaitMs = oldestWaitMs
            self.modelChangesToday = modelChangesToday
            self.modelChangesMsToday = modelChangesMsToday
            self.standstill = standstill
        }
    }
}

extension MoultV1.ChatQueue: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ChatQueue"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ChatQueue>) {
        moult__v1__chat_queue__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ChatQueue>) throws(UnpackFault) {
        self.configured = source.pointee.configured != 0
        self.queued = source.pointee.queued
        self.runningJobID = source.pointee.running_job_id
        self.loadedModel = try String(unpacked: source.pointee.loaded_model)
        self.oldestWaitMs = source.pointee.oldest_wait_ms
        self.modelChangesToday = source.pointee.model_changes_today
        self.modelChangesMsToday = source.pointee.model_changes_ms_today
        self.standstill = try String(unpacked: source.pointee.standstill)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ChatQueue>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.configured = self.configured ? 1 : 0
        target.pointee.queued = self.queued
        target.pointee.running_job_id = self.runningJobID
        if !self.loadedModel.isEmpty {
            target.pointee.loaded_model =
                try arena.text(self.loadedModel, of: "moult.v1.ChatQueue.loaded_model")
        }
        target.pointee.oldest_wait_ms = self.oldestWaitMs
        target.pointee.model_changes_today = self.modelChangesToday
        target.pointee.model_changes_ms_today = self.modelChangesMsToday
        if !self.standstill.isEmpty {
            target.pointee.standstill =
                try arena.text(self.standstill, of: "moult.v1.ChatQueue.standstill")
        }
    }
}
