// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.PhaseChange`.
    public struct PhaseChange: WireMessage {
        /// From 1, without gaps within a migration; stored.
        public var sequence: Int64 = 0
        /// The field `epoch`, number 2.
        public var epoch: Int64 = 0
        /// The field `from`, number 3.
        public var from: MoultV1.Phase = .unspecified
        /// The field `to`, number 4.
        public var to: MoultV1.Phase = .unspecified
        /// The field `reason`, number 5.
        public var reason: String = ""
        /// The field `at_unix_ms`, number 6.
        public var atUnixMs: Int64 = 0
        /// Of the change to PHASE_FINISHED: how long the flip took, from the writer's taking it up
        /// to the publication of profile, index and route.
        public var flipMicroseconds: Int64 = 0
        /// Of the change to PHASE_FINISHED: the longest time an acknowledgement was held for it.
        public var longestHoldMicroseconds: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            sequence: Int64 = 0,
            epoch: Int64 = 0,
            from: MoultV1.Phase = .unspecified,
            to: MoultV1.Phase = .unspecified,
            reason: String = "",
            atUnixMs: Int64 = 0,
            flipMicroseconds: Int64 = 0,
            longestHoldMicroseconds: Int64 = 0
        ) {
            self.sequence = sequence
            self.epoch = epoch
            self.from = from
            self.to = to
            self.reason = reason
            self.atUnixMs = atUnixMs
            self.flipMicroseconds = flipMicroseconds
            self.longestHoldMicroseconds = longestHoldMicroseconds
        }
    }
}

extension MoultV1.PhaseChange: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PhaseChange"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PhaseChange>) {
        moult__v1__phase_change__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PhaseChange>) throws(UnpackFault) {
        self.sequence = source.pointee.sequence
        self.epoch = source.pointee.epoch
        self.from = MoultV1.Phase(unpacked: source.pointee.from.rawValue)
        self.to = MoultV1.Phase(unpacked: source.pointee.to.rawValue)
        self.reason = try String(unpacked: source.pointee.reason)
        self.atUnixMs = source.pointee.at_unix_ms
        self.flipMicroseconds = source.pointee.flip_microseconds
        self.longestHoldMicroseconds = source.pointee.longest_hold_microseconds
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PhaseChange>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.sequence = self.sequence
        target.pointee.epoch = self.epoch
        target.pointee.from = Moult__V1__Phase(rawValue: self.from.packable)
        target.pointee.to = Moult__V1__Phase(rawValue: self.to.packable)
        if !self.reason.isEmpty {
            target.pointee.reason = try arena.text(self.reason, of: "moult.v1.PhaseChange.reason")
        }
        target.pointee.at_unix_ms = self.atUnixMs
        target.pointee.flip_microseconds = self.flipMicroseconds
        target.pointee.longest_hold_microseconds = self.longestHoldMicroseconds
    }
}
