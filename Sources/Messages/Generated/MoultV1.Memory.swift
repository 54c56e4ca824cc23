// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto enum `moult.v1.IngestStatus`.
    public enum IngestStatus: WireEnum {
        /// The value 0.
        case unspecified
        /// Stored; found by words and by meaning.
        case embedded
        /// Stored; found by words now, by meaning when its vector is there.
        case pending
        /// The text is what was stored already.
        ///
        /// Changed metadata is stored all the same.
        case unchanged
        /// Not stored: see `code`, `reason` and `message`.
        case refused
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .embedded
            case 2: self = .pending
            case 3: self = .unchanged
            case 4: self = .refused
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .embedded: 1
            case .pending: 2
            case .unchanged: 3
            case .refused: 4
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// The proto enum `moult.v1.SearchMode`.
    public enum SearchMode: WireEnum {
        /// As SEARCH_MODE_HYBRID.
        case unspecified
        /// By meaning: cosine similarity to the query's vector.
        case semantic
        /// By words: bm25.
        ///
        /// Words are joined by OR; double quotes make a phrase.
        case lexical
        /// Both, joined by reciprocal rank fusion with k = 60.
        case hybrid
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .semantic
            case 2: self = .lexical
            case 3: self = .hybrid
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .semantic: 1
            case .lexical: 2
            case .hybrid: 3
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

extension MoultV1 {
    /// One entry of an item's metadata.
    ///
    /// A key stands at most once in an item.
    public struct MetadataEntry: WireMessage {
        /// 1 to 512 bytes.
        public var key: String = ""
        /// The field `value`, number 2.
        public var value: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(key: String = "", value: String = "") {
            self.key = key
            self.value = value
        }
    }
}

extension MoultV1.MetadataEntry: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.MetadataEntry"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__MetadataEntry>) {
        moult__v1__metadata_entry__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__MetadataEntry>) throws(UnpackFault) {
        self.key = try String(unpacked: source.pointee.key)
        self.value = try String(unpacked: source.pointee.value)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__MetadataEntry>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.MetadataEntry.key")
        }
        if !self.value.isEmpty {
            target.pointee.value = try arena.text(self.value, of: "moult.v1.MetadataEntry.value")
        }
    }
}

extension MoultV1 {
    /// An item to be stored.
    public struct ItemDraft: WireMessage {
        /// One of the members of `expectation`.
        public enum Expectation: Sendable, Hashable {
            /// The revision that the stored item must have; 0: it must not exist.
            ///
            /// Absent: unchecked.
            case expectedRevision(Int64)
        }

        /// At most 512 bytes; empty means "default".
        public var collection: String = ""
        /// 1 to 512 bytes.
        public var key: String = ""
        /// 1 byte to 1 MiB.
        public var text: String = ""
        /// At most 64 entries and 16 KiB in all.
        public var metadata: [MoultV1.MetadataEntry] = []
        /// At most one of these; nil: none.
        public var expectation: Expectation?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            text: String = "",
            metadata: [MoultV1.MetadataEntry] = [],
            expectation: Expectation? = nil
        ) {
            self.collection = collection
            self.key = key
            self.text = text
            self.metadata = metadata
            self.expectation = expectation
        }
    }
}

extension MoultV1.ItemDraft: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ItemDraft"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ItemDraft>) {
        moult__v1__item_draft__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ItemDraft>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.text = try String(unpacked: source.pointee.text)
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
        switch source.pointee.expectation_case.rawValue {
        case 5:
            self.expectation = .expectedRevision(source.pointee.expected_revision)
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ItemDraft>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.ItemDraft.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.ItemDraft.key")
        }
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.ItemDraft.text")
        }
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
        switch self.expectation {
        case .expectedRevision(let value):
            target.pointee.expectation_case = Moult__V1__ItemDraft__ExpectationCase(rawValue: 5)
            target.pointee.expected_revision = value
        case nil: break
        }
    }
}

extension MoultV1 {
    /// An item as it is stored.
    public struct StoredItem: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// Empty where the caller asked for no texts.
        public var text: String = ""
        /// The field `metadata`, number 4.
        public var metadata: [MoultV1.MetadataEntry] = []
        /// Never reused, not even after a delete.
        public var id: Int64 = 0
        /// From one counter of the whole store; new at each change of the text.
        public var revision: Int64 = 0
        /// The field `created_unix_ms`, number 7.
        public var createdUnixMs: Int64 = 0
        /// When text or metadata last changed.
        public var updatedUnixMs: Int64 = 0
        /// Whether the active profile has a vector for this revision.
        public var embedded: Bool = false
        /// What of the text that vector was made from: "truncated" or "split"; empty: the whole, or
        /// there is none.
        public var embeddedForm: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            text: String = "",
            metadata: [MoultV1.MetadataEntry] = [],
            id: Int64 = 0,
            revision: Int64 = 0,
            createdUnixMs: Int64 = 0,
            updatedUnixMs: Int64 = 0,
            embedded: Bool = false,
            embeddedForm: String = ""
        ) {
            self.collection = collection
            self.key = key
            self.text = text
            self.metadata = metadata
            self.id = id
            self.revision = revision
            self.createdUnixMs = createdUnixMs
            self.updatedUnixMs = updatedUnixMs
            self.embedded = embedded
            self.embeddedForm = embeddedForm
        }
    }
}

