internal import Knowledge

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
    package static let vectorWaitMs = integer(
        "memory.vectorWaitMs",
        2_000,
        in: 0...60_000,
        "how long a write waits for its vector before it is acknowledged as pending"
    )
}

extension Settings {
    private static let knowledge = KnowledgeLimits()

    /// In the order in which `--print-config` shows them.
    package static let all: [Setting] = [
        .data, .listen, .insecure, .embedder, .logLevel, .drainDelayMs, .drainGraceMs,
        .vectorWaitMs,
    ]

    /// Variables that are the programs' own, and no settings.
    static let otherVariables: Set<String> = ["MOULT_SERVER", "MOULT_CONFIG"]
}
