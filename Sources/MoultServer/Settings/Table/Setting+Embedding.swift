// The way to embedders over the network.
extension Setting {
    static let embedWaitingTextsMax = integer(
        "embed.waitingTextsMax",
        10_000,
        in: 1...10_000_000,
        "texts that may wait for one model in one lane; more are refused"
    )
    static let embedWaitingBytesMax = integer(
        "embed.waitingBytesMax",
        64 << 20,
        in: 1...(1 << 40),
        "bytes of the texts that may wait for one model in one lane"
    )
    static let embedGatherMs = integer(
        "embed.gatherMs",
        2,
        in: 0...1_000,
        "how long a text waits for others to travel with, while requests are under way"
    )
    static let embedQueryMs = integer(
        "embed.queryMs",
        1_000,
        in: 1...600_000,
        "what the texts of one request of queries may take"
    )
    static let embedBulkMs = integer(
        "embed.bulkMs",
        200,
        in: 1...600_000,
        "what the texts of one request of bulk may take while nobody asks queries"
    )
    static let embedBulkBesideQueriesMs = integer(
        "embed.bulkBesideQueriesMs",
        20,
        in: 1...600_000,
        "the same while queries come"
    )
    static let embedBulkWaitMs = integer(
        "embed.bulkWaitMs",
        1_900,
        in: 1...600_000,
        "how long bulk may wait for queries before it has its turn"
    )
    static let embedConcurrency = integer(
        "embed.concurrencyMax",
        4,
        in: 1...256,
        "requests to one model that are under way at once in a lane; at an Ollama it is one"
    )
    static let embedCacheBytesMax = integer(
        "embed.cacheBytesMax",
        32 << 20,
        in: 0...(1 << 40),
        "what the answers to queries that are remembered of one model may take; 0: none are"
    )
    static let embedTextsPerCall = integer(
        "embed.textsPerCallMax",
        128,
        in: 1...2_048,
        "texts that a backfill hands to the channel at once"
    )
    static let embedTextsMax = integer(
        "embed.askedTextsMax",
        1_024,
        in: 1...100_000,
        "texts of one Embed call"
    )
    static let embedTextBytesMax = integer(
        "embed.askedTextBytesMax",
        1 << 20,
        in: 1...(4 << 20),
        "bytes of one text of an Embed call"
    )
}

// Those who serve them.
extension Setting {
    static let lookEveryMs = integer(
        "hosts.lookEveryMs",
        15_000,
        in: 100...3_600_000,
        "how often a host's loaded models are looked at"
    )
    static let enterWaitMs = integer(
        "hosts.warmWaitMs",
        30_000,
        in: 1...3_600_000,
        "how long a request waits for its model to be warmed"
    )
    static let loadMs = integer(
        "hosts.loadMs",
        600_000,
        in: 1_000...86_400_000,
        "how long the load of a model may take"
    )
    static let wedgeAfterMs = integer(
        "hosts.wedgeAfterMs",
        60_000,
        in: 100...86_400_000,
        "a load that takes so long, and four times what it usually takes, hangs"
    )
    static let hostEmbedMs = integer(
        "hosts.embedMs",
        300_000,
        in: 100...86_400_000,
        "how long one embedding request may take"
    )
    static let hostConnectionsMax = integer(
        "hosts.connectionsMax",
        64,
        in: 1...1_024,
        "requests to one host that are under way at once"
    )
}

extension Setting {
    static let embedding: [Setting] = [
        .embedWaitingTextsMax, .embedWaitingBytesMax, .embedGatherMs, .embedQueryMs, .embedBulkMs,
        .embedBulkBesideQueriesMs, .embedBulkWaitMs, .embedConcurrency, .embedCacheBytesMax,
        .embedTextsPerCall, .embedTextsMax, .embedTextBytesMax,
    ]
    static let hosts: [Setting] = [
        .lookEveryMs, .enterWaitMs, .loadMs, .wedgeAfterMs, .hostEmbedMs, .hostConnectionsMax,
    ]
}