extension MoultV1.StoredItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StoredItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StoredItem>) {
        moult__v1__stored_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StoredItem>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.text = try String(unpacked: source.pointee.text)
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
        self.id = source.pointee.id
        self.revision = source.pointee.revision
        self.createdUnixMs = source.pointee.created_unix_ms
        self.updatedUnixMs = source.pointee.updated_unix_ms
        self.embedded = source.pointee.embedded != 0
        self.embeddedForm = try String(unpacked: source.pointee.embedded_form)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StoredItem>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.StoredItem.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.StoredItem.key")
        }
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.StoredItem.text")
        }
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
        target.pointee.id = self.id
        target.pointee.revision = self.revision
        target.pointee.created_unix_ms = self.createdUnixMs
        target.pointee.updated_unix_ms = self.updatedUnixMs
        target.pointee.embedded = self.embedded ? 1 : 0
        if !self.embeddedForm.isEmpty {
            target.pointee.embedded_form =
                try arena.text(self.embeddedForm, of: "moult.v1.StoredItem.embedded_form")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.IngestRequest`.
    public struct IngestRequest: WireMessage {
        /// 1 to 1,000.
        public var items: [MoultV1.ItemDraft] = []
        /// At most 128 bytes; kept for 24 hours.
        ///
        /// The same key with the same body gives the same answer and stores nothing; with another
        /// body ALREADY_EXISTS. Empty: none.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(items: [MoultV1.ItemDraft] = [], idempotencyKey: String = "") {
            self.items = items
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.IngestRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestRequest>) {
        moult__v1__ingest_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestRequest>) throws(UnpackFault) {
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.IngestRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.IngestOutcome`.
    public struct IngestOutcome: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// The field `status`, number 3.
        public var status: MoultV1.IngestStatus = .unspecified
        /// The field `id`, number 4.
        public var id: Int64 = 0
        /// The field `revision`, number 5.
        public var revision: Int64 = 0
        /// Of a refused item: a code of google.rpc.Code.
        public var code: Int32 = 0
        /// The field `reason`, number 7.
        public var reason: MoultV1.Reason = .unspecified
        /// Of a refused item: one sentence.
        ///
        /// Of a pending one: why it is pending.
        public var message: String = ""
        /// The field `retryable`, number 9.
        public var retryable: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            status: MoultV1.IngestStatus = .unspecified,
            id: Int64 = 0,
            revision: Int64 = 0,
            code: Int32 = 0,
            reason: MoultV1.Reason = .unspecified,
            message: String = "",
            retryable: Bool = false
        ) {
            self.collection = collection
            self.key = key
            self.status = status
            self.id = id
            self.revision = revision
            self.code = code
            self.reason = reason
            self.message = message
            self.retryable = retryable
        }
    }
}

extension MoultV1.IngestOutcome: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestOutcome"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestOutcome>) {
        moult__v1__ingest_outcome__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestOutcome>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.status = MoultV1.IngestStatus(unpacked: source.pointee.status.rawValue)
        self.id = source.pointee.id
        self.revision = source.pointee.revision
        self.code = source.pointee.code
        self.reason = MoultV1.Reason(unpacked: source.pointee.reason.rawValue)
        self.message = try String(unpacked: source.pointee.message)
        self.retryable = source.pointee.retryable != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestOutcome>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.IngestOutcome.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.IngestOutcome.key")
        }
        target.pointee.status = Moult__V1__IngestStatus(rawValue: self.status.packable)
        target.pointee.id = self.id
        target.pointee.revision = self.revision
        target.pointee.code = self.code
        target.pointee.reason = Moult__V1__Reason(rawValue: self.reason.packable)
        if !self.message.isEmpty {
            target.pointee.message =
                try arena.text(self.message, of: "moult.v1.IngestOutcome.message")
        }
        target.pointee.retryable = self.retryable ? 1 : 0
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.IngestResponse`.
    public struct IngestResponse: WireMessage {
        /// One for each item, in the order of the request.
        public var outcomes: [MoultV1.IngestOutcome] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(outcomes: [MoultV1.IngestOutcome] = []) {
            self.outcomes = outcomes
        }
    }
}

extension MoultV1.IngestResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestResponse>) {
        moult__v1__ingest_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestResponse>) throws(UnpackFault) {
        self.outcomes =
            try .init(unpacked: elements(source.pointee.n_outcomes, source.pointee.outcomes))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_outcomes = self.outcomes.count
        target.pointee.outcomes = try arena.structures(self.outcomes)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.IngestStreamRequest`.
    public struct IngestStreamRequest: WireMessage {
        /// The client's number for this item; comes back with its outcome.
        public var number: UInt64 = 0
        /// The field `item`, number 2.
        public var item: MoultV1.ItemDraft?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(number: UInt64 = 0, item: MoultV1.ItemDraft? = nil) {
            self.number = number
            self.item = item
        }
    }
}

extension MoultV1.IngestStreamRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestStreamRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestStreamRequest>) {
        moult__v1__ingest_stream_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestStreamRequest>) throws(UnpackFault) {
        self.number = source.pointee.number
        self.item = try MoultV1.ItemDraft.unpacked(source.pointee.item)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestStreamRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.number = self.number
        target.pointee.item = try arena.structure(self.item)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.IngestStreamResponse`.
    public struct IngestStreamResponse: WireMessage {
        /// How many items more the client may send, beside what was granted before.
        public var credit: UInt32 = 0
        /// Absent in the first message.
        public var outcome: MoultV1.NumberedOutcome?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(credit: UInt32 = 0, outcome: MoultV1.NumberedOutcome? = nil) {
            self.credit = credit
            self.outcome = outcome
        }
    }
}

extension MoultV1.IngestStreamResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestStreamResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestStreamResponse>) {
        moult__v1__ingest_stream_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestStreamResponse>) throws(UnpackFault) {
        self.credit = source.pointee.credit
        self.outcome = try MoultV1.NumberedOutcome.unpacked(source.pointee.outcome)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestStreamResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.credit = self.credit
        target.pointee.outcome = try arena.structure(self.outcome)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.NumberedOutcome`.
    public struct NumberedOutcome: WireMessage {
        /// The field `number`, number 1.
        public var number: UInt64 = 0
        /// The field `outcome`, number 2.
        public var outcome: MoultV1.IngestOutcome?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(number: UInt64 = 0, outcome: MoultV1.IngestOutcome? = nil) {
            self.number = number
            self.outcome = outcome
        }
    }
}

extension MoultV1.NumberedOutcome: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.NumberedOutcome"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__NumberedOutcome>) {
        moult__v1__numbered_outcome__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__NumberedOutcome>) throws(UnpackFault) {
        self.number = source.pointee.number
        self.outcome = try MoultV1.IngestOutcome.unpacked(source.pointee.outcome)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__NumberedOutcome>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.number = self.number
        target.pointee.outcome = try arena.structure(self.outcome)
    }
}

