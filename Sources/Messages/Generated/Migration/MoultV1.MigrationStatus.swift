// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// A migration is named by the epoch of the profile that it builds.
    public struct MigrationStatus: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// The field `target`, number 2.
        public var target: String = ""
        /// The field `phase`, number 3.
        public var phase: MoultV1.Phase = .unspecified
        /// Why it waits, failed or goes no faster; empty: nothing to say.
        public var reason: String = ""
        /// The field `started_unix_ms`, number 5.
        public var startedUnixMs: Int64 = 0
        /// 0: it has not ended.
        public var endedUnixMs: Int64 = 0
        /// The field `progress`, number 7.
        public var progress: MoultV1.MigrationProgress?
        /// The field `items_per_second_max`, number 8.
        public var itemsPerSecondMax: Double = 0
        /// The field `batch_items`, number 9.
        public var batchItems: Int32 = 0
        /// The field `concurrency`, number 10.
        public var concurrency: Int32 = 0
        /// The newest phase change.
        public var sequence: Int64 = 0
        /// When a paused migration tries again; 0: not set.
        public var nextTryUnixMs: Int64 = 0
        /// Every knob as it is.
        public var knobs: MoultV1.Knobs?
        /// An operator paused it.
        public var pausedByOperator: Bool = false
        /// CutOver was given.
        public var cutOverOrdered: Bool = false
        /// The newest comparison; absent: there was none.
        public var evaluation: MoultV1.Evaluation?
        /// The target whose vectors are taken over; empty: none.
        public var adoptedTarget: String = ""
        /// What amounts are in millionths of.
        public var currency: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            target: String = "",
            phase: MoultV1.Phase = .unspecified,
            reason: String = "",
            startedUnixMs: Int64 = 0,
            endedUnixMs: Int64 = 0,
            progress: MoultV1.MigrationProgress? = nil,
            itemsPerSecondMax: Double = 0,
            batchItems: Int32 = 0,
            concurrency: Int32 = 0,
            sequence: Int64 = 0,
            nextTryUnixMs: Int64 = 0,
            knobs: MoultV1.Knobs? = nil,
            pausedByOperator: Bool = false,
            cutOverOrdered: Bool = false,
            evaluation: MoultV1.Evaluation? = nil,
            adoptedTarget: String = "",
            currency: String = ""
        ) {
            self.epoch = epoch
            self.target = target
            self.phase = phase
            self.reason = reason
            self.startedUnixMs = startedUnixMs
            self.endedUnixMs = endedUnixMs
            self.progress = progress
            self.itemsPerSecondMax = itemsPerSecondMax
            self.batchItems = batchItems
            self.concurrency = concurrency
            self.sequence = sequence
            self.nextTryUnixMs = nextTryUnixMs
            self.knobs = knobs
            self.pausedByOperator = pausedByOperator
            self.cutOverOrdered = cutOverOrdered
            self.evaluation = evaluation
            self.adoptedTarget = adoptedTarget
            self.currency = currency
        }
    }
}

extension MoultV1.MigrationStatus: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.MigrationStatus"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__MigrationStatus>) {
        moult__v1__migration_status__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__MigrationStatus>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.target = try String(unpacked: source.pointee.target)
        self.phase = MoultV1.Phase(unpacked: source.pointee.phase.rawValue)
        self.reason = try String(unpacked: source.pointee.reason)
        self.startedUnixMs = source.pointee.started_unix_ms
        self.endedUnixMs = source.pointee.ended_unix_ms
        self.progress = try MoultV1.MigrationProgress.unpacked(source.pointee.progress)
        self.itemsPerSecondMax = source.pointee.items_per_second_max
        self.batchItems = source.pointee.batch_items
        self.concurrency = source.pointee.concurrency
        self.sequence = source.pointee.sequence
        self.nextTryUnixMs = source.pointee.next_try_unix_ms
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
        self.pausedByOperator = source.pointee.paused_by_operator != 0
        self.cutOverOrdered = source.pointee.cut_over_ordered != 0
        self.evaluation = try MoultV1.Evaluation.unpacked(source.pointee.evaluation)
        self.adoptedTarget = try String(unpacked: source.pointee.adopted_target)
        self.currency = try String(unpacked: source.pointee.currency)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__MigrationStatus>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.target.isEmpty {
            target.pointee.target =
                try arena.text(self.target, of: "moult.v1.MigrationStatus.target")
        }
        target.pointee.phase = Moult__V1__Phase(rawValue: self.phase.packable)
        if !self.reason.isEmpty {
            target.pointee.reason =
                try arena.text(self.reason, of: "moult.v1.MigrationStatus.reason")
        }
        target.pointee.started_unix_ms = self.startedUnixMs
        target.pointee.ended_unix_ms = self.endedUnixMs
        target.pointee.progress = try arena.structure(self.progress)
        target.pointee.items_per_second_max = self.itemsPerSecondMax
        target.pointee.batch_items = self.batchItems
        target.pointee.concurrency = self.concurrency
        target.pointee.sequence = self.sequence
        target.pointee.next_try_unix_ms = self.nextTryUnixMs
        target.pointee.knobs = try arena.structure(self.knobs)
        target.pointee.paused_by_operator = self.pausedByOperator ? 1 : 0
        target.pointee.cut_over_ordered = self.cutOverOrdered ? 1 : 0
        target.pointee.evaluation = try arena.structure(self.evaluation)
        if !self.adoptedTarget.isEmpty {
            target.pointee.adopted_target =
                try arena.text(self.adoptedTarget, of: "moult.v1.MigrationStatus.adopted_target")
        }
        if !self.currency.isEmpty {
            target.pointee.currency =
                try arena.text(self.currency, of: "moult.v1.MigrationStatus.currency")
        }
    }
}
