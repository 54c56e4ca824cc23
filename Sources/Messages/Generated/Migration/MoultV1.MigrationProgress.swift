// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

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