extension MoultV1 {
    /// Which items are meant.
    ///
    /// All that is given must hold.
    public struct ItemFilter: WireMessage {
        /// Any of these collections.
        ///
        /// Empty: all.
        public var collections: [String] = []
        /// Every one of these entries.
        public var metadata: [MoultV1.MetadataEntry] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collections: [String] = [], metadata: [MoultV1.MetadataEntry] = []) {
            self.collections = collections
            self.metadata = metadata
        }
    }
}

extension MoultV1.ItemFilter: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ItemFilter"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ItemFilter>) {
        moult__v1__item_filter__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ItemFilter>) throws(UnpackFault) {
        self.collections =
            try .init(unpacked: elements(source.pointee.n_collections, source.pointee.collections))
        self.metadata =
            try .init(unpacked: elements(source.pointee.n_metadata, source.pointee.metadata))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ItemFilter>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_collections = self.collections.count
        target.pointee.collections =
            try arena.texts(self.collections, of: "moult.v1.ItemFilter.collections")
        target.pointee.n_metadata = self.metadata.count
        target.pointee.metadata = try arena.structures(self.metadata)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.SearchQuery`.
    public struct SearchQuery: WireMessage {
        /// One of the members of `floor`.
        public enum Floor: Sendable, Hashable {
            /// Hits below it are left out.
            ///
            /// On the mode's own score: cosine, bm25 with its sign turned, or the fused score.
            case scoreFloor(Double)
        }

        /// 1 byte to 64 KiB.
        public var text: String = ""
        /// The field `mode`, number 2.
        public var mode: MoultV1.SearchMode = .unspecified
        /// How many hits: 1 to 1,000; 0 means 10.
        public var k: Int32 = 0
        /// The field `filter`, number 4.
        public var filter: MoultV1.ItemFilter?
        /// At most one of these; nil: none.
        public var floor: Floor?
        /// From an earlier answer, to go on behind its last hit.
        ///
        /// Bound to the epoch it was made in.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            text: String = "",
            mode: MoultV1.SearchMode = .unspecified,
            k: Int32 = 0,
            filter: MoultV1.ItemFilter? = nil,
            floor: Floor? = nil,
            pageToken: String = ""
        ) {
            self.text = text
            self.mode = mode
            self.k = k
            self.filter = filter
            self.floor = floor
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.SearchQuery: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchQuery"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchQuery>) {
        moult__v1__search_query__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchQuery>) throws(UnpackFault) {
        self.text = try String(unpacked: source.pointee.text)
        self.mode = MoultV1.SearchMode(unpacked: source.pointee.mode.rawValue)
        self.k = source.pointee.k
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        switch source.pointee.floor_case.rawValue {
        case 5:
            self.floor = .scoreFloor(source.pointee.score_floor)
        default: break
        }
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchQuery>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.SearchQuery.text")
        }
        target.pointee.mode = Moult__V1__SearchMode(rawValue: self.mode.packable)
        target.pointee.k = self.k
        target.pointee.filter = try arena.structure(self.filter)
        switch self.floor {
        case .scoreFloor(let value):
            target.pointee.floor_case = Moult__V1__SearchQuery__FloorCase(rawValue: 5)
            target.pointee.score_floor = value
        case nil: break
        }
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.SearchQuery.page_token")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.SearchRequest`.
    public struct SearchRequest: WireMessage {
        /// 1 to 16.
        public var queries: [MoultV1.SearchQuery] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(queries: [MoultV1.SearchQuery] = []) {
            self.queries = queries
        }
    }
}

extension MoultV1.SearchRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchRequest>) {
        moult__v1__search_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchRequest>) throws(UnpackFault) {
        self.queries =
            try .init(unpacked: elements(source.pointee.n_queries, source.pointee.queries))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_queries = self.queries.count
        target.pointee.queries = try arena.structures(self.queries)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.SearchHit`.
    public struct SearchHit: WireMessage {
        /// Without its text and `embedded_form`: `snippet` shows what matched, Get gives the whole.
        public var item: MoultV1.StoredItem?
        /// Higher is better, in every mode.
        public var score: Double = 0
        /// The place among the hits by meaning, from 1.
        ///
        /// 0: not among them.
        public var semanticRank: Int32 = 0
        /// The place among the hits by words, from 1.
        ///
        /// 0: not among them.
        public var lexicalRank: Int32 = 0
        /// A passage of the text around what matched.
        ///
        /// Plain text.
        public var snippet: String = ""
        /// The text was edited and is not embedded yet: the vector of an earlier revision found it.
        public var stale: Bool = false
        /// Cosine similarity; 0 where the item was not found by meaning.
        public var semanticScore: Double = 0
        /// bm25 with its sign turned; 0 where the item was not found by words.
        public var lexicalScore: Double = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            item: MoultV1.StoredItem? = nil,
            score: Double = 0,
            semanticRank: Int32 = 0,
            lexicalRank: Int32 = 0,
            snippet: String = "",
            stale: Bool = false,
            semanticScore: Double = 0,
            lexicalScore: Double = 0
        ) {
            self.item = item
            self.score = score
            self.semanticRank = semanticRank
            self.lexicalRank = lexicalRank
            self.snippet = snippet
            self.stale = stale
            self.semanticScore = semanticScore
            self.lexicalScore = lexicalScore
        }
    }
}

extension MoultV1.SearchHit: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchHit"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchHit>) {
        moult__v1__search_hit__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchHit>) throws(UnpackFault) {
        self.item = try MoultV1.StoredItem.unpacked(source.pointee.item)
        self.score = source.pointee.score
        self.semanticRank = source.pointee.semantic_rank
        self.lexicalRank = source.pointee.lexical_rank
        self.snippet = try String(unpacked: source.pointee.snippet)
        self.stale = source.pointee.stale != 0
        self.semanticScore = source.pointee.semantic_score
        self.lexicalScore = source.pointee.lexical_score
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchHit>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.item = try arena.structure(self.item)
        target.pointee.score = self.score
        target.pointee.semantic_rank = self.semanticRank
        target.pointee.lexical_rank = self.lexicalRank
        if !self.snippet.isEmpty {
            target.pointee.snippet = try arena.text(self.snippet, of: "moult.v1.SearchHit.snippet")
        }
        target.pointee.stale = self.stale ? 1 : 0
        target.pointee.semantic_score = self.semanticScore
        target.pointee.lexical_score = self.lexicalScore
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.SearchAnswer`.
    public struct SearchAnswer: WireMessage {
        /// The field `hits`, number 1.
        public var hits: [MoultV1.SearchHit] = []
        /// The profile that served this query.
        public var epoch: Int64 = 0
        /// Empty: there is no more.
        public var nextPageToken: String = ""
        /// A hybrid search whose query could not be embedded, and was answered by words alone.
        public var semanticUnavailable: Bool = false
        /// Why, in one sentence.
        public var semanticUnavailableMessage: String = ""
        /// The mode that was asked for, with the default filled in.
        public var mode: MoultV1.SearchMode = .unspecified

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            hits: [MoultV1.SearchHit] = [],
            epoch: Int64 = 0,
            nextPageToken: String = "",
            semanticUnavailable: Bool = false,
            semanticUnavailableMessage: String = "",
            mode: MoultV1.SearchMode = .unspecified
        ) {
            self.hits = hits
            self.epoch = epoch
            self.nextPageToken = nextPageToken
            self.semanticUnavailable = semanticUnavailable
            self.semanticUnavailableMessage = semanticUnavailableMessage
            self.mode = mode
        }
    }
}

