// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.Job`.
    public struct Job: WireMessage {
        /// The field `id`, number 1.
        public var id: Int64 = 0
        /// The field `model`, number 2.
        public var model: String = ""
        /// The field `state`, number 3.
        public var state: MoultV1.JobState = .unspecified
        /// The field `priority`, number 4.
        public var priority: MoultV1.Priority = .unspecified
        /// The field `label`, number 5.
        public var label: String = ""
        /// Attempts that were begun.
        public var attempts: Int32 = 0
        /// Why the last attempt failed, or how the job ended; empty: nothing went wrong.
        public var message: String = ""
        /// The field `cancel_requested`, number 8.
        public var cancelRequested: Bool = false
        /// The field `submitted_unix_ms`, number 9.
        public var submittedUnixMs: Int64 = 0
        /// 0: not yet.
        public var begunUnixMs: Int64 = 0
        /// 0: not yet.
        public var endedUnixMs: Int64 = 0
        /// 0: none.
        public var deadlineUnixMs: Int64 = 0
        /// Of one that waits.
        public var place: MoultV1.JobPlace?
        /// Of one that succeeded.
        public var statistics: MoultV1.JobStatistics?
        /// The field `traceparent`, number 15.
        public var traceparent: String = ""
        /// Of one that failed.
        public var failure: MoultV1.JobFailure = .unspecified

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            id: Int64 = 0,
            model: String = "",
            state: MoultV1.JobState = .unspecified,
            priority: MoultV1.Priority = .unspecified,
            label: String = "",
            attempts: Int32 = 0,
            message: String = "",
            cancelRequested: Bool = false,
            submittedUnixMs: Int64 = 0,
            begunUnixMs: Int64 = 0,
            endedUnixMs: Int64 = 0,
            deadlineUnixMs: Int64 = 0,
            place: MoultV1.JobPlace? = nil,
            statistics: MoultV1.JobStatistics? = nil,
            traceparent: String = "",
            failure: MoultV1.JobFailure = .unspecified
        ) {
            self.id = id
            self.model = model
            self.state = state
            self.priority = priority
            self.label = label
            self.attempts = attempts
            self.message = message
            self.cancelRequested = cancelRequested
            self.submittedUnixMs = submittedUnixMs
            self.begunUnixMs = begunUnixMs
            self.endedUnixMs = endedUnixMs
            self.deadlineUnixMs = deadlineUnixMs
            self.place = place
            self.statistics = statistics
            self.traceparent = traceparent
            self.failure = failure
        }
    }
}

extension MoultV1.Job: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Job"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Job>) {
        moult__v1__job__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Job>) throws(UnpackFault) {
        self.id = source.pointee.id
        self.model = try String(unpacked: source.pointee.model)
        self.state = MoultV1.JobState(unpacked: source.pointee.state.rawValue)
        self.priority = MoultV1.Priority(unpacked: source.pointee.priority.rawValue)
        self.label = try String(unpacked: source.pointee.label)
        self.attempts = source.pointee.attempts
        self.message = try String(unpacked: source.pointee.message)
        self.cancelRequested = source.pointee.cancel_requested != 0
        self.submittedUnixMs = source.pointee.submitted_unix_ms
        self.begunUnixMs = source.pointee.begun_unix_ms
        self.endedUnixMs = source.pointee.ended_unix_ms
        self.deadlineUnixMs = source.pointee.deadline_unix_ms
        self.place = try MoultV1.JobPlace.unpacked(source.pointee.place)
        self.statistics = try MoultV1.JobStatistics.unpacked(source.pointee.statistics)
        self.traceparent = try String(unpacked: source.pointee.traceparent)
        self.failure = MoultV1.JobFailure(unpacked: source.pointee.failure.rawValue)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Job>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.id = self.id
        if !self.model.isEmpty {
            target.pointee.model = try arena.text(self.model, of: "moult.v1.Job.model")
        }
        target.pointee.state = Moult__V1__JobState(rawValue: self.state.packable)
        target.pointee.priority = Moult__V1__Priority(rawValue: self.priority.packable)
        if !self.label.isEmpty {
            target.pointee.label = try arena.text(self.label, of: "moult.v1.Job.label")
        }
        target.pointee.attempts = self.attempts
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "moult.v1.Job.message")
        }
        target.pointee.cancel_requested = self.cancelRequested ? 1 : 0
        target.pointee.submitted_unix_ms = self.submittedUnixMs
        target.pointee.begun_unix_ms = self.begunUnixMs
        target.pointee.ended_unix_ms = self.endedUnixMs
        target.pointee.deadline_unix_ms = self.deadlineUnixMs
        target.pointee.place = try arena.structure(self.place)
        target.pointee.statistics = try arena.structure(self.statistics)
        if !self.traceparent.isEmpty {
            target.pointee.traceparent =
                try arena.text(self.traceparent, of: "moult.v1.Job.traceparent")
        }
        target.pointee.failure = Moult__V1__JobFailure(rawValue: self.failure.packable)
    }
}
