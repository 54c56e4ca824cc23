// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto enum `moult.v1.Phase`.
    public enum Phase: WireEnum {
        /// The value 0.
        case unspecified
        /// Appended; nothing embedded yet.
        case planned
        /// The items are being embedded into the new space.
        case backfilling
        /// The new search index is being made ready beside the live one.
        case indexing
        /// New writes are embedded by the new embedder; the stragglers, then the flip.
        case handingOver
        /// Waits; see `reason`.
        case paused
        /// Searches are served from the new space.
        case finished
        /// The value 7.
        case cancelled
        /// The value 8.
        case failed
        /// Queries are replayed on both profiles.
        case evaluating
        /// Ready, and kept fresh; waits for CutOver.
        ///
        /// See `reason`.
        case holding
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .planned
            case 2: self = .backfilling
            case 3: self = .indexing
            case 4: self = .handingOver
            case 5: self = .paused
            case 6: self = .finished
            case 7: self = .cancelled
            case 8: self = .failed
            case 9: self = .evaluating
            case 10: self = .holding
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .planned: 1
            case .backfilling: 2
            case .indexing: 3
            case .handingOver: 4
            case .paused: 5
            case .finished: 6
            case .cancelled: 7
            case .failed: 8
            case .evaluating: 9
            case .holding: 10
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// What a verdict does to the flip.
    public enum Gate: WireEnum {
        /// As GATE_HOLD.
        case unspecified
        /// Only "go" goes on.
        case block
        /// "No-go" waits for a person; "go" and "inconclusive" go on.
        case hold
        /// The verdict is told, and it goes on.
        case inform
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .block
            case 2: self = .hold
            case 3: self = .inform
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .block: 1
            case .hold: 2
            case .inform: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// What becomes of a text that the model does not take in whole.
    public enum Oversize: WireEnum {
        /// As OVERSIZE_REJECT.
        case unspecified
        /// It is quarantined.
        case reject
        /// Its beginning is embedded.
        case truncate
        /// Its windows are embedded, and their normalised mean is stored.
        case split
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .reject
            case 2: self = .truncate
            case 3: self = .split
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .reject: 1
            case .truncate: 2
            case .split: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// Why it goes no faster.
    public enum Brake: WireEnum {
        /// The value 0.
        case unspecified
        /// Nothing but the embedder itself.
        case embedder
        /// `items_per_second_max`.
        case rate
        /// `nice`.
        case nice
        /// It is outside of `hours`.
        case hours
        /// Live searches are slower than `search_p99_ms_max` or `query_wait_ms_max`.
        case liveLoad
        /// `spend_micros_max` is reached.
        case spend
        /// An operator paused it.
        case paused
        /// The embedder, its answers or its canaries: see `reason`.
        case provider
        /// The store: see `reason`.
        case store
        /// It holds before the flip: see `reason`.
        case holding
        /// Too many items are quarantined.
        case quarantine
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .embedder
            case 2: self = .rate
            case 3: self = .nice
            case 4: self = .hours
            case 5: self = .liveLoad
            case 6: self = .spend
            case 7: self = .paused
            case 8: self = .provider
            case 9: self = .store
            case 10: self = .holding
            case 11: self = .quarantine
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .embedder: 1
            case .rate: 2
            case .nice: 3
            case .hours: 4
            case .liveLoad: 5
            case .spend: 6
            case .paused: 7
            case .provider: 8
            case .store: 9
            case .holding: 10
            case .quarantine: 11
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// The proto enum `moult.v1.Verdict`.
    public enum Verdict: WireEnum {
        /// The value 0.
        case unspecified
        /// The value 1.
        case go
        /// The value 2.
        case noGo
        /// There was too little to judge by.
        case inconclusive
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .go
            case 2: self = .noGo
            case 3: self = .inconclusive
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .go: 1
            case .noGo: 2
            case .inconclusive: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// The proto enum `moult.v1.ProfileOutcome`.
    public enum ProfileOutcome: WireEnum {
        /// Building.
        case unspecified
        /// The value 1.
        case finished
        /// The value 2.
        case cancelled
        /// The value 3.
        case failed
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .finished
            case 2: self = .cancelled
            case 3: self = .failed
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .finished: 1
            case .cancelled: 2
            case .failed: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.PlanRequest`.
    public struct PlanRequest: WireMessage {
        /// "provider:model[@dimensions]", as "builtin:lexical@1024".
        public var target: String = ""
        /// How many items to embed for the measurement: 1 to 1,000; 0 means 64.
        public var sample: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(target: String = "", sample: Int32 = 0) {
            self.target = target
            self.sample = sample
        }
    }
}

extension MoultV1.PlanRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PlanRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PlanRequest>) {
        moult__v1__plan_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PlanRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.sample = source.pointee.sample
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PlanRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.PlanRequest.target")
        }
        target.pointee.sample = self.sample
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.PlanResponse`.
    public struct PlanResponse: WireMessage {
        /// The field `target`, number 1.
        public var target: String = ""
        /// The target of the active profile.
        public var activeTarget: String = ""
        /// Nothing to do: the target is active already.
        public var alreadyActive: Bool = false
        /// The field `items`, number 4.
        public var items: Int64 = 0
        /// Items that the space has a current vector for already, from an earlier run.
        public var alreadyEmbedded: Int64 = 0
        /// The field `text_bytes`, number 6.
        public var textBytes: Int64 = 0
        /// The field `sampled_items`, number 7.
        public var sampledItems: Int32 = 0
        /// The field `sampled_text_bytes`, number 8.
        public var sampledTextBytes: Int64 = 0
        /// How long the sample took in the embedder.
        public var sampleDurationMs: Int64 = 0
        /// Items a second that the embedder reached in the sample, one batch at a time.
        public var itemsPerSecond: Double = 0
        /// At that rate, for what is missing.
        public var estimatedDurationMs: Int64 = 0
        /// What the new space will take in the database file.
        public var estimatedDiskBytes: Int64 = 0
        /// What the new index will take in memory while both are loaded.
        public var estimatedMemoryBytes: Int64 = 0
        /// Why the sample could not be embedded; empty: it was.
        public var problem: String = ""
        /// Tokens for what is missing, as the sample suggests, and between which numbers.
        public var estimatedTokens: Int64 = 0
        /// The field `estimated_tokens_min`, number 16.
        public var estimatedTokensMin: Int64 = 0
        /// The field `estimated_tokens_max`, number 17.
        public var estimatedTokensMax: Int64 = 0
        /// The embedder counted the sample's tokens itself; otherwise they are estimated from its
        /// bytes.
        public var tokensCounted: Bool = false
        /// Price of a million tokens, and of what is missing, in millionths of `currency`; 0:
        /// nothing.
        public var microsPerMillionTokens: Int64 = 0
        /// The field `estimated_micros`, number 20.
        public var estimatedMicros: Int64 = 0
        /// The field `estimated_micros_max`, number 21.
        public var estimatedMicrosMax: Int64 = 0
        /// The field `currency`, number 22.
        public var currency: String = ""
        /// The tokens that the model takes in of one text; 0: no bound, or none known.
        public var contextTokens: Int32 = 0
        /// Items that are longer, about; what happens to them is a setting of the migration.
        public var oversizeItems: Int64 = 0
        /// Of an earlier run's space.
        public var quarantined: Int64 = 0
        /// What happens to the longer items, unless a knob says otherwise.
        public var oversize: MoultV1.Oversize = .unspecified

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            activeTarget: String = "",
            alreadyActive: Bool = false,
            items: Int64 = 0,
            alreadyEmbedded: Int64 = 0,
            textBytes: Int64 = 0,
            sampledItems: Int32 = 0,
            sampledTextBytes: Int64 = 0,
            sampleDurationMs: Int64 = 0,
            itemsPerSecond: Double = 0,
            estimatedDurationMs: Int64 = 0,
            estimatedDiskBytes: Int64 = 0,
            estimatedMemoryBytes: Int64 = 0,
            problem: String = "",
            estimatedTokens: Int64 = 0,
            estimatedTokensMin: Int64 = 0,
            estimatedTokensMax: Int64 = 0,
            tokensCounted: Bool = false,
            microsPerMillionTokens: Int64 = 0,
            estimatedMicros: Int64 = 0,
            estimatedMicrosMax: Int64 = 0,
            currency: String = "",
            contextTokens: Int32 = 0,
            oversizeItems: Int64 = 0,
            quarantined: Int64 = 0,
            oversize: MoultV1.Oversize = .unspecified
        ) {
            self.target = target
            self.activeTarget = activeTarget
            self.alreadyActive = alreadyActive
            self.items = items
            self.alreadyEmbedded = alreadyEmbedded
            self.textBytes = textBytes
            self.sampledItems = sampledItems
            self.sampledTextBytes = sampledTextBytes
            self.sampleDurationMs = sampleDurationMs
            self.itemsPerSecond = itemsPerSecond
            self.estimatedDurationMs = estimatedDurationMs
            self.estimatedDiskBytes = estimatedDiskBytes
            self.estimatedMemoryBytes = estimatedMemoryBytes
            self.problem = problem
            self.estimatedTokens = estimatedTokens
            self.estimatedTokensMin = estimatedTokensMin
            self.estimatedTokensMax = estimatedTokensMax
            self.tokensCounted = tokensCounted
            self.microsPerMillionTokens = microsPerMillionTokens
            self.estimatedMicros = estimatedMicros
            self.estimatedMicrosMax = estimatedMicrosMax
            self.currency = currency
            self.contextTokens = contextTokens
            self.oversizeItems = oversizeItems
            self.quarantined = quarantined
            self.oversize = oversize
        }
    }
}

extension MoultV1.PlanResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PlanResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PlanResponse>) {
        moult__v1__plan_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PlanResponse>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.activeTarget = try String(unpacked: source.pointee.active_target)
        self.alreadyActive = source.pointee.already_active != 0
        self.items = source.pointee.items
        self.alreadyEmbedded = source.pointee.already_embedded
        self.textBytes = source.pointee.text_bytes
        self.sampledItems = source.pointee.sampled_items
        self.sampledTextBytes = source.pointee.sampled_text_bytes
        self.sampleDurationMs = source.pointee.sample_duration_ms
        self.itemsPerSecond = source.pointee.items_per_second
        self.estimatedDurationMs = source.pointee.estimated_duration_ms
        self.estimatedDiskBytes = source.pointee.estimated_disk_bytes
        self.estimatedMemoryBytes = source.pointee.estimated_memory_bytes
        self.problem = try String(unpacked: source.pointee.problem)
        self.estimatedTokens = source.pointee.estimated_tokens
        self.estimatedTokensMin = source.pointee.estimated_tokens_min
        self.estimatedTokensMax = source.pointee.estimated_tokens_max
        self.tokensCounted = source.pointee.tokens_counted != 0
        self.microsPerMillionTokens = source.pointee.micros_per_million_tokens
        self.estimatedMicros = source.pointee.estimated_micros
        self.estimatedMicrosMax = source.pointee.estimated_micros_max
        self.currency = try String(unpacked: source.pointee.currency)
        self.contextTokens = source.pointee.context_tokens
        self.oversizeItems = source.pointee.oversize_items
        self.quarantined = source.pointee.quarantined
        self.oversize = MoultV1.Oversize(unpacked: source.pointee.oversize.rawValue)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PlanResponse>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.PlanResponse.target")
        }
        if !self.activeTarget.isEmpty {
            target.pointee.active_target =
                try arena.text(self.activeTarget, of: "moult.v1.PlanResponse.active_target")
        }
        target.pointee.already_active = self.alreadyActive ? 1 : 0
        target.pointee.items = self.items
        target.pointee.already_embedded = self.alreadyEmbedded
        target.pointee.text_bytes = self.textBytes
        target.pointee.sampled_items = self.sampledItems
        target.pointee.sampled_text_bytes = self.sampledTextBytes
        target.pointee.sample_duration_ms = self.sampleDurationMs
        target.pointee.items_per_second = self.itemsPerSecond
        target.pointee.estimated_duration_ms = self.estimatedDurationMs
        target.pointee.estimated_disk_bytes = self.estimatedDiskBytes
        target.pointee.estimated_memory_bytes = self.estimatedMemoryBytes
        if !self.problem.isEmpty {
            target.pointee.problem =
                try arena.text(self.problem, of: "moult.v1.PlanResponse.problem")
        }
        target.pointee.estimated_tokens = self.estimatedTokens
        target.pointee.estimated_tokens_min = self.estimatedTokensMin
        target.pointee.estimated_tokens_max = self.estimatedTokensMax
        target.pointee.tokens_counted = self.tokensCounted ? 1 : 0
        target.pointee.micros_per_million_tokens = self.microsPerMillionTokens
        target.pointee.estimated_micros = self.estimatedMicros
        target.pointee.estimated_micros_max = self.estimatedMicrosMax
        if !self.currency.isEmpty {
            target.pointee.currency =
                try arena.text(self.currency, of: "moult.v1.PlanResponse.currency")
        }
        target.pointee.context_tokens = self.contextTokens
        target.pointee.oversize_items = self.oversizeItems
        target.pointee.quarantined = self.quarantined
        target.pointee.oversize = Moult__V1__Oversize(rawValue: self.oversize.packable)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.StartRequest`.
    public struct StartRequest: WireMessage {
        /// The field `target`, number 1.
        public var target: String = ""
        /// At most so many items a second; 0: as fast as it goes.
        public var itemsPerSecondMax: Double = 0
        /// Items in one request to the embedder: 1 to 1,000; 0: the server's default.
        public var batchItems: Int32 = 0
        /// Requests in flight: 1 to 64; 0: the server's default.
        public var concurrency: Int32 = 0
        /// The field `idempotency_key`, number 5.
        public var idempotencyKey: String = ""
        /// The other knobs; `batch_items`, `concurrency` and `items_per_second_max` of this message
        /// are taken unless they stand in it.
        public var knobs: MoultV1.Knobs?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            itemsPerSecondMax: Double = 0,
            batchItems: Int32 = 0,
            concurrency: Int32 = 0,
            idempotencyKey: String = "",
            knobs: MoultV1.Knobs? = nil
        ) {
            self.target = target
            self.itemsPerSecondMax = itemsPerSecondMax
            self.batchItems = batchItems
            self.concurrency = concurrency
            self.idempotencyKey = idempotencyKey
            self.knobs = knobs
        }
    }
}

extension MoultV1.StartRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StartRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StartRequest>) {
        moult__v1__start_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StartRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.itemsPerSecondMax = source.pointee.items_per_second_max
        self.batchItems = source.pointee.batch_items
        self.concurrency = source.pointee.concurrency
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StartRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.StartRequest.target")
        }
        target.pointee.items_per_second_max = self.itemsPerSecondMax
        target.pointee.batch_items = self.batchItems
        target.pointee.concurrency = self.concurrency
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.StartRequest.idempotency_key")
        }
        target.pointee.knobs = try arena.structure(self.knobs)
    }
}

extension MoultV1 {
    /// What an operator may turn.
    ///
    /// An absent one stays as it is, or with Start as the server has it.
    public struct Knobs: WireMessage {
        /// 0: as fast as it goes.
        public enum Rate: Sendable, Hashable {
            /// The field `items_per_second_max`, number 1.
            case itemsPerSecondMax(Double)
        }

        /// 1 to 1,000.
        public enum Batch: Sendable, Hashable {
            /// The field `batch_items`, number 2.
            case batchItems(Int32)
        }

        /// 1 to 64.
        public enum Width: Sendable, Hashable {
            /// The field `concurrency`, number 3.
            case concurrency(Int32)
        }

        /// After each request it rests so many times as long as the request took: 0 to 100.
        public enum Niceness: Sendable, Hashable {
            /// The field `nice`, number 4.
            case nice(Double)
        }

        /// "22:00-06:00", in UTC; empty: at any hour.
        public enum Day: Sendable, Hashable {
            /// The field `hours`, number 5.
            case hours(String)
        }

        /// In millionths of the currency; 0: no limit.
        public enum Budget: Sendable, Hashable {
            /// The field `spend_micros_max`, number 6.
            case spendMicrosMax(Int64)
        }

        /// 0: not looked at.
        public enum SearchBound: Sendable, Hashable {
            /// The field `search_p99_ms_max`, number 7.
            case searchP99MsMax(Int32)
        }

        /// One of the members of `query_bound`.
        public enum QueryBound: Sendable, Hashable {
            /// The field `query_wait_ms_max`, number 8.
            case queryWaitMsMax(Int32)
        }

        /// Writes are slowed when the migration would not converge otherwise.
        public enum BackPressure: Sendable, Hashable {
            /// The field `slow_writes`, number 9.
            case slowWrites(Bool)
        }

        /// One of the members of `long_texts`.
        public enum LongTexts: Sendable, Hashable {
            /// The field `oversize`, number 10.
            case oversize(MoultV1.Oversize)
        }

        /// The share of the items that may be quarantined at the flip: 0 to 1.
        public enum QuarantineBound: Sendable, Hashable {
            /// The field `quarantine_share_max`, number 11.
            case quarantineShareMax(Double)
        }

        /// One of the members of `evidence`.
        public enum Evidence: Sendable, Hashable {
            /// The field `gate`, number 12.
            case gate(MoultV1.Gate)
        }

        /// It waits before the flip until CutOver.
        public enum Holding: Sendable, Hashable {
            /// The field `hold`, number 13.
            case hold(Bool)
        }

        /// How long the space that was active before is kept fresh after the flip; 0: not at all.
        ///
        /// Of a migration that has finished, this knob alone can be turned.
        public enum Window: Sendable, Hashable {
            /// The field `rollback_window_seconds`, number 14.
            case rollbackWindowSeconds(Int64)
        }

        /// 0: as fast as it goes.
        public var rate: Rate?
        /// 1 to 1,000.
        public var batch: Batch?
        /// 1 to 64.
        public var width: Width?
        /// After each request it rests so many times as long as the request took: 0 to 100.
        public var niceness: Niceness?
        /// "22:00-06:00", in UTC; empty: at any hour.
        public var day: Day?
        /// In millionths of the currency; 0: no limit.
        public var budget: Budget?
        /// 0: not looked at.
        public var searchBound: SearchBound?
        /// At most one of these; nil: none.
        public var queryBound: QueryBound?
        /// Writes are slowed when the migration would not converge otherwise.
        public var backPressure: BackPressure?
        /// At most one of these; nil: none.
        public var longTexts: LongTexts?
        /// The share of the items that may be quarantined at the flip: 0 to 1.
        public var quarantineBound: QuarantineBound?
        /// At most one of these; nil: none.
        public var evidence: Evidence?
        /// It waits before the flip until CutOver.
        public var holding: Holding?
        /// How long the space that was active before is kept fresh after the flip; 0: not at all.
        ///
        /// Of a migration that has finished, this knob alone can be turned.
        public var window: Window?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            rate: Rate? = nil,
            batch: Batch? = nil,
            width: Width? = nil,
            niceness: Niceness? = nil,
            day: Day? = nil,
            budget: Budget? = nil,
            searchBound: SearchBound? = nil,
            queryBound: QueryBound? = nil,
            backPressure: BackPressure? = nil,
            longTexts: LongTexts? = nil,
            quarantineBound: QuarantineBound? = nil,
            evidence: Evidence? = nil,
            holding: Holding? = nil,
            window: Window? = nil
        ) {
            self.rate = rate
            self.batch = batch
            self.width = width
            self.niceness = niceness
            self.day = day
            self.budget = budget
            self.searchBound = searchBound
            self.queryBound = queryBound
            self.backPressure = backPressure
            self.longTexts = longTexts
            self.quarantineBound = quarantineBound
            self.evidence = evidence
            self.holding = holding
            self.window = window
        }
    }
}

extension MoultV1.Knobs: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Knobs"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Knobs>) {
        moult__v1__knobs__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Knobs>) throws(UnpackFault) {
        switch source.pointee.rate_case.rawValue {
        case 1:
            self.rate = .itemsPerSecondMax(source.pointee.items_per_second_max)
        default: break
        }
        switch source.pointee.batch_case.rawValue {
        case 2:
            self.batch = .batchItems(source.pointee.batch_items)
        default: break
        }
        switch source.pointee.width_case.rawValue {
        case 3:
            self.width = .concurrency(source.pointee.concurrency)
        default: break
        }
        switch source.pointee.niceness_case.rawValue {
        case 4:
            self.niceness = .nice(source.pointee.nice)
        default: break
        }
        switch source.pointee.day_case.rawValue {
        case 5:
            self.day = .hours(try String(unpacked: source.pointee.hours))
        default: break
        }
        switch source.pointee.budget_case.rawValue {
        case 6:
            self.budget = .spendMicrosMax(source.pointee.spend_micros_max)
        default: break
        }
        switch source.pointee.search_bound_case.rawValue {
        case 7:
            self.searchBound = .searchP99MsMax(source.pointee.search_p99_ms_max)
        default: break
        }
        switch source.pointee.query_bound_case.rawValue {
        case 8:
            self.queryBound = .queryWaitMsMax(source.pointee.query_wait_ms_max)
        default: break
        }
        switch source.pointee.back_pressure_case.rawValue {
        case 9:
            self.backPressure = .slowWrites(source.pointee.slow_writes != 0)
        default: break
        }
        switch source.pointee.long_texts_case.rawValue {
        case 10:
            self.longTexts = .oversize(MoultV1.Oversize(unpacked: source.pointee.oversize.rawValue))
        default: break
        }
        switch source.pointee.quarantine_bound_case.rawValue {
        case 11:
            self.quarantineBound = .quarantineShareMax(source.pointee.quarantine_share_max)
        default: break
        }
        switch source.pointee.evidence_case.rawValue {
        case 12:
            self.evidence = .gate(MoultV1.Gate(unpacked: source.pointee.gate.rawValue))
        default: break
        }
        switch source.pointee.holding_case.rawValue {
        case 13:
            self.holding = .hold(source.pointee.hold != 0)
        default: break
        }
        switch source.pointee.window_case.rawValue {
        case 14:
            self.window = .rollbackWindowSeconds(source.pointee.rollback_window_seconds)
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Knobs>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.rate {
        case .itemsPerSecondMax(let value):
            target.pointee.rate_case = Moult__V1__Knobs__RateCase(rawValue: 1)
            target.pointee.items_per_second_max = value
        case nil: break
        }
        switch self.batch {
        case .batchItems(let value):
            target.pointee.batch_case = Moult__V1__Knobs__BatchCase(rawValue: 2)
            target.pointee.batch_items = value
        case nil: break
        }
        switch self.width {
        case .concurrency(let value):
            target.pointee.width_case = Moult__V1__Knobs__WidthCase(rawValue: 3)
            target.pointee.concurrency = value
        case nil: break
        }
        switch self.niceness {
        case .nice(let value):
            target.pointee.niceness_case = Moult__V1__Knobs__NicenessCase(rawValue: 4)
            target.pointee.nice = value
        case nil: break
        }
        switch self.day {
        case .hours(let value):
            target.pointee.day_case = Moult__V1__Knobs__DayCase(rawValue: 5)
            target.pointee.hours = try arena.text(value, of: "moult.v1.Knobs.hours")
        case nil: break
        }
        switch self.budget {
        case .spendMicrosMax(let value):
            target.pointee.budget_case = Moult__V1__Knobs__BudgetCase(rawValue: 6)
            target.pointee.spend_micros_max = value
        case nil: break
        }
        switch self.searchBound {
        case .searchP99MsMax(let value):
            target.pointee.search_bound_case = Moult__V1__Knobs__SearchBoundCase(rawValue: 7)
            target.pointee.search_p99_ms_max = value
        case nil: break
        }
        switch self.queryBound {
        case .queryWaitMsMax(let value):
            target.pointee.query_bound_case = Moult__V1__Knobs__QueryBoundCase(rawValue: 8)
            target.pointee.query_wait_ms_max = value
        case nil: break
        }
        switch self.backPressure {
        case .slowWrites(let value):
            target.pointee.back_pressure_case = Moult__V1__Knobs__BackPressureCase(rawValue: 9)
            target.pointee.slow_writes = value ? 1 : 0
        case nil: break
        }
        switch self.longTexts {
        case .oversize(let value):
            target.pointee.long_texts_case = Moult__V1__Knobs__LongTextsCase(rawValue: 10)
            target.pointee.oversize = Moult__V1__Oversize(rawValue: value.packable)
        case nil: break
        }
        switch self.quarantineBound {
        case .quarantineShareMax(let value):
            target.pointee.quarantine_bound_case =
                Moult__V1__Knobs__QuarantineBoundCase(rawValue: 11)
            target.pointee.quarantine_share_max = value
        case nil: break
        }
        switch self.evidence {
        case .gate(let value):
            target.pointee.evidence_case = Moult__V1__Knobs__EvidenceCase(rawValue: 12)
            target.pointee.gate = Moult__V1__Gate(rawValue: value.packable)
        case nil: break
        }
        switch self.holding {
        case .hold(let value):
            target.pointee.holding_case = Moult__V1__Knobs__HoldingCase(rawValue: 13)
            target.pointee.hold = value ? 1 : 0
        case nil: break
        }
        switch self.window {
        case .rollbackWindowSeconds(let value):
            target.pointee.window_case = Moult__V1__Knobs__WindowCase(rawValue: 14)
            target.pointee.rollback_window_seconds = value
        case nil: break
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.StartResponse`.
    public struct StartResponse: WireMessage {
        /// Absent with `already_active`.
        public var migration: MoultV1.MigrationStatus?
        /// The target is active: nothing was done.
        public var alreadyActive: Bool = false
        /// The same target is being built: this is that migration, and nothing was done.
        public var alreadyBuilding: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            migration: MoultV1.MigrationStatus? = nil,
            alreadyActive: Bool = false,
            alreadyBuilding: Bool = false
        ) {
            self.migration = migration
            self.alreadyActive = alreadyActive
            self.alreadyBuilding = alreadyBuilding
        }
    }
}

extension MoultV1.StartResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StartResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StartResponse>) {
        moult__v1__start_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StartResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
        self.alreadyActive = source.pointee.already_active != 0
        self.alreadyBuilding = source.pointee.already_building != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StartResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
        target.pointee.already_active = self.alreadyActive ? 1 : 0
        target.pointee.already_building = self.alreadyBuilding ? 1 : 0
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.GetMigrationRequest`.
    public struct GetMigrationRequest: WireMessage {
        /// 0: the newest.
        public var epoch: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0) {
            self.epoch = epoch
        }
    }
}

extension MoultV1.GetMigrationRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetMigrationRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetMigrationRequest>) {
        moult__v1__get_migration_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetMigrationRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetMigrationRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.GetMigrationResponse`.
    public struct GetMigrationResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.GetMigrationResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetMigrationResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetMigrationResponse>) {
        moult__v1__get_migration_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetMigrationResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetMigrationResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListMigrationsRequest`.
    public struct ListMigrationsRequest: WireMessage {
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 2.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(pageSize: Int32 = 0, pageToken: String = "") {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.ListMigrationsRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListMigrationsRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListMigrationsRequest>) {
        moult__v1__list_migrations_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListMigrationsRequest>) throws(UnpackFault) {
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListMigrationsRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListMigrationsRequest.page_token")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListMigrationsResponse`.
    public struct ListMigrationsResponse: WireMessage {
        /// The field `migrations`, number 1.
        public var migrations: [MoultV1.MigrationStatus] = []
        /// The field `next_page_token`, number 2.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migrations: [MoultV1.MigrationStatus] = [], nextPageToken: String = "") {
            self.migrations = migrations
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListMigrationsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListMigrationsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListMigrationsResponse>) {
        moult__v1__list_migrations_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListMigrationsResponse>) throws(UnpackFault) {
        self.migrations =
            try .init(unpacked: elements(source.pointee.n_migrations, source.pointee.migrations))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListMigrationsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_migrations = self.migrations.count
        target.pointee.migrations = try arena.structures(self.migrations)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListMigrationsResponse.next_page_token"
            )
        }
    }
}

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

