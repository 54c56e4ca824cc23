// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.WatchResponse`.
    public struct WatchResponse: WireMessage {
        /// One of the members of `event`.
        public enum Event: Sendable, Hashable {
            /// The field `change`, number 1.
            case change(MoultV1.PhaseChange)
            /// The field `progress`, number 2.
            case progress(MoultV1.MigrationProgress)
            /// Nothing to say for 15 s; says that the server is there.
            case heartbeat(MoultV1.Heartbeat)
        }

        /// At most one of these; nil: none.
        public var event: Event?
        /// The last message of the stream.
        public var final: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(event: Event? = nil, final: Bool = false) {
            self.event = event
            self.final = final
        }
    }
}

extension MoultV1.WatchResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.WatchResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__WatchResponse>) {
        moult__v1__watch_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__WatchResponse>) throws(UnpackFault) {
        switch source.pointee.event_case.rawValue {
        case 1:
            if let message = try MoultV1.PhaseChange.unpacked(source.pointee.change) {
                self.event = .change(message)
            }
        case 2:
            if let message = try MoultV1.MigrationProgress.unpacked(source.pointee.progress) {
                self.event = .progress(message)
            }
        case 3:
            if let message = try MoultV1.Heartbeat.unpacked(source.pointee.heartbeat) {
                self.event = .heartbeat(message)
            }
        default: break
        }
        self.final = source.pointee.final != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__WatchResponse>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.event {
        case .change(let value):
            target.pointee.event_case = Moult__V1__WatchResponse__EventCase(rawValue: 1)
            target.pointee.change = try arena.structure(value)
        case .progress(let value):
            target.pointee.event_case = Moult__V1__WatchResponse__EventCase(rawValue: 2)
            target.pointee.progress = try arena.structure(value)
        case .heartbeat(let value):
            target.pointee.event_case = Moult__V1__WatchResponse__EventCase(rawValue: 3)
            target.pointee.heartbeat = try arena.structure(value)
        case nil: break
        }
        target.pointee.final = self.final ? 1 : 0
    }
}
