// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.StatsResponse`.
    public struct StatsResponse: WireMessage {
        /// The field `items`, number 1.
        public var items: Int64 = 0
        /// The field `collections`, number 2.
        public var collections: Int64 = 0
        /// Items with no current vector in the active profile's space.
        public var pending: Int64 = 0
        /// The newest revision given.
        public var revision: Int64 = 0
        /// The active profile: derived from the log as the highest epoch that finished.
        public var activeEpoch: Int64 = 0
        /// Its target, as "builtin:lexical@512".
        public var activeTarget: String = ""
        /// The profile that is being built; 0: none.
        public var buildingEpoch: Int64 = 0
        /// Size of the database file, with its write-ahead log.
        public var storeBytes: Int64 = 0
        /// The vectors held in memory.
        public var indexBytes: Int64 = 0
        /// The embedder's breaker: why it is open; empty: closed.
        public var embedderProblem: String = ""
        /// The field `server_version`, number 11.
        public var serverVersion: String = ""
        /// The field `started_unix_ms`, number 12.
        public var startedUnixMs: Int64 = 0
        /// The field `connections`, number 13.
        public var connections: Int64 = 0
        /// The field `calls_in_flight`, number 14.
        public var callsInFlight: Int64 = 0
        /// What the server refused or cut since it started, by a closed set of names.
        public var counters: [MoultV1.Counter] = []
        /// The target that the configuration names for an empty store, when it is not the active
        /// one's.
        public var configuredTargetDiffers: String = ""
        /// Items that the active profile's embedder refuses; not among `pending`.
        public var quarantined: Int64 = 0
        /// Named conditions that a person should look at.
        public var conditions: [MoultV1.Condition] = []
        /// Queries kept for comparisons.
        public var recordedQueries: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            items: Int64 = 0,
            collections: Int64 = 0,
            pending: Int64 = 0,
            revision: Int64 = 0,
            activeEpoch: Int64 = 0,
            activeTarget: String = "",
            buildingEpoch: Int64 = 0,
            storeBytes: Int64 = 0,
            indexBytes: Int64 = 0,
            embedderProblem: String = "",
            serverVersion: String = "",
            startedUnixMs: Int64 = 0,
            connections: Int64 = 0,
            callsInFlight: Int64 = 0,
            counters: [MoultV1.Counter] = [],
            configuredTargetDiffers: String = "",
            quarantined: Int64 = 0,
            conditions: [MoultV1.Condition] = [],
            recordedQueries: Int64 = 0
        ) {
            self.items = items
            self.collections = collections
            self.pending = pending
            self.revision = revision
            self.activeEpoch = activeEpoch
            self.activeTarget = activeTarget
            self.buildingEpoch = buildingEpoch
            self.storeBytes = storeBytes
            self.indexBytes = indexBytes
            self.embedderProblem = embedderProblem
            self.serverVersion = serverVersion
            self.startedUnixMs = startedUnixMs
            self.connections = connections
            self.callsInFlight = callsInFlight
            self.counters = counters
            self.configuredTargetDiffers = configuredTargetDiffers
            self.quarantined = quarantined
            self.conditions = conditions
            self.recordedQueries = recordedQueries
        }
    }
}

extension MoultV1.StatsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StatsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StatsResponse>) {
        moult__v1__stats_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StatsResponse>) throws(UnpackFault) {
        self.items = source.pointee.items
        self.collections = source.pointee.collections
        self.pending = source.pointee.pending
        self.revision = source.pointee.revision
        self.activeEpoch = source.pointee.active_epoch
        self.activeTarget = try String(unpacked: source.pointee.active_target)
        self.buildingEpoch = source.pointee.building_epoch
        self.storeBytes = source.pointee.store_bytes
        self.indexBytes = source.pointee.index_bytes
        self.embedderProblem = try String(unpacked: source.pointee.embedder_problem)
        self.serverVersion = try String(unpacked: source.pointee.server_version)
        self.startedUnixMs = source.pointee.started_unix_ms
        self.connections = source.pointee.connections
        self.callsInFlight = source.pointee.calls_in_flight
        self.counters =
            try .init(unpacked: elements(source.pointee.n_counters, source.pointee.counters))
        self.configuredTargetDiffers =
            try String(unpacked: source.pointee.configured_target_differs)
        self.quarantined = source.pointee.quarantined
        self.conditions =
            try .init(unpacked: elements(source.pointee.n_conditions, source.pointee.conditions))
        self.recordedQueries = source.pointee.recorded_queries
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StatsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.items = self.items
        target.pointee.collections = self.collections
        target.pointee.pending = self.pending
        target.pointee.revision = self.revision
        target.pointee.active_epoch = self.activeEpoch
        if !self.activeTarget.isEmpty {
            target.pointee.active_target =
                try arena.text(self.activeTarget, of: "moult.v1.StatsResponse.active_target")
        }
        target.pointee.building_epoch = self.buildingEpoch
        target.pointee.store_bytes = self.storeBytes
        target.pointee.index_bytes = self.indexBytes
        if !self.embedderProblem.isEmpty {
            target.pointee.embedder_problem =
                try arena.text(self.embedderProblem, of: "moult.v1.StatsResponse.embedder_problem")
        }
        if !self.serverVersion.isEmpty {
            target.pointee.server_version =
                try arena.text(self.serverVersion, of: "moult.v1.StatsResponse.server_version")
        }
        target.pointee.started_unix_ms = self.startedUnixMs
        target.pointee.connections = self.connections
        target.pointee.calls_in_flight = self.callsInFlight
        target.pointee.n_counters = self.counters.count
        target.pointee.counters = try arena.structures(self.counters)
        if !self.configuredTargetDiffers.isEmpty {
            target.pointee.configured_target_differs = try arena.text(
                self.configuredTargetDiffers,
                of: "moult.v1.StatsResponse.configured_target_differs"
            )
        }
        target.pointee.quarantined = self.quarantined
        target.pointee.n_conditions = self.conditions.count
        target.pointee.conditions = try arena.structures(self.conditions)
        target.pointee.recorded_queries = self.recordedQueries
    }
}