extension MoultV1 {
    /// The proto message `moult.v1.MigrationProgress`.
    public struct MigrationProgress: WireMessage {
        /// Items in the store.
        public var total: Int64 = 0
        /// Those with a current vector in the new space.
        public var embedded: Int64 = 0
        /// Those without.
        public var missing: Int64 = 0
        /// Items a second, over the last seconds.
        public var itemsPerSecond: Double = 0
        /// 0: unknown; then see `eta_message`.
        public var etaMs: Int64 = 0
        /// Why there is no ETA; empty: there is one.
        public var etaMessage: String = ""
        /// Vectors that this server process stored for this migration.
        public var stored: Int64 = 0
        /// The field `at_unix_ms`, number 8.
        public var atUnixMs: Int64 = 0
        /// Items in quarantine.
        public var quarantined: Int64 = 0
        /// Why it goes no faster, in a word and in a sentence, and since when.
        public var brake: MoultV1.Brake = .unspecified
        /// The field `brake_message`, number 11.
        public var brakeMessage: String = ""
        /// The field `brake_since_unix_ms`, number 12.
        public var brakeSinceUnixMs: Int64 = 0
        /// Items a second that came to be missing otherwise than by the migration's own work.
        public var arrivalsPerSecond: Double = 0
        /// The estimate's band; `eta_ms` lies in it.
        ///
        /// 0: unknown.
        public var etaMsMin: Int64 = 0
        /// The field `eta_ms_max`, number 15.
        public var etaMsMax: Int64 = 0
        /// It will not converge at this rate; `eta_message` says what would help.
        public var diverges: Bool = false
        /// As the provider counted them, where it does.
        public var tokens: Int64 = 0
        /// Spent, or set aside for requests in flight, in millionths of the currency.
        public var spentMicros: Int64 = 0
        /// Queries replayed and to be replayed, while it evaluates.
        public var queriesReplayed: Int32 = 0
        /// The field `queries_to_replay`, number 20.
        public var queriesToReplay: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            total: Int64 = 0,
            embedded: Int64 = 0,
            missing: Int64 = 0,
            itemsPerSecond: Double = 0,
            etaMs: Int64 = 0,
            etaMessage: String = "",
            stored: Int64 = 0,
            atUnixMs: Int64 = 0,
            quarantined: Int64 = 0,
            brake: MoultV1.Brake = .unspecified,
            brakeMessage: String = "",
            brakeSinceUnixMs: Int64 = 0,
            arrivalsPerSecond: Double = 0,
            etaMsMin: Int64 = 0,
            etaMsMax: Int64 = 0,
            diverges: Bool = false,
            tokens: Int64 = 0,
            spentMicros: Int64 = 0,
            queriesReplayed: Int32 = 0,
            queriesToReplay: Int32 = 0
        ) {
            self.total = total
            self.embedded = embedded
            self.missing = missing
            self.itemsPerSecond = itemsPerSecond
            self.etaMs = etaMs
            self.etaMessage = etaMessage
            self.stored = stored
            self.atUnixMs = atUnixMs
            self.quarantined = quarantined
            self.brake = brake
            self.brakeMessage = brakeMessage
            self.brakeSinceUnixMs = brakeSinceUnixMs
            self.arrivalsPerSecond = arrivalsPerSecond
            self.etaMsMin = etaMsMin
            self.etaMsMax = etaMsMax
            self.diverges = diverges
            self.tokens = tokens
            self.spentMicros = spentMicros
            self.queriesReplayed = queriesReplayed
            self.queriesToReplay = queriesToReplay
        }
    }
}

