// Prices, and what a profile is judged by.
extension Setting {
    static let prices = list(
        "prices",
        [],
        "price of a million tokens by target, as openai:text-embedding-3-small=0.02"
    )
    static let currency = text(
        "currency",
        "USD",
        "what prices and spend limits are in"
    )
    static let evaluationK = integer(
        "evaluation.k",
        10,
        in: 1...100,
        "how many of a query's best items are compared"
    )
    static let evaluationQueriesMax = integer(
        "evaluation.queriesMax",
        500,
        in: 1...10_000,
        "the most queries that are replayed"
    )
    static let evaluationQueriesMin = integer(
        "evaluation.queriesMin",
        20,
        in: 1...10_000,
        "with fewer the verdict is inconclusive"
    )
    static let evaluationOverlapMin = decimal(
        "evaluation.overlapMin",
        0.3,
        in: 0...1,
        "the least mean overlap at k for go"
    )
    static let evaluationNDCGDropMax = decimal(
        "evaluation.ndcgDropMax",
        0.02,
        in: 0...1,
        "with known answers: how much nDCG at 10 may drop"
    )
    static let evaluationRecallDropMax = decimal(
        "evaluation.recallDropMax",
        0.02,
        in: 0...1,
        "with known answers: how much recall at k may drop"
    )
    static let evaluationWorstMax = integer(
        "evaluation.worstMax",
        10,
        in: 0...100,
        "the worst queries that are told"
    )
    static let evaluationKnownAnswers = text(
        "evaluation.knownAnswers",
        "",
        "a file of JSON lines: query and relevant keys; empty: none"
    )
    static let queriesRecord = flag(
        "queries.record",
        true,
        "keep a sample of real queries, their texts alone, to evaluate with"
    )
    static let queriesSampleShare = decimal(
        "queries.sampleShare",
        1,
        in: 0...1,
        "the share of the searches that are kept"
    )
    static let queriesMost = integer(
        "queries.most",
        1_000,
        in: 1...100_000,
        "the most that are kept; the oldest go"
    )
    static let queriesRetentionDays = integer(
        "queries.retentionDays",
        30,
        in: 1...3_650,
        "how long they are kept"
    )
    static let canariesEveryMinutes = integer(
        "canaries.everyMinutes",
        10,
        in: 0...10_080,
        "how often models are looked at; 0: only by a migration"
    )
    static let canariesOnDrift = choice(
        "canaries.onDrift",
        "warn",
        of: ["warn", "refuse"],
        "when the active model drifted: say so, or also make no vectors with it"
    )
    static let canariesTexts = text(
        "canaries.texts",
        "",
        "a file of texts of your own, a line each; empty: none"
    )
}

extension Setting {
    static let evidence: [Setting] = [
        .prices, .currency, .evaluationK, .evaluationQueriesMax, .evaluationQueriesMin,
        .evaluationOverlapMin, .evaluationNDCGDropMax, .evaluationRecallDropMax,
        .evaluationWorstMax, .evaluationKnownAnswers, .queriesRecord, .queriesSampleShare,
        .queriesMost, .queriesRetentionDays, .canariesEveryMinutes, .canariesOnDrift,
        .canariesTexts,
    ]
}
