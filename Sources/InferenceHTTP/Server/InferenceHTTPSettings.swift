/// How the front listens, whom it serves, and what it bounds.
package struct InferenceHTTPSettings: Sendable {
    package var address: HTTPAddress

    /// What every client has to present; nil: nothing.
    package var token: BearerToken?

    /// Providers of embedders by their configured names, as "ollama" and "openai".
    ///
    /// A model's name that begins with one of them and a colon is an embedder's target as it
    /// stands; any other is a model of `defaultProvider`.
    package var providers: Set<String>

    package var defaultProvider: String

    /// What `/api/version` says when no host answers.
    package var version: String

    package var limits = HTTPLimits()

    package init(
        address: HTTPAddress = HTTPAddress(host: "127.0.0.1", port: 7_423),
        token: BearerToken? = nil,
        providers: Set<String> = ["builtin", "ollama", "openai"],
        defaultProvider: String = "ollama",
        version: String
    ) {
        self.address = address
        self.token = token
        self.providers = providers
        self.defaultProvider = defaultProvider
        self.version = version
    }

    /// Whether whoever reaches the address is served: then it has to be one that only this
    /// machine's users reach, or the operator has said that it may be another.
    package var asksNobodyWhoTheyAre: Bool { token == nil }
}

/// Everything that the front bounds.
package struct HTTPLimits: Hashable, Sendable {
    /// Bytes of one request's body.
    package var bodyBytesMax = 32 << 20

    /// Bytes of all bodies that are being read or parsed.
    package var bodiesBytesMax = 256 << 20

    /// Bytes of one header field, of all of a request's, and how many they are.
    package var fieldBytesMax = 16 << 10
    package var fieldsBytesMax = 32 << 10
    package var fieldsMax = 100

    /// Past it the listener accepts no more until another has gone.
    package var connectionsMax = 256

    /// From a connection's beginning to the end of its first request's head.
    package var headTimeout: Duration = .seconds(10)

    /// From an answer's end to the end of the next request's head.
    package var idleTimeout: Duration = .seconds(75)

    /// From a request's head to the end of its body.
    package var bodyTimeout: Duration = .seconds(60)

    /// How long a client may take no byte of an answer while some wait.
    package var writeTimeout: Duration = .seconds(30)

    /// A stream of events that says nothing for this long says so.
    package var heartbeatEvery: Duration = .seconds(15)

    /// Answers in flight when the front stops have this long to end.
    package var drainGrace: Duration = .seconds(20)

    /// Texts of one request for vectors.
    package var textsMax = 2_048

    /// A request of no more texts than this goes before bulk work.
    package var urgentTextsMax = 8

    package init() {}
}