extension MoultV1.MigrationProgress: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.MigrationProgress"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__MigrationProgress>) {
        moult__v1__migration_progress__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__MigrationProgress>) throws(UnpackFault) {
        self.total = source.pointee.total
        self.embedded = source.pointee.embedded
        self.missing = source.pointee.missing
        self.itemsPerSecond = source.pointee.items_per_second
        self.etaMs = source.pointee.eta_ms
        self.etaMessage = try String(unpacked: source.pointee.eta_message)
        self.stored = source.pointee.stored
        self.atUnixMs = source.pointee.at_unix_ms
        self.quarantined = source.pointee.quarantined
        self.brake = MoultV1.Brake(unpacked: source.pointee.brake.rawValue)
        self.brakeMessage = try String(unpacked: source.pointee.brake_message)
        self.brakeSinceUnixMs = source.pointee.brake_since_unix_ms
        self.arrivalsPerSecond = source.pointee.arrivals_per_second
        self.etaMsMin = source.pointee.eta_ms_min
        self.etaMsMax = source.pointee.eta_ms_max
        self.diverges = source.pointee.diverges != 0
        self.tokens = source.pointee.tokens
        self.spentMicros = source.pointee.spent_micros
        self.queriesReplayed = source.pointee.queries_replayed
        self.queriesToReplay = source.pointee.queries_to_replay
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__MigrationProgress>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.total = self.total
        target.pointee.embedded = self.embedded
        target.pointee.missing = self.missing
        target.pointee.items_per_second = self.itemsPerSecond
        target.pointee.eta_ms = self.etaMs
        if !self.etaMessage.isEmpty {
            target.pointee.eta_message =
                try arena.text(self.etaMessage, of: "moult.v1.MigrationProgress.eta_message")
        }
        target.pointee.stored = self.stored
        target.pointee.at_unix_ms = self.atUnixMs
        target.pointee.quarantined = self.quarantined
        target.pointee.brake = Moult__V1__Brake(rawValue: self.brake.packable)
        if !self.brakeMessage.isEmpty {
            target.pointee.brake_message =
                try arena.text(self.brakeMessage, of: "moult.v1.MigrationProgress.brake_message")
        }
        target.pointee.brake_since_unix_ms = self.brakeSinceUnixMs
        target.pointee.arrivals_per_second = self.arrivalsPerSecond
        target.pointee.eta_ms_min = self.etaMsMin
        target.pointee.eta_ms_max = self.etaMsMax
        target.pointee.diverges = self.diverges ? 1 : 0
        target.pointee.tokens = self.tokens
        target.pointee.spent_micros = self.spentMicros
        target.pointee.queries_replayed = self.queriesReplayed
        target.pointee.queries_to_replay = self.queriesToReplay
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.WatchRequest`.
    public struct WatchRequest: WireMessage {
        /// 0: the newest, or when there is none NOT_FOUND.
        public var epoch: Int64 = 0
        /// Phase changes with a higher number are sent.
        ///
        /// 0: all.
        public var afterSequence: Int64 = 0
        /// Progress at most so often: 100 to 60,000; 0 means 1,000.
        public var intervalMs: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, afterSequence: Int64 = 0, intervalMs: Int32 = 0) {
            self.epoch = epoch
            self.afterSequence = afterSequence
            self.intervalMs = intervalMs
        }
    }
}

extension MoultV1.WatchRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.WatchRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__WatchRequest>) {
        moult__v1__watch_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__WatchRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.afterSequence = source.pointee.after_sequence
        self.intervalMs = source.pointee.interval_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__WatchRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.after_sequence = self.afterSequence
        target.pointee.interval_ms = self.intervalMs
    }
}

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

extension MoultV1 {
    /// The proto message `moult.v1.Heartbeat`.
    public struct Heartbeat: WireMessage {
        /// The field `at_unix_ms`, number 1.
        public var atUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(atUnixMs: Int64 = 0) {
            self.atUnixMs = atUnixMs
        }
    }
}

extension MoultV1.Heartbeat: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Heartbeat"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Heartbeat>) {
        moult__v1__heartbeat__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Heartbeat>) throws(UnpackFault) {
        self.atUnixMs = source.pointee.at_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Heartbeat>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.at_unix_ms = self.atUnixMs
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.CancelRequest`.
    public struct CancelRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// The field `idempotency_key`, number 2.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, idempotencyKey: String = "") {
            self.epoch = epoch
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.CancelRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelRequest>) {
        moult__v1__cancel_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.CancelRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.CancelResponse`.
    public struct CancelResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.CancelResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CancelResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CancelResponse>) {
        moult__v1__cancel_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CancelResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CancelResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.PauseRequest`.
    public struct PauseRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// The field `idempotency_key`, number 2.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, idempotencyKey: String = "") {
            self.epoch = epoch
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.PauseRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PauseRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PauseRequest>) {
        moult__v1__pause_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PauseRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PauseRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.PauseRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.PauseResponse`.
    public struct PauseResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.PauseResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PauseResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PauseResponse>) {
        moult__v1__pause_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PauseResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PauseResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ResumeRequest`.
    public struct ResumeRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// The field `idempotency_key`, number 2.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, idempotencyKey: String = "") {
            self.epoch = epoch
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.ResumeRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ResumeRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ResumeRequest>) {
        moult__v1__resume_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ResumeRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ResumeRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.ResumeRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ResumeResponse`.
    public struct ResumeResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.ResumeResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ResumeResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ResumeResponse>) {
        moult__v1__resume_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ResumeResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ResumeResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.CutOverRequest`.
    public struct CutOverRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// Also with GATE_BLOCK and another verdict than "go".
        public var despiteVerdict: Bool = false
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, despiteVerdict: Bool = false, idempotencyKey: String = "") {
            self.epoch = epoch
            self.despiteVerdict = despiteVerdict
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.CutOverRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CutOverRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CutOverRequest>) {
        moult__v1__cut_over_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CutOverRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.despiteVerdict = source.pointee.despite_verdict != 0
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CutOverRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.despite_verdict = self.despiteVerdict ? 1 : 0
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.CutOverRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.CutOverResponse`.
    public struct CutOverResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.CutOverResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.CutOverResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__CutOverResponse>) {
        moult__v1__cut_over_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__CutOverResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__CutOverResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.TuneRequest`.
    public struct TuneRequest: WireMessage {
        /// Must be given.
        public var epoch: Int64 = 0
        /// The field `knobs`, number 2.
        public var knobs: MoultV1.Knobs?
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, knobs: MoultV1.Knobs? = nil, idempotencyKey: String = "") {
            self.epoch = epoch
            self.knobs = knobs
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.TuneRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.TuneRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__TuneRequest>) {
        moult__v1__tune_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__TuneRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__TuneRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.knobs = try arena.structure(self.knobs)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.TuneRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.TuneResponse`.
    public struct TuneResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.TuneResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.TuneResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__TuneResponse>) {
        moult__v1__tune_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__TuneResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__TuneResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}

extension MoultV1 {
    /// A query whose right answers somebody knows.
    public struct KnownAnswer: WireMessage {
        /// The field `query`, number 1.
        public var query: String = ""
        /// At least one.
        public var relevant: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(query: String = "", relevant: [MoultV1.ItemKey] = []) {
            self.query = query
            self.relevant = relevant
        }
    }
}

extension MoultV1.KnownAnswer: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.KnownAnswer"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__KnownAnswer>) {
        moult__v1__known_answer__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__KnownAnswer>) throws(UnpackFault) {
        self.query = try String(unpacked: source.pointee.query)
        self.relevant =
            try .init(unpacked: elements(source.pointee.n_relevant, source.pointee.relevant))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__KnownAnswer>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.query.isEmpty {
            target.pointee.query = try arena.text(self.query, of: "moult.v1.KnownAnswer.query")
        }
        target.pointee.n_relevant = self.relevant.count
        target.pointee.relevant = try arena.structures(self.relevant)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.EvaluateRequest`.
    public struct EvaluateRequest: WireMessage {
        /// The candidate; 0: the one that is being built.
        ///
        /// It is compared with the active profile.
        public var epoch: Int64 = 0
        /// 1 to 100; 0: the server's policy.
        public var k: Int32 = 0
        /// How many queries: 1 to 10,000; 0: the server's policy.
        public var queries: Int32 = 0
        /// At most 10,000.
        ///
        /// With none, recorded queries are replayed, and items as queries where there are too few.
        public var known: [MoultV1.KnownAnswer] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            k: Int32 = 0,
            queries: Int32 = 0,
            known: [MoultV1.KnownAnswer] = []
        ) {
            self.epoch = epoch
            self.k = k
            self.queries = queries
            self.known = known
        }
    }
}

