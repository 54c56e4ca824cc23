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
            problem: String = ""
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

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            target: String = "",
            itemsPerSecondMax: Double = 0,
            batchItems: Int32 = 0,
            concurrency: Int32 = 0,
            idempotencyKey: String = ""
        ) {
            self.target = target
            self.itemsPerSecondMax = itemsPerSecondMax
            self.batchItems = batchItems
            self.concurrency = concurrency
            self.idempotencyKey = idempotencyKey
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
            nextTryUnixMs: Int64 = 0
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
            atUnixMs: Int64 = 0
        ) {
            self.total = total
            self.embedded = embedded
            self.missing = missing
            self.itemsPerSecond = itemsPerSecond
            self.etaMs = etaMs
            self.etaMessage = etaMessage
            self.stored = stored
            self.atUnixMs = atUnixMs
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
            vectors: Int64 = 0
        ) {
            self.epoch = epoch
            self.target = target
            self.spaceID = spaceID
            self.startedUnixMs = startedUnixMs
            self.endedUnixMs = endedUnixMs
            self.outcome = outcome
            self.active = active
            self.vectors = vectors
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
            listProfiles.description,
        ]
    }
}
