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
    static let streamTimeMaxMs = integer(
        "waits.streamMs",
        86_400_000,
        in: 1...604_800_000,
        "the longest time-out that a stream may ask for"
    )
    static let inputWaitMs = integer(
        "waits.inputMs",
        10_000,
        in: 1...600_000,
        "how long a stream may keep its connection from being read"
    )
    static let outputWaitMs = integer(
        "waits.outputMs",
        10_000,
        in: 1...600_000,
        "how long unread answers may keep a connection from being read"
    )
    static let writeWaitMs = integer(
        "waits.writeMs",
        10_000,
        in: 1...600_000,
        "how long a socket may take no byte at all while some wait"
    )
    static let softWaitMs = integer(
        "waits.streamSoftMs",
        10_000,
        in: 0...600_000,
        "how long streamSoftBytes are borne"
    )
    static let lingerWaitMs = integer(
        "waits.lingerMs",
        1_000,
        in: 0...60_000,
        "how long a closed connection waits for its peer to be done"
    )
    static let unacknowledgedMs = integer(
        "waits.unacknowledgedMs",
        30_000,
        in: 1...600_000,
        "how long sent bytes may stay unacknowledged"
    )
}

extension Setting {
    static let waits: [Setting] = [
        .vectorWaitMs, .holdWaitMs, .queryVectorWaitMs, .embedTimeoutMs, .stragglingMs,
        .flipWaitMs, .callTimeMaxMs, .streamTimeMaxMs, .inputWaitMs, .outputWaitMs, .writeWaitMs,
        .softWaitMs, .lingerWaitMs, .unacknowledgedMs,
    ]
}