extension MoultV1.EvaluateRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluateRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluateRequest>) {
        moult__v1__evaluate_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluateRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.k = source.pointee.k
        self.queries = source.pointee.queries
        self.known = try .init(unpacked: elements(source.pointee.n_known, source.pointee.known))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluateRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.k = self.k
        target.pointee.queries = self.queries
        target.pointee.n_known = self.known.count
        target.pointee.known = try arena.structures(self.known)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.EvaluateResponse`.
    public struct EvaluateResponse: WireMessage {
        /// The field `evaluation`, number 1.
        public var evaluation: MoultV1.Evaluation?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(evaluation: MoultV1.Evaluation? = nil) {
            self.evaluation = evaluation
        }
    }
}

extension MoultV1.EvaluateResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluateResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluateResponse>) {
        moult__v1__evaluate_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluateResponse>) throws(UnpackFault) {
        self.evaluation = try MoultV1.Evaluation.unpacked(source.pointee.evaluation)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluateResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.evaluation = try arena.structure(self.evaluation)
    }
}

extension MoultV1 {
    /// How a candidate answers queries beside the active profile.
    public struct Evaluation: WireMessage {
        /// The field `verdict`, number 1.
        public var verdict: MoultV1.Verdict = .unspecified
        /// Why, with the numbers.
        public var message: String = ""
        /// The field `k`, number 3.
        public var k: Int32 = 0
        /// Queries by where they came from.
        public var recordedQueries: Int32 = 0
        /// The field `item_queries`, number 5.
        public var itemQueries: Int32 = 0
        /// The field `known_queries`, number 6.
        public var knownQueries: Int32 = 0
        /// The field `active`, number 7.
        public var active: MoultV1.EvaluationSide?
        /// The field `candidate`, number 8.
        public var candidate: MoultV1.EvaluationSide?
        /// Means over the queries without known answers: 0 to 1.
        public var overlap: Double = 0
        /// The field `rank_biased_overlap`, number 10.
        public var rankBiasedOverlap: Double = 0
        /// The queries whose answers changed most, worst first.
        public var worst: [MoultV1.EvaluationComparison] = []
        /// How scores compare, by ascending quantile: a floor at `active` becomes one at
        /// `candidate`.
        public var scoreMap: [MoultV1.ScorePoint] = []
        /// The field `at_unix_ms`, number 13.
        public var atUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            verdict: MoultV1.Verdict = .unspecified,
            message: String = "",
            k: Int32 = 0,
            recordedQueries: Int32 = 0,
            itemQueries: Int32 = 0,
            knownQueries: Int32 = 0,
            active: MoultV1.EvaluationSide? = nil,
            candidate: MoultV1.EvaluationSide? = nil,
            overlap: Double = 0,
            rankBiasedOverlap: Double = 0,
            worst: [MoultV1.EvaluationComparison] = [],
            scoreMap: [MoultV1.ScorePoint] = [],
            atUnixMs: Int64 = 0
        ) {
            self.verdict = verdict
            self.message = message
            self.k = k
            self.recordedQueries = recordedQueries
            self.itemQueries = itemQueries
            self.knownQueries = knownQueries
            self.active = active
            self.candidate = candidate
            self.overlap = overlap
            self.rankBiasedOverlap = rankBiasedOverlap
            self.worst = worst
            self.scoreMap = scoreMap
            self.atUnixMs = atUnixMs
        }
    }
}

extension MoultV1.Evaluation: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Evaluation"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Evaluation>) {
        moult__v1__evaluation__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Evaluation>) throws(UnpackFault) {
        self.verdict = MoultV1.Verdict(unpacked: source.pointee.verdict.rawValue)
        self.message = try String(unpacked: source.pointee.message)
        self.k = source.pointee.k
        self.recordedQueries = source.pointee.recorded_queries
        self.itemQueries = source.pointee.item_queries
        self.knownQueries = source.pointee.known_queries
        self.active = try MoultV1.EvaluationSide.unpacked(source.pointee.active)
        self.candidate = try MoultV1.EvaluationSide.unpacked(source.pointee.candidate)
        self.overlap = source.pointee.overlap
        self.rankBiasedOverlap = source.pointee.rank_biased_overlap
        self.worst = try .init(unpacked: elements(source.pointee.n_worst, source.pointee.worst))
        self.scoreMap =
            try .init(unpacked: elements(source.pointee.n_score_map, source.pointee.score_map))
        self.atUnixMs = source.pointee.at_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Evaluation>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.verdict = Moult__V1__Verdict(rawValue: self.verdict.packable)
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "moult.v1.Evaluation.message")
        }
        target.pointee.k = self.k
        target.pointee.recorded_queries = self.recordedQueries
        target.pointee.item_queries = self.itemQueries
        target.pointee.known_queries = self.knownQueries
        target.pointee.active = try arena.structure(self.active)
        target.pointee.candidate = try arena.structure(self.candidate)
        target.pointee.overlap = self.overlap
        target.pointee.rank_biased_overlap = self.rankBiasedOverlap
        target.pointee.n_worst = self.worst.count
        target.pointee.worst = try arena.structures(self.worst)
        target.pointee.n_score_map = self.scoreMap.count
        target.pointee.score_map = try arena.structures(self.scoreMap)
        target.pointee.at_unix_ms = self.atUnixMs
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.EvaluationSide`.
    public struct EvaluationSide: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// The field `target`, number 2.
        public var target: String = ""
        /// The field `p50_microseconds`, number 3.
        public var p50Microseconds: Int64 = 0
        /// The field `p99_microseconds`, number 4.
        public var p99Microseconds: Int64 = 0
        /// Recall at k and nDCG at 10; only with known answers.
        public var recall: Double = 0
        /// The field `ndcg`, number 6.
        public var ndcg: Double = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            target: String = "",
            p50Microseconds: Int64 = 0,
            p99Microseconds: Int64 = 0,
            recall: Double = 0,
            ndcg: Double = 0
        ) {
            self.epoch = epoch
            self.target = target
            self.p50Microseconds = p50Microseconds
            self.p99Microseconds = p99Microseconds
            self.recall = recall
            self.ndcg = ndcg
        }
    }
}