extension MoultV1.SearchAnswer: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchAnswer"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchAnswer>) {
        moult__v1__search_answer__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchAnswer>) throws(UnpackFault) {
        self.hits = try .init(unpacked: elements(source.pointee.n_hits, source.pointee.hits))
        self.epoch = source.pointee.epoch
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
        self.semanticUnavailable = source.pointee.semantic_unavailable != 0
        self.semanticUnavailableMessage =
            try String(unpacked: source.pointee.semantic_unavailable_message)
        self.mode = MoultV1.SearchMode(unpacked: source.pointee.mode.rawValue)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchAnswer>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_hits = self.hits.count
        target.pointee.hits = try arena.structures(self.hits)
        target.pointee.epoch = self.epoch
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token =
                try arena.text(self.nextPageToken, of: "moult.v1.SearchAnswer.next_page_token")
        }
        target.pointee.semantic_unavailable = self.semanticUnavailable ? 1 : 0
        if !self.semanticUnavailableMessage.isEmpty {
            target.pointee.semantic_unavailable_message = try arena.text(
                self.semanticUnavailableMessage,
                of: "moult.v1.SearchAnswer.semantic_unavailable_message"
            )
        }
        target.pointee.mode = Moult__V1__SearchMode(rawValue: self.mode.packable)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.SearchResponse`.
    public struct SearchResponse: WireMessage {
        /// One for each query, in the order of the request.
        public var answers: [MoultV1.SearchAnswer] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(answers: [MoultV1.SearchAnswer] = []) {
            self.answers = answers
        }
    }
}

extension MoultV1.SearchResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchResponse>) {
        moult__v1__search_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchResponse>) throws(UnpackFault) {
        self.answers =
            try .init(unpacked: elements(source.pointee.n_answers, source.pointee.answers))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_answers = self.answers.count
        target.pointee.answers = try arena.structures(self.answers)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ItemKey`.
    public struct ItemKey: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collection: String = "", key: String = "") {
            self.collection = collection
            self.key = key
        }
    }
}

extension MoultV1.ItemKey: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ItemKey"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ItemKey>) {
        moult__v1__item_key__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ItemKey>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ItemKey>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.ItemKey.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.ItemKey.key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.GetRequest`.
    public struct GetRequest: WireMessage {
        /// 1 to 1,000.
        public var keys: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(keys: [MoultV1.ItemKey] = []) {
            self.keys = keys
        }
    }
}

extension MoultV1.GetRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetRequest>) {
        moult__v1__get_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetRequest>) throws(UnpackFault) {
        self.keys = try .init(unpacked: elements(source.pointee.n_keys, source.pointee.keys))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_keys = self.keys.count
        target.pointee.keys = try arena.structures(self.keys)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.GetResponse`.
    public struct GetResponse: WireMessage {
        /// The items that exist, in the order of the request.
        public var items: [MoultV1.StoredItem] = []
        /// The keys that do not.
        public var missing: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(items: [MoultV1.StoredItem] = [], missing: [MoultV1.ItemKey] = []) {
            self.items = items
            self.missing = missing
        }
    }
}

extension MoultV1.GetResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetResponse>) {
        moult__v1__get_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetResponse>) throws(UnpackFault) {
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.missing =
            try .init(unpacked: elements(source.pointee.n_missing, source.pointee.missing))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        target.pointee.n_missing = self.missing.count
        target.pointee.missing = try arena.structures(self.missing)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListRequest`.
    public struct ListRequest: WireMessage {
        /// The field `filter`, number 1.
        public var filter: MoultV1.ItemFilter?
        /// 1 to 1,000; 0 means 100.
        public var pageSize: Int32 = 0
        /// The field `page_token`, number 3.
        public var pageToken: String = ""
        /// Leave the texts out.
        public var withoutText: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            filter: MoultV1.ItemFilter? = nil,
            pageSize: Int32 = 0,
            pageToken: String = "",
            withoutText: Bool = false
        ) {
            self.filter = filter
            self.pageSize = pageSize
            self.pageToken = pageToken
            self.withoutText = withoutText
        }
    }
}

extension MoultV1.ListRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListRequest>) {
        moult__v1__list_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListRequest>) throws(UnpackFault) {
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
        self.withoutText = source.pointee.without_text != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.filter = try arena.structure(self.filter)
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListRequest.page_token")
        }
        target.pointee.without_text = self.withoutText ? 1 : 0
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListResponse`.
    public struct ListResponse: WireMessage {
        /// The field `items`, number 1.
        public var items: [MoultV1.StoredItem] = []
        /// Empty: there is no more.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(items: [MoultV1.StoredItem] = [], nextPageToken: String = "") {
            self.items = items
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListResponse>) {
        moult__v1__list_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListResponse>) throws(UnpackFault) {
        self.items = try .init(unpacked: elements(source.pointee.n_items, source.pointee.items))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_items = self.items.count
        target.pointee.items = try arena.structures(self.items)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token =
                try arena.text(self.nextPageToken, of: "moult.v1.ListResponse.next_page_token")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListCollectionsRequest`.
    public struct ListCollectionsRequest: WireMessage {
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

extension MoultV1.ListCollectionsRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListCollectionsRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListCollectionsRequest>) {
        moult__v1__list_collections_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListCollectionsRequest>) throws(UnpackFault) {
        self.pageSize = source.pointee.page_size
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListCollectionsRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.page_size = self.pageSize
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.ListCollectionsRequest.page_token")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.Collection`.
    public struct Collection: WireMessage {
        /// The field `name`, number 1.
        public var name: String = ""
        /// The field `items`, number 2.
        public var items: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", items: Int64 = 0) {
            self.name = name
            self.items = items
        }
    }
}

