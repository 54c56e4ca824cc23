// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

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
        /// Where on its host the embedder is to be loaded, and why, sentence by sentence; empty: it
        /// needs no such place.
        public var placement: [String] = []
        /// The provider where it is loaded; empty: it needs no place on a host.
        public var host: String = ""
        /// The field `seat`, number 29.
        public var seat: MoultV1.Seat = .unspecified
        /// The field `fit`, number 30.
        public var fit: MoultV1.Fit = .unspecified
        /// For what is missing if chat jobs always wait; 0: it takes no turns with them.
        ///
        /// Then `estimated_duration_ms` is what it takes if nobody chats.
        public var estimatedDurationMsMax: Int64 = 0
        /// Turns in the chat worker's slot until it has finished, if chat jobs always wait.
        public var slicesMax: Int32 = 0

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
            oversize: MoultV1.Oversize = .unspecified,
            placement: [String] = [],
            host: String = "",
            seat: MoultV1.Seat = .unspecified,
            fit: MoultV1.Fit = .unspecified,
            estimatedDurationMsMax: Int64 = 0,
            slicesMax: Int32 = 0
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
            self.placement = placement
            self.host = host
            self.seat = seat
            self.fit = fit
            self.estimatedDurationMsMax = estimatedDurationMsMax
            self.slicesMax = slicesMax
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
        self.placement =
            try .init(unpacked: elements(source.pointee.n_placement, source.pointee.placement))
        self.host = try String(unpacked: source.pointee.host)
        self.seat = MoultV1.Seat(unpacked: source.pointee.seat.rawValue)
        self.fit = MoultV1.Fit(unpacked: source.pointee.fit.rawValue)
        self.estimatedDurationMsMax = source.pointee.estimated_duration_ms_max
        self.slicesMax = source.pointee.slices_max
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
        target.pointee.n_placement = self.placement.count
        target.pointee.placement =
            try arena.texts(self.placement, of: "moult.v1.PlanResponse.placement")
        if !self.host.isEmpty {
            target.pointee.host = try arena.text(self.host, of: "moult.v1.PlanResponse.host")
        }
        target.pointee.seat = Moult__V1__Seat(rawValue: self.seat.packable)
        target.pointee.fit = Moult__V1__Fit(rawValue: self.fit.packable)
        target.pointee.estimated_duration_ms_max = self.estimatedDurationMsMax
        target.pointee.slices_max = self.slicesMax
    }
}