extension MoultV1.EvaluationSide: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluationSide"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluationSide>) {
        moult__v1__evaluation_side__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluationSide>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.target = try String(unpacked: source.pointee.target)
        self.p50Microseconds = source.pointee.p50_microseconds
        self.p99Microseconds = source.pointee.p99_microseconds
        self.recall = source.pointee.recall
        self.ndcg = source.pointee.ndcg
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluationSide>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.target.isEmpty {
            target.pointee.target =
                try arena.text(self.target, of: "moult.v1.EvaluationSide.target")
        }
        target.pointee.p50_microseconds = self.p50Microseconds
        target.pointee.p99_microseconds = self.p99Microseconds
        target.pointee.recall = self.recall
        target.pointee.ndcg = self.ndcg
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.EvaluationComparison`.
    public struct EvaluationComparison: WireMessage {
        /// The field `query`, number 1.
        public var query: String = ""
        /// The field `overlap`, number 2.
        public var overlap: Double = 0
        /// The field `rank_biased_overlap`, number 3.
        public var rankBiasedOverlap: Double = 0
        /// The field `active_keys`, number 4.
        public var activeKeys: [MoultV1.ItemKey] = []
        /// The field `candidate_keys`, number 5.
        public var candidateKeys: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            query: String = "",
            overlap: Double = 0,
            rankBiasedOverlap: Double = 0,
            activeKeys: [MoultV1.ItemKey] = [],
            candidateKeys: [MoultV1.ItemKey] = []
        ) {
            self.query = query
            self.overlap = overlap
            self.rankBiasedOverlap = rankBiasedOverlap
            self.activeKeys = activeKeys
            self.candidateKeys = candidateKeys
        }
    }
}

extension MoultV1.EvaluationComparison: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluationComparison"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluationComparison>) {
        moult__v1__evaluation_comparison__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluationComparison>) throws(UnpackFault) {
        self.query = try String(unpacked: source.pointee.query)
        self.overlap = source.pointee.overlap
        self.rankBiasedOverlap = source.pointee.rank_biased_overlap
        self.activeKeys =
            try .init(unpacked: elements(source.pointee.n_active_keys, source.pointee.active_keys))
        self.candidateKeys = try .init(
            unpacked: elements(source.pointee.n_candidate_keys, source.pointee.candidate_keys)
        )
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluationComparison>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.query.isEmpty {
            target.pointee.query =
                try arena.text(self.query, of: "moult.v1.EvaluationComparison.query")
        }
        target.pointee.overlap = self.overlap
        target.pointee.rank_biased_overlap = self.rankBiasedOverlap
        target.pointee.n_active_keys = self.activeKeys.count
        target.pointee.active_keys = try arena.structures(self.activeKeys)
        target.pointee.n_candidate_keys = self.candidateKeys.count
        target.pointee.candidate_keys = try arena.structures(self.candidateKeys)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ScorePoint`.
    public struct ScorePoint: WireMessage {
        /// The field `quantile`, number 1.
        public var quantile: Double = 0
        /// The field `active`, number 2.
        public var active: Double = 0
        /// The field `candidate`, number 3.
        public var candidate: Double = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(quantile: Double = 0, active: Double = 0, candidate: Double = 0) {
            self.quantile = quantile
            self.active = active
            self.candidate = candidate
        }
    }
}

