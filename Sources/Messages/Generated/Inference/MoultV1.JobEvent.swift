// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// One thing that happened to a job.
    ///
    /// Exactly one of the members is there.
    public struct JobEvent: WireMessage {
        /// One of the members of `event`.
        public enum Event: Sendable, Hashable {
            /// The field `waiting`, number 3.
            case waiting(MoultV1.JobWaiting)
            /// The field `began`, number 4.
            case began(MoultV1.JobBegan)
            /// The field `chunk`, number 5.
            case chunk(MoultV1.JobChunk)
            /// The field `retrying`, number 6.
            case retrying(MoultV1.JobRetrying)
            /// The job with its end and, if it succeeded, its statistics.
            case ended(MoultV1.Job)
            /// Sent when nothing else was for 15 s.
            case heartbeat(MoultV1.JobHeartbeat)
        }

        /// The field `job_id`, number 1.
        public var jobID: Int64 = 0
        /// Of `chunk` its number, of `began` the number below the attempt's first chunk; what to
        /// give WatchJob to go on from here.
        ///
        /// Of others 0.
        public var sequence: Int64 = 0
        /// At most one of these; nil: none.
        public var event: Event?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(jobID: Int64 = 0, sequence: Int64 = 0, event: Event? = nil) {
            self.jobID = jobID
            self.sequence = sequence
            self.event = event
        }
    }
}

extension MoultV1.JobEvent: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobEvent"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobEvent>) {
        moult__v1__job_event__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobEvent>) throws(UnpackFault) {
        self.jobID = source.pointee.job_id
        self.sequence = source.pointee.sequence
        switch source.pointee.event_case.rawValue {
        case 3:
            if let message = try MoultV1.JobWaiting.unpacked(source.pointee.waiting) {
                self.event = .waiting(message)
            }
        case 4:
            if let message = try MoultV1.JobBegan.unpacked(source.pointee.began) {
                self.event = .began(message)
            }
        case 5:
            if let message = try MoultV1.JobChunk.unpacked(source.pointee.chunk) {
                self.event = .chunk(message)
            }
        case 6:
            if let message = try MoultV1.JobRetrying.unpacked(source.pointee.retrying) {
                self.event = .retrying(message)
            }
        case 7:
            if let message = try MoultV1.Job.unpacked(source.pointee.ended) {
                self.event = .ended(message)
            }
        case 8:
            if let message = try MoultV1.JobHeartbeat.unpacked(source.pointee.heartbeat) {
                self.event = .heartbeat(message)
            }
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobEvent>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.job_id = self.jobID
        target.pointee.sequence = self.sequence
        switch self.event {
        case .waiting(let value):
            target.pointee.event_case = Moult__V1__JobEvent__EventCase(rawValue: 3)
            target.pointee.waiting = try arena.structure(value)
        case .began(let value):
            target.pointee.event_case = Moult__V1__JobEvent__EventCase(rawValue: 4)
            target.pointee.began = try arena.structure(value)
        case .chunk(let value):
            target.pointee.event_case = Moult__V1__JobEvent__EventCase(rawValue: 5)
            target.pointee.chunk = try arena.structure(value)
        case .retrying(let value):
            target.pointee.event_case = Moult__V1__JobEvent__EventCase(rawValue: 6)
            target.pointee.retrying = try arena.structure(value)
        case .ended(let value):
            target.pointee.event_case = Moult__V1__JobEvent__EventCase(rawValue: 7)
            target.pointee.ended = try arena.structure(value)
        case .heartbeat(let value):
            target.pointee.event_case = Moult__V1__JobEvent__EventCase(rawValue: 8)
            target.pointee.heartbeat = try arena.structure(value)
        case nil: break
        }
    }
}