extension MoultV1.Collection: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Collection"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Collection>) {
        moult__v1__collection__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Collection>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.items = source.pointee.items
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Collection>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.Collection.name")
        }
        target.pointee.items = self.items
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ListCollectionsResponse`.
    public struct ListCollectionsResponse: WireMessage {
        /// The field `collections`, number 1.
        public var collections: [MoultV1.Collection] = []
        /// The field `next_page_token`, number 2.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collections: [MoultV1.Collection] = [], nextPageToken: String = "") {
            self.collections = collections
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListCollectionsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListCollectionsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListCollectionsResponse>) {
        moult__v1__list_collections_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListCollectionsResponse>) throws(UnpackFault) {
        self.collections =
            try .init(unpacked: elements(source.pointee.n_collections, source.pointee.collections))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListCollectionsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_collections = self.collections.count
        target.pointee.collections = try arena.structures(self.collections)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListCollectionsResponse.next_page_token"
            )
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.KeyToDelete`.
    public struct KeyToDelete: WireMessage {
        /// One of the members of `expectation`.
        public enum Expectation: Sendable, Hashable {
            /// The revision that the stored item must have.
            ///
            /// Absent: unchecked. 0: it must not exist, so that nothing is deleted.
            case expectedRevision(Int64)
        }

        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// At most one of these; nil: none.
        public var expectation: Expectation?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collection: String = "", key: String = "", expectation: Expectation? = nil) {
            self.collection = collection
            self.key = key
            self.expectation = expectation
        }
    }
}

extension MoultV1.KeyToDelete: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.KeyToDelete"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__KeyToDelete>) {
        moult__v1__key_to_delete__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__KeyToDelete>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        switch source.pointee.expectation_case.rawValue {
        case 3:
            self.expectation = .expectedRevision(source.pointee.expected_revision)
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__KeyToDelete>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.KeyToDelete.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.KeyToDelete.key")
        }
        switch self.expectation {
        case .expectedRevision(let value):
            target.pointee.expectation_case = Moult__V1__KeyToDelete__ExpectationCase(rawValue: 3)
            target.pointee.expected_revision = value
        case nil: break
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.DeleteRequest`.
    public struct DeleteRequest: WireMessage {
        /// Which items: `keys`, or `filter`, not both.
        public var keys: [MoultV1.KeyToDelete] = []
        /// A filter must name a collection or a metadata entry.
        public var filter: MoultV1.ItemFilter?
        /// Say what would be deleted, and delete nothing.
        public var dryRun: Bool = false
        /// The field `idempotency_key`, number 4.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            keys: [MoultV1.KeyToDelete] = [],
            filter: MoultV1.ItemFilter? = nil,
            dryRun: Bool = false,
            idempotencyKey: String = ""
        ) {
            self.keys = keys
            self.filter = filter
            self.dryRun = dryRun
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.DeleteRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.DeleteRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__DeleteRequest>) {
        moult__v1__delete_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__DeleteRequest>) throws(UnpackFault) {
        self.keys = try .init(unpacked: elements(source.pointee.n_keys, source.pointee.keys))
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        self.dryRun = source.pointee.dry_run != 0
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__DeleteRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_keys = self.keys.count
        target.pointee.keys = try arena.structures(self.keys)
        target.pointee.filter = try arena.structure(self.filter)
        target.pointee.dry_run = self.dryRun ? 1 : 0
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.DeleteRequest.idempotency_key")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.DeleteRefusal`.
    public struct DeleteRefusal: WireMessage {
        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// The field `code`, number 3.
        public var code: Int32 = 0
        /// The field `reason`, number 4.
        public var reason: MoultV1.Reason = .unspecified
        /// The field `message`, number 5.
        public var message: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            collection: String = "",
            key: String = "",
            code: Int32 = 0,
            reason: MoultV1.Reason = .unspecified,
            message: String = ""
        ) {
            self.collection = collection
            self.key = key
            self.code = code
            self.reason = reason
            self.message = message
        }
    }
}