extension MoultV1.ScorePoint: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ScorePoint"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ScorePoint>) {
        moult__v1__score_point__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ScorePoint>) throws(UnpackFault) {
        self.quantile = source.pointee.quantile
        self.active = source.pointee.active
        self.candidate = source.pointee.candidate
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ScorePoint>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.quantile = self.quantile
        target.pointee.active = self.active
        target.pointee.candidate = self.candidate
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.RollbackRequest`.
    public struct RollbackRequest: WireMessage {
        /// To the space of this profile; 0: of the last that finished before the active one.
        public var epoch: Int64 = 0
        /// Cancel the migration of this epoch first; 0: one that is unfinished is in the way.
        public var cancelEpoch: Int64 = 0
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""
        /// The field `knobs`, number 4.
        public var knobs: MoultV1.Knobs?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            cancelEpoch: Int64 = 0,
            idempotencyKey: String = "",
            knobs: MoultV1.Knobs? = nil
        ) {
            self.epoch = epoch
            self.cancelEpoch = cancelEpoch
            self.idempotencyKey = idempotencyKey
            self.knobs = knobs
        }
    }
}

extension MoultV1.RollbackRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RollbackRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RollbackRequest>) {
        moult__v1__rollback_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RollbackRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.cancelEpoch = source.pointee.cancel_epoch
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RollbackRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.cancel_epoch = self.cancelEpoch
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.RollbackRequest.idempotency_key")
        }
        target.pointee.knobs = try arena.structure(self.knobs)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.RollbackResponse`.
    public struct RollbackResponse: WireMessage {
        /// The new profile's.
        public var migration: MoultV1.MigrationStatus?
        /// The earlier profile that it goes back to.
        public var toEpoch: Int64 = 0
        /// Items that its space lacks.
        public var missing: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            migration: MoultV1.MigrationStatus? = nil,
            toEpoch: Int64 = 0,
            missing: Int64 = 0
        ) {
            self.migration = migration
            self.toEpoch = toEpoch
            self.missing = missing
        }
    }
}

