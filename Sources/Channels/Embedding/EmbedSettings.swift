/// The bounds of one embed channel.
package struct EmbedSettings: Sendable, Hashable {
    /// Texts of one lane that may wait; more are refused.
    package var waitingTextsMax = 10_000
    /// Bytes of the texts of one lane that may wait; more are refused.
    package var waitingBytesMax = 64 << 20

    /// How long a text waits for others while requests are under way: alone, it waits for nobody.
    package var gatherWindow: Duration = .milliseconds(2)
    /// What the texts of one query request may take, beside the request itself.
    package var queryTimeMax: Duration = .seconds(1)
    /// What the texts of one bulk request may take, beside the request itself, while nobody asks
    /// queries.
    package var bulkTimeMax: Duration = .milliseconds(200)
    /// The same while queries come: a query waits for one such request at most.
    package var bulkTimeBesideQueriesMax: Duration = .milliseconds(20)
    /// Queries come, as long as the last one was not longer ago.
    package var queriesComeFor: Duration = .seconds(10)
    /// Where no longer pause between queries was seen, bulk begins when so many times a query's time
    /// has passed since the last.
    package var queryGraceFactor = 2
    package var queryGraceMax: Duration = .milliseconds(100)
    /// Bulk that has waited so long since its last turn begins in any case, unless more than one of
    /// so many queries would meet it: then it waits longer, and no longer than a live write does.
    package var bulkWaitMin: Duration = .seconds(1)
    package var queriesPerBulkMin = 128
    package var bulkWaitMax: Duration = .milliseconds(1_900)
    /// How long a provider that wants to be left alone is left alone by bulk.
    package var restMax: Duration = .seconds(120)

    /// Requests of one lane that are under way at once; with bulk under way, one query more.
    package var concurrencyMax = 4

    /// A text of more tokens travels alone, so that the provider's count is its own.
    package var gatheredTokensMax = 1_024
    /// The tokens of one text that the model takes in; nil: not known.
    package var contextTokensMax: Int?
    /// Where providers are known to cut texts without a word, beside the model's context.
    ///
    /// Source: ollama#14259 for 2,048; the others are usual contexts of embedding models.
    package var silentCutTokens = [512, 2_048, 8_192]

    /// What the cache of answers to queries may take; 0: there is none.
    ///
    /// Of bulk nothing is remembered: a canary must be answered by the model, not by the past.
    package var cacheBytesMax = 32 << 20
    /// Documents of one call that go first, as queries do.
    package var urgentTextsMax = 8
    /// Texts of one call of a `ChannelEmbedder`.
    package var textsPerCallMax = 128

    package init() {}

    /// In a small context a text may be cut sooner.
    var gatheredTokensMaxInContext: Int {
        min(gatheredTokensMax, contextTokensMax.map { $0 * 3 / 4 } ?? gatheredTokensMax)
    }
}

/// Who goes first: a query overtakes bulk that waits, never bulk that is under way.
package enum EmbedLane: Sendable, Hashable, CaseIterable {
    case query
    case bulk
}