extension MoultV1.DeleteRefusal: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.DeleteRefusal"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__DeleteRefusal>) {
        moult__v1__delete_refusal__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__DeleteRefusal>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        self.code = source.pointee.code
        self.reason = MoultV1.Reason(unpacked: source.pointee.reason.rawValue)
        self.message = try String(unpacked: source.pointee.message)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__DeleteRefusal>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.DeleteRefusal.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.DeleteRefusal.key")
        }
        target.pointee.code = self.code
        target.pointee.reason = Moult__V1__Reason(rawValue: self.reason.packable)
        if !self.message.isEmpty {
            target.pointee.message =
                try arena.text(self.message, of: "moult.v1.DeleteRefusal.message")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.DeleteResponse`.
    public struct DeleteResponse: WireMessage {
        /// How many items were deleted, or with `dry_run` would be.
        public var deleted: Int64 = 0
        /// Of a deletion by keys: those that did not exist.
        public var missing: [MoultV1.ItemKey] = []
        /// Of a deletion by keys: those whose revision was another.
        public var refused: [MoultV1.DeleteRefusal] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            deleted: Int64 = 0,
            missing: [MoultV1.ItemKey] = [],
            refused: [MoultV1.DeleteRefusal] = []
        ) {
            self.deleted = deleted
            self.missing = missing
            self.refused = refused
        }
    }
}

extension MoultV1.DeleteResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.DeleteResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__DeleteResponse>) {
        moult__v1__delete_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__DeleteResponse>) throws(UnpackFault) {
        self.deleted = source.pointee.deleted
        self.missing =
            try .init(unpacked: elements(source.pointee.n_missing, source.pointee.missing))
        self.refused =
            try .init(unpacked: elements(source.pointee.n_refused, source.pointee.refused))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__DeleteResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.deleted = self.deleted
        target.pointee.n_missing = self.missing.count
        target.pointee.missing = try arena.structures(self.missing)
        target.pointee.n_refused = self.refused.count
        target.pointee.refused = try arena.structures(self.refused)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.StatsRequest`.
    public struct StatsRequest: WireMessage {
        /// The message that no bytes mean: every field empty.
        public init() {}
    }
}

extension MoultV1.StatsRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StatsRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StatsRequest>) {
        moult__v1__stats_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StatsRequest>) throws(UnpackFault) {
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StatsRequest>,
        in arena: Arena
    ) throws(PackFault) {
    }
}

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

extension MoultV1 {
    /// Something that is not as it should be, while the server serves.
    public struct Condition: WireMessage {
        /// From a closed set, as "CANARY_DRIFT".
        public var name: String = ""
        /// The field `message`, number 2.
        public var message: String = ""
        /// The field `since_unix_ms`, number 3.
        public var sinceUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", message: String = "", sinceUnixMs: Int64 = 0) {
            self.name = name
            self.message = message
            self.sinceUnixMs = sinceUnixMs
        }
    }
}

extension MoultV1.Condition: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Condition"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Condition>) {
        moult__v1__condition__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Condition>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.message = try String(unpacked: source.pointee.message)
        self.sinceUnixMs = source.pointee.since_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Condition>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.Condition.name")
        }
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "moult.v1.Condition.message")
        }
        target.pointee.since_unix_ms = self.sinceUnixMs
    }
}

extension MoultV1 {
    /// All that makes two vector spaces the same.
    public struct SpaceIdentity: WireMessage {
        /// The field `provider`, number 1.
        public var provider: String = ""
        /// The field `model`, number 2.
        public var model: String = ""
        /// The field `model_digest`, number 3.
        public var modelDigest: String = ""
        /// The field `dimensions`, number 4.
        public var dimensions: Int32 = 0
        /// "cosine".
        public var metric: String = ""
        /// The field `document_prefix`, number 6.
        public var documentPrefix: String = ""
        /// The field `query_prefix`, number 7.
        public var queryPrefix: String = ""
        /// "l2".
        public var normalisation: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            provider: String = "",
            model: String = "",
            modelDigest: String = "",
            dimensions: Int32 = 0,
            metric: String = "",
            documentPrefix: String = "",
            queryPrefix: String = "",
            normalisation: String = ""
        ) {
            self.provider = provider
            self.model = model
            self.modelDigest = modelDigest
            self.dimensions = dimensions
            self.metric = metric
            self.documentPrefix = documentPrefix
            self.queryPrefix = queryPrefix
            self.normalisation = normalisation
        }
    }
}

