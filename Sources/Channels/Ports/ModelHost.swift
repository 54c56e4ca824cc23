/// An Ollama server, or what speaks as one: where models are loaded into slots, and one of them
/// chats.
///
/// Every call ends with its calling task, and ends its request with it.
package protocol ModelHost: Sendable {
    /// As the configuration names it.
    var name: String { get }

    /// The server's version, as "0.13.5".
    func version() async throws(HostError) -> String

    /// The models that are installed.
    func installed() async throws(HostError) -> [InstalledModel]

    /// What the server says of one model.
    func facts(of model: String) async throws(HostError) -> ModelFacts

    /// The models that are loaded. One that is being loaded is absent.
    ///
    /// May take seconds while a model is probed: slow is busy, not down.
    func residents() async throws(HostError) -> [Resident]

    /// Has a model loaded, and says what it took. Returns when it is.
    ///
    /// Its time is bounded by the caller, by cancelling: a request that is given up ends the load.
    func load(
        _ model: String,
        as use: ModelUse,
        keepAlive: KeepAlive
    ) async throws(HostError)
        -> LoadReport

    /// Tells the server to let the model go when it is idle; returns before it has gone.
    func unload(_ model: String) async throws(HostError)

    /// Chats, each piece as it comes, and returns at the end of the stream.
    ///
    /// - Parameter body: a JSON object as of `/api/chat`, without model, stream and keep_alive.
    /// - Returns: The statistics of the last line. A stream that ends without it is an error.
    func chat(
        _ model: String,
        body: String,
        keepAlive: KeepAlive,
        each: @Sendable (ChatPiece) async -> Void
    ) async throws(HostError) -> ChatStatistics
}

package enum ModelUse: Sendable, Hashable {
    /// Loaded by an empty input to `/api/embed`: there is no other way for embedders.
    case embedding
    /// Loaded by an empty list of messages to `/api/chat`.
    case chat
}

/// How long a model stays loaded after its last use.
package enum KeepAlive: Sendable, Hashable {
    /// Ollama's -1: for ever, as far as no other model needs the room.
    case pinned
    case seconds(Int)
    /// Nothing is said: a model that is loaded keeps what it has.
    case unchanged
}

package struct InstalledModel: Sendable, Hashable {
    /// With its tag, as "embeddinggemma:latest".
    package let name: String
    /// What tells two models of one name apart.
    package let digest: String
    package let sizeBytes: Int64
    /// Whatever else the server says of it, as a JSON object; empty: nothing.
    package let other: String

    package init(name: String, digest: String, sizeBytes: Int64, other: String = "") {
        self.name = name
        self.digest = digest
        self.sizeBytes = sizeBytes
        self.other = other
    }
}

/// What `/api/show` says.
package struct ModelFacts: Sendable, Hashable {
    /// Tokens; nil: not said.
    package var contextTokens: Int?
    /// The width of its vectors; nil: not said.
    package var dimensions: Int?
    /// As "completion", "embedding", "tools", "thinking", "vision".
    package var capabilities: [String]
    /// The server's whole answer, a JSON object; empty: it was not kept.
    package var page: String

    package init(
        contextTokens: Int? = nil,
        dimensions: Int? = nil,
        capabilities: [String] = [],
        page: String = ""
    ) {
        self.contextTokens = contextTokens
        self.dimensions = dimensions
        self.capabilities = capabilities
        self.page = page
    }
}

/// A loaded model, as `/api/ps` tells it.
package struct Resident: Sendable, Hashable {
    package var name: String
    package var digest: String
    package var sizeBytes: Int64
    /// What of `sizeBytes` lies in the graphics card's memory.
    package var videoBytes: Int64
    /// Tokens; nil: not said.
    package var contextTokens: Int?
    /// Unix milliseconds; nil: in centuries, which is how the server shows a pin.
    package var expiresUnixMs: Int64?
    /// Whatever else the server says of it, as a JSON object; empty: nothing.
    package var other: String

    package var isPinned: Bool { expiresUnixMs == nil }

    package init(
        name: String,
        digest: String = "",
        sizeBytes: Int64 = 0,
        videoBytes: Int64 = 0,
        contextTokens: Int? = nil,
        expiresUnixMs: Int64? = nil,
        other: String = ""
    ) {
        self.name = name
        self.digest = digest
        self.sizeBytes = sizeBytes
        self.videoBytes = videoBytes
        self.contextTokens = contextTokens
        self.expiresUnixMs = expiresUnixMs
        self.other = other
    }
}

package struct LoadReport: Sendable, Hashable {
    /// What the load took, as the server says it, or else as it was timed; zero: the model was
    /// there.
    package let loadTime: Duration

    package init(loadTime: Duration) {
        self.loadTime = loadTime
    }
}

package struct HostError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// Nobody answers, or the connection was lost: try again.
        case unreachable
        /// It answers that it cannot now: try again.
        case busy
        /// Too little memory to load or run the model.
        case outOfMemory
        /// The server ended the model's process, or the stream ended without its last line.
        case failed
        case timedOut
        /// There is no such model: it takes a person.
        case unknownModel
        /// The request cannot be served, now or later: it takes another request.
        case refused
        /// It takes a person: a key, a right.
        case denied
        case cancelled
    }

    package let code: Code
    /// One sentence: what was wrong, and what to do.
    package let message: String
    package let retryAfter: Duration?

    package init(_ code: Code, _ message: String, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }
}