extension MoultV1.RollbackResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RollbackResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RollbackResponse>) {
        moult__v1__rollback_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RollbackResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
        self.toEpoch = source.pointee.to_epoch
        self.missing = source.pointee.missing
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RollbackResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
        target.pointee.to_epoch = self.toEpoch
        target.pointee.missing = self.missing
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.AdoptRequest`.
    public struct AdoptRequest: WireMessage {
        /// The same model under its new name.
        public var target: String = ""
        /// The profile whose vectors to take over; 0: the active one.
        public var epoch: Int64 = 0
        /// How many items to prove it on: 1 to 1,000; 0 means 64.
        public var sample: Int32 = 0
        /// The field `idempotency_key`, number 4.
        public var idempotencyKey: String = ""
        /// The field `knobs`, number 5.
        public var knobs: MoultV1.Knobs?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            epoch: Int64 = 0,
            sample: Int32 = 0,
            idempotencyKey: String = "",
            knobs: MoultV1.Knobs? = nil
        ) {
            self.target = target
            self.epoch = epoch
            self.sample = sample
            self.idempotencyKey = idempotencyKey
            self.knobs = knobs
        }
    }
}

extension MoultV1.AdoptRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.AdoptRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__AdoptRequest>) {
        moult__v1__adopt_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__AdoptRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.epoch = source.pointee.epoch
        self.sample = source.pointee.sample
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
        self.knobs = try MoultV1.Knobs.unpacked(source.pointee.knobs)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__AdoptRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.AdoptRequest.target")
        }
        target.pointee.epoch = self.epoch
        target.pointee.sample = self.sample
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.AdoptRequest.idempotency_key")
        }
        target.pointee.knobs = try arena.structure(self.knobs)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.AdoptResponse`.
    public struct AdoptResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?
        /// 1 - cosine, at most, of the canaries and of the sample; and what was allowed.
        public var canaryDistance: Double = 0
        /// The field `sample_distance`, number 3.
        public var sampleDistance: Double = 0
        /// The field `allowed_distance`, number 4.
        public var allowedDistance: Double = 0
        /// The field `sampled_items`, number 5.
        public var sampledItems: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            migration: MoultV1.MigrationStatus? = nil,
            canaryDistance: Double = 0,
            sampleDistance: Double = 0,
            allowedDistance: Double = 0,
            sampledItems: Int32 = 0
        ) {
            self.migration = migration
            self.canaryDistance = canaryDistance
            self.sampleDistance = sampleDistance
            self.allowedDistance = allowedDistance
            self.sampledItems = sampledItems
        }
    }
}

extension MoultV1.AdoptResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.AdoptResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__AdoptResponse>) {
        moult__v1__adopt_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__AdoptResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
        self.canaryDistance = source.pointee.canary_distance
        self.sampleDistance = source.pointee.sample_distance
        self.allowedDistance = source.pointee.allowed_distance
        self.sampledItems = source.pointee.sampled_items
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__AdoptResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
        target.pointee.canary_distance = self.canaryDistance
        target.pointee.sample_distance = self.sampleDistance
        target.pointee.allowed_distance = self.allowedDistance
        target.pointee.sampled_items = self.sampledItems
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListQuarantineRequest`.
    public struct ListQuarantineRequest: WireMessage {
        /// Of this profile's space; 0: of the one that is being built, or else of the active one.
        public var epoch: Int64 = 0
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 3.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, pageSize: Int32 = 0, pageToken: String = "") {
            self.epoch = epoch
            self.pageSize = pageSize
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.ListQuarantineRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListQuarantineRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListQuarantineRequest>) {
        moult__v1__list_quarantine_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListQuarantineRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListQuarantineRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListQuarantineRequest.page_token")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.QuarantinedItem`.
    public struct QuarantinedItem: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// The field `id`, number 3.
        public var id: Int64 = 0
        /// The field `revision`, number 4.
        public var revision: Int64 = 0
        /// The embedder's own sentence.
        public var reason: String = ""
        /// It is to be asked for once more.
        public var retrying: Bool = false
        /// The field `refusals`, number 7.
        public var refusals: Int32 = 0
        /// The field `at_unix_ms`, number 8.
        public var atUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            id: Int64 = 0,
            revision: Int64 = 0,
            reason: String = "",
            retrying: Bool = false,
            refusals: Int32 = 0,
            atUnixMs: Int64 = 0
        ) {
            self.collection = collection
            self.key = key
            self.id = id
            self.revision = revision
            self.reason = reason
            self.retrying = retrying
            self.refusals = refusals
            self.atUnixMs = atUnixMs
        }
    }
}

