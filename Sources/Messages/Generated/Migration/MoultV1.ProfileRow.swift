// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ProfileRow`.
    public struct ProfileRow: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// The field `target`, number 2.
        public var target: String = ""
        /// The field `space_id`, number 3.
        public var spaceID: Int64 = 0
        /// The field `started_unix_ms`, number 4.
        public var startedUnixMs: Int64 = 0
        /// The field `ended_unix_ms`, number 5.
        public var endedUnixMs: Int64 = 0
        /// The field `outcome`, number 6.
        public var outcome: MoultV1.ProfileOutcome = .unspecified
        /// Derived: the highest epoch that finished.
        public var active: Bool = false
        /// Vectors in its space, current or not.
        public var vectors: Int64 = 0
        /// Of an earlier profile: until when its space is kept fresh for a rollback; 0: it is not.
        public var freshUntilUnixMs: Int64 = 0
        /// Items with no current vector in its space.
        public var missing: Int64 = 0
        /// The verdict before its flip, in a sentence; empty: there was none.
        public var verdict: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            target: String = "",
            spaceID: Int64 = 0,
            startedUnixMs: Int64 = 0,
            endedUnixMs: Int64 = 0,
            outcome: MoultV1.ProfileOutcome = .unspecified,
            active: Bool = false,
            vectors: Int64 = 0,
            freshUntilUnixMs: Int64 = 0,
            missing: Int64 = 0,
            verdict: String = ""
        ) {
            self.epoch = epoch
            self.target = target
            self.spaceID = spaceID
            self.startedUnixMs = startedUnixMs
            self.endedUnixMs = endedUnixMs
            self.outcome = outcome
            self.active = active
            self.vectors = vectors
            self.freshUntilUnixMs = freshUntilUnixMs
            self.missing = missing
            self.verdict = verdict
        }
    }
}

extension MoultV1.ProfileRow: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ProfileRow"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ProfileRow>) {
        moult__v1__profile_row__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ProfileRow>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.target = try String(unpacked: source.pointee.target)
        self.spaceID = source.pointee.space_id
        self.startedUnixMs = source.pointee.started_unix_ms
        self.endedUnixMs = source.pointee.ended_unix_ms
        self.outcome = MoultV1.ProfileOutcome(unpacked: source.pointee.outcome.rawValue)
        self.active = source.pointee.active != 0
        self.vectors = source.pointee.vectors
        self.freshUntilUnixMs = source.pointee.fresh_until_unix_ms
        self.missing = source.pointee.missing
        self.verdict = try String(unpacked: source.pointee.verdict)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ProfileRow>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.ProfileRow.target")
        }
        target.pointee.space_id = self.spaceID
        target.pointee.started_unix_ms = self.startedUnixMs
        target.pointee.ended_unix_ms = self.endedUnixMs
        target.pointee.outcome = Moult__V1__ProfileOutcome(rawValue: self.outcome.packable)
        target.pointee.active = self.active ? 1 : 0
        target.pointee.vectors = self.vectors
        target.pointee.fresh_until_unix_ms = self.freshUntilUnixMs
        target.pointee.missing = self.missing
        if !self.verdict.isEmpty {
            target.pointee.verdict = try arena.text(self.verdict, of: "moult.v1.ProfileRow.verdict")
        }
    }
}
