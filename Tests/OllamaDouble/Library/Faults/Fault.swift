/// One way for a call to go wrong.
package enum Fault: Equatable, Sendable {
    /// The connection is reset, and others are refused for a while.
    case refuse(Duration)
    /// No answer, until the client goes.
    case hang
    /// The answer comes later.
    case slow(Duration)
    case status(Int)
    case reset
    /// Vectors of nothing but zeros, with status 200.
    case zero
    /// Vectors of nulls, with status 200.
    case nulls
    /// Not a number, as the version says it.
    case nan
    /// Vectors this wide.
    case dimensions(Int)
    /// This many vectors.
    case count(Int)
    /// Texts are cut to this many tokens without a word.
    case truncate(Int)
    /// Of a load: tried again with everything else unloaded. Of a call: everything is unloaded.
    case outOfMemory
    /// Of a load: the runner ends while it starts.
    case crash
    /// The stream ends after so many tokens, with neither `done` nor an error.
    case eof(Int)
    /// An error line after so many tokens.
    case line(Int)
    /// The connection is reset after so many tokens.
    case cut(Int)
    /// A client that nobody knows uses a model before the call is taken up.
    case foreign(String, KeepAlive?)
    /// The server restarts, and refuses connections for a while.
    case restart(Duration)
    /// Entries in another order than the texts', each with its index.
    case reversed
    /// The account is spent: OpenAI's 429 that no waiting heals.
    case insufficientQuota
    /// OpenAI's 429, with the time to wait.
    case rateLimited(Duration)
}

/// What a fault script may name.
package enum FaultPoint: String, Sendable, CaseIterable {
    case embed, embeddings, chat, generate, ps, tags, show, version, models, load
}
