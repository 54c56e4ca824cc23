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
    package static let logLevel = choice(
        "log.level",
        "info",
        of: ["trace", "debug", "info", "notice", "warning", "error", "critical"],
        "what is logged: this and what is graver"
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

// The store.
extension Setting {
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

extension Setting {
    static let server: [Setting] = [
        .data, .listen, .insecure, .embedder, .logLevel, .drainDelayMs, .drainGraceMs,
    ]
    static let store: [Setting] = [.readersMax, .waitingWritesMax, .diskReserveBytes]
}
