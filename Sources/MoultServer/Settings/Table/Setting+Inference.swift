// The front for clients of Ollama and of OpenAI.
extension Setting {
    package static let inference = text(
        "inference.listen",
        "",
        "where to speak Ollama's and OpenAI's HTTP: tcp://HOST:PORT; nothing: nowhere"
    )
    static let inferenceToken = text(
        "inference.tokenFile",
        "",
        "a file with the token that clients of that front must present; nothing: none"
    )
    static let inferenceBodyBytesMax = integer(
        "inference.bodyBytesMax",
        32 << 20,
        in: 1_024...(1 << 30),
        "bytes of one request's body"
    )
    static let inferenceBodiesBytesMax = integer(
        "inference.bodiesBytesMax",
        256 << 20,
        in: 1_024...(1 << 36),
        "bytes of all bodies that are being read"
    )
    static let inferenceConnectionsMax = integer(
        "inference.connectionsMax",
        256,
        in: 1...100_000,
        "connections at once; more wait to be accepted"
    )
    static let inferenceHeadMs = integer(
        "inference.headMs",
        10_000,
        in: 1...600_000,
        "how long a connection's first request may take to come"
    )
    static let inferenceIdleMs = integer(
        "inference.idleMs",
        75_000,
        in: 1...86_400_000,
        "how long a connection may be idle between two requests"
    )
    static let inferenceBodyMs = integer(
        "inference.bodyMs",
        60_000,
        in: 1...3_600_000,
        "how long a request's body may take to come"
    )
    static let inferenceWriteMs = integer(
        "inference.writeMs",
        30_000,
        in: 1...3_600_000,
        "how long a client may take no byte of its answer"
    )
    static let inferenceTextsMax = integer(
        "inference.textsMax",
        2_048,
        in: 1...100_000,
        "texts of one request for vectors"
    )
    static let inferenceUrgentTextsMax = integer(
        "inference.urgentTextsMax",
        8,
        in: 0...100_000,
        "a request of no more texts goes before bulk"
    )
}

extension Setting {
    static let fronting: [Setting] = [
        .inference, .inferenceToken, .inferenceBodyBytesMax, .inferenceBodiesBytesMax,
        .inferenceConnectionsMax, .inferenceHeadMs, .inferenceIdleMs, .inferenceBodyMs,
        .inferenceWriteMs, .inferenceTextsMax, .inferenceUrgentTextsMax,
    ]
}