extension MoultV1.SpaceIdentity: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SpaceIdentity"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SpaceIdentity>) {
        moult__v1__space_identity__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SpaceIdentity>) throws(UnpackFault) {
        self.provider = try String(unpacked: source.pointee.provider)
        self.model = try String(unpacked: source.pointee.model)
        self.modelDigest = try String(unpacked: source.pointee.model_digest)
        self.dimensions = source.pointee.dimensions
        self.metric = try String(unpacked: source.pointee.metric)
        self.documentPrefix = try String(unpacked: source.pointee.document_prefix)
        self.queryPrefix = try String(unpacked: source.pointee.query_prefix)
        self.normalisation = try String(unpacked: source.pointee.normalisation)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SpaceIdentity>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.provider.isEmpty {
            target.pointee.provider =
                try arena.text(self.provider, of: "moult.v1.SpaceIdentity.provider")
        }
        if !self.model.isEmpty {
            target.pointee.model = try arena.text(self.model, of: "moult.v1.SpaceIdentity.model")
        }
        if !self.modelDigest.isEmpty {
            target.pointee.model_digest =
                try arena.text(self.modelDigest, of: "moult.v1.SpaceIdentity.model_digest")
        }
        target.pointee.dimensions = self.dimensions
        if !self.metric.isEmpty {
            target.pointee.metric = try arena.text(self.metric, of: "moult.v1.SpaceIdentity.metric")
        }
        if !self.documentPrefix.isEmpty {
            target.pointee.document_prefix =
                try arena.text(self.documentPrefix, of: "moult.v1.SpaceIdentity.document_prefix")
        }
        if !self.queryPrefix.isEmpty {
            target.pointee.query_prefix =
                try arena.text(self.queryPrefix, of: "moult.v1.SpaceIdentity.query_prefix")
        }
        if !self.normalisation.isEmpty {
            target.pointee.normalisation =
                try arena.text(self.normalisation, of: "moult.v1.SpaceIdentity.normalisation")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.Canary`.
    public struct Canary: WireMessage {
        /// The field `text`, number 1.
        public var text: String = ""
        /// As many little-endian 32-bit floats as the space has dimensions.
        public var values: [UInt8] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(text: String = "", values: [UInt8] = []) {
            self.text = text
            self.values = values
        }
    }
}

extension MoultV1.Canary: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Canary"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Canary>) {
        moult__v1__canary__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Canary>) throws(UnpackFault) {
        self.text = try String(unpacked: source.pointee.text)
        self.values = [UInt8](unpacked: source.pointee.values)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Canary>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.Canary.text")
        }
        target.pointee.values = try arena.bytes(self.values)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ExportRequest`.
    public struct ExportRequest: WireMessage {
        /// The field `filter`, number 1.
        public var filter: MoultV1.ItemFilter?
        /// The target of a space, as ListProfiles gives it: its vectors come along.
        ///
        /// Empty: none do.
        public var vectorsOf: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(filter: MoultV1.ItemFilter? = nil, vectorsOf: String = "") {
            self.filter = filter
            self.vectorsOf = vectorsOf
        }
    }
}

extension MoultV1.ExportRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportRequest>) {
        moult__v1__export_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportRequest>) throws(UnpackFault) {
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        self.vectorsOf = try String(unpacked: source.pointee.vectors_of)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.filter = try arena.structure(self.filter)
        if !self.vectorsOf.isEmpty {
            target.pointee.vectors_of =
                try arena.text(self.vectorsOf, of: "moult.v1.ExportRequest.vectors_of")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ExportHeader`.
    public struct ExportHeader: WireMessage {
        /// Absent: no vectors come.
        public var space: MoultV1.SpaceIdentity?
        /// The field `canaries`, number 2.
        public var canaries: [MoultV1.Canary] = []
        /// Items that pass the filter.
        public var items: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            space: MoultV1.SpaceIdentity? = nil,
            canaries: [MoultV1.Canary] = [],
            items: Int64 = 0
        ) {
            self.space = space
            self.canaries = canaries
            self.items = items
        }
    }
}

extension MoultV1.ExportHeader: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportHeader"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportHeader>) {
        moult__v1__export_header__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportHeader>) throws(UnpackFault) {
        self.space = try MoultV1.SpaceIdentity.unpacked(source.pointee.space)
        self.canaries =
            try .init(unpacked: elements(source.pointee.n_canaries, source.pointee.canaries))
        self.items = source.pointee.items
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportHeader>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.space = try arena.structure(self.space)
        target.pointee.n_canaries = self.canaries.count
        target.pointee.canaries = try arena.structures(self.canaries)
        target.pointee.items = self.items
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ExportedItem`.
    public struct ExportedItem: WireMessage {
        /// The field `item`, number 1.
        public var item: MoultV1.StoredItem?
        /// As many little-endian 32-bit floats as the space has dimensions; empty: it has none that
        /// is current.
        public var vector: [UInt8] = []
        /// As `StoredItem.embedded_form`.
        public var form: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(item: MoultV1.StoredItem? = nil, vector: [UInt8] = [], form: String = "") {
            self.item = item
            self.vector = vector
            self.form = form
        }
    }
}

extension MoultV1.ExportedItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportedItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportedItem>) {
        moult__v1__exported_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportedItem>) throws(UnpackFault) {
        self.item = try MoultV1.StoredItem.unpacked(source.pointee.item)
        self.vector = [UInt8](unpacked: source.pointee.vector)
        self.form = try String(unpacked: source.pointee.form)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportedItem>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.item = try arena.structure(self.item)
        target.pointee.vector = try arena.bytes(self.vector)
        if !self.form.isEmpty {
            target.pointee.form = try arena.text(self.form, of: "moult.v1.ExportedItem.form")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ExportResponse`.
    public struct ExportResponse: WireMessage {
        /// One of the members of `part`.
        public enum Part: Sendable, Hashable {
            /// The field `header`, number 1.
            case header(MoultV1.ExportHeader)
            /// The field `item`, number 2.
            case item(MoultV1.ExportedItem)
        }

        /// At most one of these; nil: none.
        public var part: Part?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(part: Part? = nil) {
            self.part = part
        }
    }
}

extension MoultV1.ExportResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportResponse>) {
        moult__v1__export_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportResponse>) throws(UnpackFault) {
        switch source.pointee.part_case.rawValue {
        case 1:
            if let message = try MoultV1.ExportHeader.unpacked(source.pointee.header) {
                self.part = .header(message)
            }
        case 2:
            if let message = try MoultV1.ExportedItem.unpacked(source.pointee.item) {
                self.part = .item(message)
            }
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportResponse>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.part {
        case .header(let value):
            target.pointee.part_case = Moult__V1__ExportResponse__PartCase(rawValue: 1)
            target.pointee.header = try arena.structure(value)
        case .item(let value):
            target.pointee.part_case = Moult__V1__ExportResponse__PartCase(rawValue: 2)
            target.pointee.item = try arena.structure(value)
        case nil: break
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ImportHeader`.
    public struct ImportHeader: WireMessage {
        /// Absent: items are to be embedded as if they were ingested.
        public var space: MoultV1.SpaceIdentity?
        /// Of that space, as the export gave them.
        public var canaries: [MoultV1.Canary] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(space: MoultV1.SpaceIdentity? = nil, canaries: [MoultV1.Canary] = []) {
            self.space = space
            self.canaries = canaries
        }
    }
}

extension MoultV1.ImportHeader: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportHeader"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportHeader>) {
        moult__v1__import_header__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportHeader>) throws(UnpackFault) {
        self.space = try MoultV1.SpaceIdentity.unpacked(source.pointee.space)
        self.canaries =
            try .init(unpacked: elements(source.pointee.n_canaries, source.pointee.canaries))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportHeader>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.space = try arena.structure(self.space)
        target.pointee.n_canaries = self.canaries.count
        target.pointee.canaries = try arena.structures(self.canaries)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ImportItem`.
    public struct ImportItem: WireMessage {
        /// The field `number`, number 1.
        public var number: UInt64 = 0
        /// The field `item`, number 2.
        public var item: MoultV1.ItemDraft?
        /// As in ExportedItem.
        public var vector: [UInt8] = []
        /// The field `form`, number 4.
        public var form: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            number: UInt64 = 0,
            item: MoultV1.ItemDraft? = nil,
            vector: [UInt8] = [],
            form: String = ""
        ) {
            self.number = number
            self.item = item
            self.vector = vector
            self.form = form
        }
    }
}

extension MoultV1.ImportItem: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportItem"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportItem>) {
        moult__v1__import_item__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportItem>) throws(UnpackFault) {
        self.number = source.pointee.number
        self.item = try MoultV1.ItemDraft.unpacked(source.pointee.item)
        self.vector = [UInt8](unpacked: source.pointee.vector)
        self.form = try String(unpacked: source.pointee.form)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportItem>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.number = self.number
        target.pointee.item = try arena.structure(self.item)
        target.pointee.vector = try arena.bytes(self.vector)
        if !self.form.isEmpty {
            target.pointee.form = try arena.text(self.form, of: "moult.v1.ImportItem.form")
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ImportRequest`.
    public struct ImportRequest: WireMessage {
        /// One of the members of `part`.
        public enum Part: Sendable, Hashable {
            /// The field `header`, number 1.
            case header(MoultV1.ImportHeader)
            /// The field `item`, number 2.
            case item(MoultV1.ImportItem)
        }

        /// At most one of these; nil: none.
        public var part: Part?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(part: Part? = nil) {
            self.part = part
        }
    }
}

