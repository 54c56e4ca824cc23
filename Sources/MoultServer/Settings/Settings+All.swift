extension Setting {
    package static let data = text(
        "data",
        "~/.local/share/moult",
        "the data directory; one server each"
    )
    package static let listen = list(
        "listen",
        ["tcp://127.0.0.1:7420"],
        "where to listen: tcp://HOST:PORT or unix:///PATH"
    )
    package static let insecure = flag(
        "insecure",
        false,
        "listen also where others than this machine's user can reach it"
    )
    package static let embedder = text(
        "embedder",
        "builtin:lexical@512",
        "the first profile of an empty store"
    )
    package static let logLevel = text(
        "log.level",
        "info",
        "trace, debug, info, notice, warning, error or critical"
    )
    package static let drainDelayMs = integer(
        "drain.delayMs",
        5_000,
        in: 0...600_000,
        "how long to serve on, saying NOT_SERVING, before new calls are turned away"
    )
    package static let drainGraceMs = integer(
        "drain.graceMs",
        20_000,
        in: 0...600_000,
        "how long calls in flight may take to finish after that"
    )
}

// Waits.
extension Setting {
    static let vectorWaitMs = integer(
        "waits.vectorMs",
        2_000,
        in: 0...60_000,
        "how long a write waits for its vector before it is acknowledged as pending"
    )
    static let holdWaitMs = integer(
        "waits.holdMs",
        2_000,
        in: 0...60_000,
        "how long an acknowledgement waits for the flip of a hand-over"
    )
    static let queryVectorWaitMs = integer(
        "waits.queryVectorMs",
        2_000,
        in: 1...60_000,
        "how long a search waits for its query's vector"
    )
    static let embedTimeoutMs = integer(
        "waits.embedMs",
        60_000,
        in: 1...3_600_000,
        "how long one request of a migration to its embedder may take"
    )
    static let stragglingMs = integer(
        "waits.stragglingMs",
        1_000,
        in: 0...60_000,
        "what writes with the old embedder get when a hand-over begins"
    )
    static let flipWaitMs = integer(
        "waits.flipMs",
        2_000,
        in: 1...60_000,
        "how long a flip may wait for the writer"
    )
    static let callTimeMaxMs = integer(
        "waits.callMs",
        600_000,
        in: 1...86_400_000,
        "the longest time a unary call may take"
    )
}

// What items, queries and calls may be.
extension Setting {
    static let keyBytesMax = integer(
        "limits.keyBytesMax",
        512,
        in: 1...4_096,
        "the longest key"
    )
    static let collectionBytesMax = integer(
        "limits.collectionBytesMax",
        512,
        in: 1...4_096,
        "the longest name of a collection"
    )
    static let textBytesMax = integer(
        "limits.textBytesMax",
        1 << 20,
        in: 1...(3 << 20),
        "the longest text"
    )
    static let metadataEntriesMax = integer(
        "limits.metadataEntriesMax",
        64,
        in: 0...1_024,
        "the most metadata entries of an item"
    )
    static let metadataBytesMax = integer(
        "limits.metadataBytesMax",
        16 << 10,
        in: 0...(1 << 20),
        "the most bytes of an item's metadata"
    )
    static let itemsPerCallMax = integer(
        "limits.itemsPerCallMax",
        1_000,
        in: 1...10_000,
        "the most items, or keys, of a call"
    )
    static let queriesPerCallMax = integer(
        "limits.queriesPerCallMax",
        16,
        in: 1...256,
        "the most queries of a search"
    )
    static let queryTextBytesMax = integer(
        "limits.queryTextBytesMax",
        64 << 10,
        in: 1...(1 << 20),
        "the longest query"
    )
    static let hitsMax = integer(
        "limits.hitsMax",
        1_000,
        in: 1...10_000,
        "the most hits of a query"
    )
    static let pageSizeMax = integer(
        "limits.pageSizeMax",
        1_000,
        in: 1...10_000,
        "the most rows of a page"
    )
    static let idempotencyKeyBytesMax = integer(
        "limits.idempotencyKeyBytesMax",
        128,
        in: 1...1_024,
        "the longest idempotency key"
    )
    static let answersKeptMax = integer(
        "limits.answersKeptMax",
        100_000,
        in: 1...10_000_000,
        "the most answers remembered by their idempotency keys"
    )
    static let answersKeptMs = integer(
        "limits.answersKeptMs",
        86_400_000,
        in: 1...2_592_000_000,
        "how long they are remembered"
    )
    static let callMetadataEntriesMax = integer(
        "limits.callMetadataEntriesMax",
        64,
        in: 0...1_024,
        "the most metadata entries of a call"
    )
    static let callMetadataBytesMax = integer(
        "limits.callMetadataBytesMax",
        16 << 10,
        in: 0...(1 << 20),
        "the most bytes of a call's metadata"
    )
}

// What the server may take.
extension Setting {
    static let connectionsMax = integer(
        "limits.connectionsMax",
        4_096,
        in: 1...1_000_000,
        "the most connections at once"
    )
    static let subscribersMax = integer(
        "limits.subscribersMax",
        1_024,
        in: 1...1_000_000,
        "the most watchers of one migration"
    )
    static let streamSoftBytes = integer(
        "limits.streamSoftBytes",
        1 << 20,
        in: 1...(1 << 30),
        "unread bytes of one stream that are borne for ten seconds"
    )
    static let streamHardBytes = integer(
        "limits.streamHardBytes",
        8 << 20,
        in: 1...(1 << 30),
        "unread bytes of one stream that are not borne at all"
    )
    static let allStreamsBytesMax = integer(
        "limits.allStreamsBytesMax",
        256 << 20,
        in: 1...(1 << 40),
        "unread bytes of all streams; past it the longest queue is cut"
    )
    static let itemCacheBytesMax = integer(
        "limits.itemCacheBytesMax",
        32 << 20,
        in: 0...(1 << 40),
        "memory for items that were read lately"
    )
    static let readersMax = integer(
        "store.readersMax",
        4,
        in: 1...64,
        "connections that read the database"
    )
    static let waitingWritesMax = integer(
        "store.waitingWritesMax",
        4_096,
        in: 1...1_000_000,
        "writes that wait for the writer; more wait at the door"
    )
    static let diskReserveBytes = integer(
        "store.diskReserveBytes",
        -1,
        in: -1...(1 << 50),
        "free disk that backfills leave to live writes; -1: 5 %, at most 1 GiB"
    )
}

extension Settings {
    /// In the order in which `--print-config` shows them.
    package static let all: [Setting] = [
        .data, .listen, .insecure, .embedder, .logLevel, .drainDelayMs, .drainGraceMs,
        .vectorWaitMs, .holdWaitMs, .queryVectorWaitMs, .embedTimeoutMs, .stragglingMs,
        .flipWaitMs, .callTimeMaxMs,
        .keyBytesMax, .collectionBytesMax, .textBytesMax, .metadataEntriesMax, .metadataBytesMax,
        .itemsPerCallMax, .queriesPerCallMax, .queryTextBytesMax, .hitsMax, .pageSizeMax,
        .idempotencyKeyBytesMax, .answersKeptMax, .answersKeptMs, .callMetadataEntriesMax,
        .callMetadataBytesMax, .connectionsMax, .subscribersMax, .streamSoftBytes,
        .streamHardBytes, .allStreamsBytesMax, .itemCacheBytesMax,
        .readersMax, .waitingWritesMax, .diskReserveBytes,
    ]

    /// Variables that are the programs' own, and no settings.
    static let otherVariables: Set<String> = ["MOULT_SERVER", "MOULT_CONFIG"]
}
