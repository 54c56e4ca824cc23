package import Knowledge

/// Every bound and wait of the memory, with its default.
package struct MemorySettings: Sendable {
    package var limits = KnowledgeLimits()
    package var writes = WriteLimits()
    package var breaker = Breaker.Limits()
    package var healing = HealingPass.Limits()
    package var search = SearchLimits()
    package var canaries = CanarySettings()
    package var queries = QuerySettings()
    /// Requests to an embedder in flight for one ingest.
    package var ingestConcurrency = 4
    /// Text that is embedded on the caller's thread; more goes to the executor.
    package var inlineEmbeddingBytesMax = 1 << 10
    /// How long one request of the healer may take.
    package var healingTimeout: Duration = .seconds(60)
    /// What the cached items may take, in bytes of their keys, texts and metadata.
    package var itemCacheBytesMax = 32 << 20
    /// What the items of one page may take; a page ends early for it.
    package var pageBytesMax = 3 << 20
    /// Items read at once to fill a page.
    package var listStepItems = 64
    /// Where work runs that would keep an event loop busy.
    package var executor: any TaskExecutor = globalConcurrentExecutor

    package init() {}
}

/// The bounds on a search.
package struct SearchLimits: Sendable, Hashable {
    /// For the query's vector.
    package var embeddingWait: Duration = .seconds(2)
    /// How long before the caller's deadline that wait ends.
    package var deadlineMargin: Duration = .milliseconds(50)
    /// The constant of reciprocal rank fusion.
    package var fusionConstant = 60.0
    /// Hits of each source that a fusion takes in: this many, or twice k.
    ///
    /// It does not depend on the page: fused ranks would change from page to page.
    package var fusionDepthMin = 100
    /// Candidates looked at beyond k in the first round, for those that confirmation drops.
    package var spareCandidates = 8
    /// How far the pages of one query go.
    package var pagedCandidatesMax = 10_000
    /// Floats that are scanned on the caller's thread; more go to the executor.
    package var inlineScanFloatsMax = 100_000

    package init() {}
}