extension MoultV1.ImportRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportRequest>) {
        moult__v1__import_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportRequest>) throws(UnpackFault) {
        switch source.pointee.part_case.rawValue {
        case 1:
            if let message = try MoultV1.ImportHeader.unpacked(source.pointee.header) {
                self.part = .header(message)
            }
        case 2:
            if let message = try MoultV1.ImportItem.unpacked(source.pointee.item) {
                self.part = .item(message)
            }
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportRequest>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.part {
        case .header(let value):
            target.pointee.part_case = Moult__V1__ImportRequest__PartCase(rawValue: 1)
            target.pointee.header = try arena.structure(value)
        case .item(let value):
            target.pointee.part_case = Moult__V1__ImportRequest__PartCase(rawValue: 2)
            target.pointee.item = try arena.structure(value)
        case nil: break
        }
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.ImportResponse`.
    public struct ImportResponse: WireMessage {
        /// As in IngestStreamResponse.
        public var credit: UInt32 = 0
        /// The field `outcome`, number 2.
        public var outcome: MoultV1.NumberedOutcome?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(credit: UInt32 = 0, outcome: MoultV1.NumberedOutcome? = nil) {
            self.credit = credit
            self.outcome = outcome
        }
    }
}

extension MoultV1.ImportResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportResponse>) {
        moult__v1__import_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportResponse>) throws(UnpackFault) {
        self.credit = source.pointee.credit
        self.outcome = try MoultV1.NumberedOutcome.unpacked(source.pointee.outcome)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.credit = self.credit
        target.pointee.outcome = try arena.structure(self.outcome)
    }
}

extension MoultV1 {
    /// The proto message `moult.v1.Counter`.
    public struct Counter: WireMessage {
        /// The field `name`, number 1.
        public var name: String = ""
        /// The field `value`, number 2.
        public var value: UInt64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", value: UInt64 = 0) {
            self.name = name
            self.value = value
        }
    }
}

extension MoultV1.Counter: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Counter"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Counter>) {
        moult__v1__counter__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Counter>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.value = source.pointee.value
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Counter>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.Counter.name")
        }
        target.pointee.value = self.value
    }
}

extension MoultV1 {
    /// The methods of `moult.v1.Memory`.
    public enum MemoryMethods {
        /// The full proto name of the service.
        public static let service = "moult.v1.Memory"

        /// Stores items.
        ///
        /// Each item has an outcome of its own; one refused item does not harm the others.
        public static let ingest = WireMethod<
            MoultV1.IngestRequest, MoultV1.IngestResponse
        >(service: service, name: "Ingest", kind: .unary)

        /// Stores items as they come.
        ///
        /// Which of two items with one key is stored last is open unless the second is sent after
        /// the first one's outcome. The client numbers its items; outcomes come in any order;
        /// sending an item again is safe. The first message from the server grants a credit, each
        /// outcome more; who sends past the credit has the stream ended with RESOURCE_EXHAUSTED.
        public static let ingestStream = WireMethod<
            MoultV1.IngestStreamRequest, MoultV1.IngestStreamResponse
        >(service: service, name: "IngestStream", kind: .bidirectional)

        /// Finds items by words, by meaning, or both.
        ///
        /// Several queries may be put in one call.
        public static let search = WireMethod<
            MoultV1.SearchRequest, MoultV1.SearchResponse
        >(service: service, name: "Search", kind: .unary)

        /// Reads items by their keys.
        public static let get = WireMethod<
            MoultV1.GetRequest, MoultV1.GetResponse
        >(service: service, name: "Get", kind: .unary)

        /// Walks items in the order of their ids.
        public static let list = WireMethod<
            MoultV1.ListRequest, MoultV1.ListResponse
        >(service: service, name: "List", kind: .unary)

        /// Walks the collections in the order of their names.
        public static let listCollections = WireMethod<
            MoultV1.ListCollectionsRequest, MoultV1.ListCollectionsResponse
        >(service: service, name: "ListCollections", kind: .unary)

        /// Deletes items by keys or by filter.
        ///
        /// When it answers, no search finds them.
        public static let delete = WireMethod<
            MoultV1.DeleteRequest, MoultV1.DeleteResponse
        >(service: service, name: "Delete", kind: .unary)

        /// What the store holds, and how it is.
        public static let stats = WireMethod<
            MoultV1.StatsRequest, MoultV1.StatsResponse
        >(service: service, name: "Stats", kind: .unary)

        /// Items in the order of their ids, with the vectors of a space if wished.
        ///
        /// The first message says what comes.
        public static let export = WireMethod<
            MoultV1.ExportRequest, MoultV1.ExportResponse
        >(service: service, name: "Export", kind: .serverStream)

        /// Takes in what Export gave.
        ///
        /// The first message says what comes; credit and outcomes are as with IngestStream. A
        /// vector is stored without embedding if the store knows its space and the canaries agree.
        public static let `import` = WireMethod<
            MoultV1.ImportRequest, MoultV1.ImportResponse
        >(service: service, name: "Import", kind: .bidirectional)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            ingest.description,
            ingestStream.description,
            search.description,
            get.description,
            list.description,
            listCollections.description,
            delete.description,
            stats.description,
            export.description,
            `import`.description,
        ]
    }
}