extension MoultV1.QuarantinedItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.QuarantinedItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__QuarantinedItem>) {
        moult__v1__quarantined_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__QuarantinedItem>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.id = source.pointee.id
        self.revision = source.pointee.revision
        self.reason = try String(unpacked: source.pointee.reason)
        self.retrying = source.pointee.retrying != 0
        self.refusals = source.pointee.refusals
        self.atUnixMs = source.pointee.at_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__QuarantinedItem>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.QuarantinedItem.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.QuarantinedItem.key")
        }
        target.pointee.id = self.id
        target.pointee.revision = self.revision
        if !self.reason.isEmpty {
            target.pointee.reason =
                try arena.text(self.reason, of: "moult.v1.QuarantinedItem.reason")
        }
        target.pointee.retrying = self.retrying ? 1 : 0
        target.pointee.refusals = self.refusals
        target.pointee.at_unix_ms = self.atUnixMs
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListQuarantineResponse`.
    public struct ListQuarantineResponse: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// The field `target`, number 2.
        public var target: String = ""
        /// The field `items`, number 3.
        public var items: [MoultV1.QuarantinedItem] = []
        /// The field `next_page_token`, number 4.
        public var nextPageToken: String = ""
        /// In all.
        public var total: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            target: String = "",
            items: [MoultV1.QuarantinedItem] = [],
            nextPageToken: String = "",
            total: Int64 = 0
        ) {
            self.epoch = epoch
            self.target = target
            self.items = items
            self.nextPageToken = nextPageToken
            self.total = total
        }
    }
}

extension MoultV1.ListQuarantineResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListQuarantineResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListQuarantineResponse>) {
        moult__v1__list_quarantine_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListQuarantineResponse>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.target = try String(unpacked: source.pointee.target)
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
        self.total = source.pointee.total
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListQuarantineResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        if !self.target.isEmpty {
            target.pointee.target =
                try arena.text(self.target, of: "moult.v1.ListQuarantineResponse.target")
        }
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListQuarantineResponse.next_page_token"
            )
        }
        target.pointee.total = self.total
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.RetryQuarantineRequest`.
    public struct RetryQuarantineRequest: WireMessage {
        /// As in ListQuarantineRequest.
        public var epoch: Int64 = 0
        /// Empty: all.
        ///
        /// At most 1,000.
        public var keys: [MoultV1.ItemKey] = []
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, keys: [MoultV1.ItemKey] = [], idempotencyKey: String = "") {
            self.epoch = epoch
            self.keys = keys
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.RetryQuarantineRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RetryQuarantineRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RetryQuarantineRequest>) {
        moult__v1__retry_quarantine_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RetryQuarantineRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.keys = try .init(unpacked: elements(source.pointee.n_keys, source.pointee.keys))
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RetryQuarantineRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.n_keys = self.keys.count
        target.pointee.keys = try arena.structures(self.keys)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key = try arena.text(
                self.idempotencyKey,
                of: "moult.v1.RetryQuarantineRequest.idempotency_key"
            )
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.RetryQuarantineResponse`.
    public struct RetryQuarantineResponse: WireMessage {
        /// The field `epoch`, number 1.
        public var epoch: Int64 = 0
        /// How many are asked for again.
        public var retrying: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, retrying: Int64 = 0) {
            self.epoch = epoch
            self.retrying = retrying
        }
    }
}

extension MoultV1.RetryQuarantineResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RetryQuarantineResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RetryQuarantineResponse>) {
        moult__v1__retry_quarantine_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RetryQuarantineResponse>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.retrying = source.pointee.retrying
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RetryQuarantineResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.retrying = self.retrying
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.PruneRequest`.
    public struct PruneRequest: WireMessage {
        /// The space's target, as ListProfiles gives it.
        public var target: String = ""
        /// The field `dry_run`, number 2.
        public var dryRun: Bool = false
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(target: String = "", dryRun: Bool = false, idempotencyKey: String = "") {
            self.target = target
            self.dryRun = dryRun
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.PruneRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PruneRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PruneRequest>) {
        moult__v1__prune_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PruneRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.dryRun = source.pointee.dry_run != 0
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PruneRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.PruneRequest.target")
        }
        target.pointee.dry_run = self.dryRun ? 1 : 0
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.PruneRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.PruneResponse`.
    public struct PruneResponse: WireMessage {
        /// The field `vectors_deleted`, number 1.
        public var vectorsDeleted: Int64 = 0
        /// The bytes of those vectors.
        public var bytesFreed: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(vectorsDeleted: Int64 = 0, bytesFreed: Int64 = 0) {
            self.vectorsDeleted = vectorsDeleted
            self.bytesFreed = bytesFreed
        }
    }
}

extension MoultV1.PruneResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PruneResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PruneResponse>) {
        moult__v1__prune_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PruneResponse>) throws(UnpackFault) {
        self.vectorsDeleted = source.pointee.vectors_deleted
        self.bytesFreed = source.pointee.bytes_freed
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PruneResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.vectors_deleted = self.vectorsDeleted
        target.pointee.bytes_freed = self.bytesFreed
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListProfilesRequest`.
    public struct ListProfilesRequest: WireMessage {
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 2.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(pageSize: Int32 = 0, pageToken: String = "") {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.ListProfilesRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListProfilesRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListProfilesRequest>) {
        moult__v1__list_profiles_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListProfilesRequest>) throws(UnpackFault) {
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListProfilesRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListProfilesRequest.page_token")
        }
    }
}

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

extension MoultV1 {
    /// The proto message `moult.v1.ListProfilesResponse`.
    public struct ListProfilesResponse: WireMessage {
        /// The field `profiles`, number 1.
        public var profiles: [MoultV1.ProfileRow] = []
        /// The field `next_page_token`, number 2.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(profiles: [MoultV1.ProfileRow] = [], nextPageToken: String = "") {
            self.profiles = profiles
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListProfilesResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListProfilesResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListProfilesResponse>) {
        moult__v1__list_profiles_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListProfilesResponse>) throws(UnpackFault) {
        self.profiles =
            try .init(unpacked: elements(source.pointee.n_profiles, source.pointee.profiles))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListProfilesResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_profiles = self.profiles.count
        target.pointee.profiles = try arena.structures(self.profiles)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListProfilesResponse.next_page_token"
            )
        }
    }
}

extension MoultV1 {
    /// The methods of `moult.v1.Migration`.
    public enum MigrationMethods {
        /// The full proto name of the service.
        public static let service = "moult.v1.Migration"

        /// What a migration to a target would take.
        ///
        /// Embeds a sample, stores nothing.
        public static let plan = WireMethod<
            MoultV1.PlanRequest, MoultV1.PlanResponse
        >(service: service, name: "Plan", kind: .unary)

        /// Appends a profile and begins to fill its space.
        ///
        /// When the target is active already, or is being built already, nothing is done and the
        /// answer says so.
        public static let start = WireMethod<
            MoultV1.StartRequest, MoultV1.StartResponse
        >(service: service, name: "Start", kind: .unary)

        /// One migration, as it is now.
        public static let get = WireMethod<
            MoultV1.GetMigrationRequest, MoultV1.GetMigrationResponse
        >(service: service, name: "Get", kind: .unary)

        /// The newest first.
        public static let list = WireMethod<
            MoultV1.ListMigrationsRequest, MoultV1.ListMigrationsResponse
        >(service: service, name: "List", kind: .unary)

        /// The phase changes after `after_sequence`, from the store, then live ones; between them
        /// the latest progress.
        ///
        /// Ends with OK when the migration has ended.
        public static let watch = WireMethod<
            MoultV1.WatchRequest, MoultV1.WatchResponse
        >(service: service, name: "Watch", kind: .serverStream)

        /// Ends a migration that has not finished.
        ///
        /// What is embedded stays. One that has finished: FAILED_PRECONDITION with
        /// REASON_MIGRATION_ENDED.
        public static let cancel = WireMethod<
            MoultV1.CancelRequest, MoultV1.CancelResponse
        >(service: service, name: "Cancel", kind: .unary)

        /// Deletes the vectors of a space that no active or building profile uses, and gives the
        /// room back.
        public static let prune = WireMethod<
            MoultV1.PruneRequest, MoultV1.PruneResponse
        >(service: service, name: "Prune", kind: .unary)

        /// Stops the work until Resume; what is in flight still comes in and is stored.
        ///
        /// Kept through a restart.
        public static let pause = WireMethod<
            MoultV1.PauseRequest, MoultV1.PauseResponse
        >(service: service, name: "Pause", kind: .unary)

        /// Goes on after Pause; of a migration that waits by itself, tries again at once.
        public static let resume = WireMethod<
            MoultV1.ResumeRequest, MoultV1.ResumeResponse
        >(service: service, name: "Resume", kind: .unary)

        /// Lets a migration that holds before the flip go on to it.
        ///
        /// Given earlier, it does not hold.
        public static let cutOver = WireMethod<
            MoultV1.CutOverRequest, MoultV1.CutOverResponse
        >(service: service, name: "CutOver", kind: .unary)

        /// Turns knobs, while it runs or before it is resumed; what is absent stays as it is.
        public static let tune = WireMethod<
            MoultV1.TuneRequest, MoultV1.TuneResponse
        >(service: service, name: "Tune", kind: .unary)

        /// Replays queries on the active profile and on the one that is being built, or on an
        /// earlier one, and says how their answers differ.
        public static let evaluate = WireMethod<
            MoultV1.EvaluateRequest, MoultV1.EvaluateResponse
        >(service: service, name: "Evaluate", kind: .unary)

        /// Goes back: appends a profile for the space of an earlier one that finished.
        ///
        /// Only what that space lacks is embedded.
        public static let rollback = WireMethod<
            MoultV1.RollbackRequest, MoultV1.RollbackResponse
        >(service: service, name: "Rollback", kind: .unary)

        /// Migrates to a target that is the same model under another name: its canaries and a
        /// sample of the items prove it, and the vectors are taken over instead of embedded.
        public static let adopt = WireMethod<
            MoultV1.AdoptRequest, MoultV1.AdoptResponse
        >(service: service, name: "Adopt", kind: .unary)

        /// The items that a space's embedder refuses, by ascending id.
        public static let listQuarantine = WireMethod<
            MoultV1.ListQuarantineRequest, MoultV1.ListQuarantineResponse
        >(service: service, name: "ListQuarantine", kind: .unary)

        /// Has quarantined items asked for once more.
        public static let retryQuarantine = WireMethod<
            MoultV1.RetryQuarantineRequest, MoultV1.RetryQuarantineResponse
        >(service: service, name: "RetryQuarantine", kind: .unary)

        /// The log, newest first, with the active profile marked as derived.
        public static let listProfiles = WireMethod<
            MoultV1.ListProfilesRequest, MoultV1.ListProfilesResponse
        >(service: service, name: "ListProfiles", kind: .unary)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            plan.description,
            start.description,
            get.description,
            list.description,
            watch.description,
            cancel.description,
            prune.description,
            pause.description,
            resume.description,
            cutOver.description,
            tune.description,
            evaluate.description,
            rollback.description,
            adopt.description,
            listQuarantine.description,
            retryQuarantine.description,
            listProfiles.description,
        ]
    }
}
