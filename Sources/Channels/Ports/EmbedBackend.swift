package import Spaces

/// One model of one embedding provider: a request goes out, vectors come back.
///
/// It adds no prefix, keeps no queue and retries nothing but what the provider's own limits make
/// of one request; the embed channel does the rest. Cancelling the calling task ends the request.
package protocol EmbedBackend: Sendable {
    /// The most texts that one request takes.
    var textsPerRequestMax: Int { get }

    /// The most tokens that one request takes, as `estimatedTokens` counts; nil: no bound.
    var tokensPerRequestMax: Int? { get }

    func embed(_ request: EmbedRequest) async throws(EmbedderError) -> EmbedReply
}

package struct EmbedRequest: Sendable, Hashable {
    package var texts: [String]
    /// The vectors' width; nil: the model's own.
    package var dimensions: Int?
    /// Whether the provider may cut a text that is too long for the model, instead of refusing it.
    package var truncates: Bool

    package init(_ texts: [String], dimensions: Int? = nil, truncates: Bool = false) {
        self.texts = texts
        self.dimensions = dimensions
        self.truncates = truncates
    }
}

package struct EmbedReply: Sendable, Hashable {
    /// One for each text, in their order.
    ///
    /// Not trusted: whoever asked checks it.
    package var vectors: [[Float]]
    /// What the provider counted, of all the texts; nil: it does not say.
    package var tokens: Int?
    /// What of the request's time went into loading the model; nil: it does not say.
    package var loadTime: Duration?

    package init(vectors: [[Float]], tokens: Int? = nil, loadTime: Duration? = nil) {
        self.vectors = vectors
        self.tokens = tokens
        self.loadTime = loadTime
    }
}

/// Who may embed, and when: a host's residency lets requests pass when their model is warm there.
package protocol EmbedGate: Sendable {
    /// Returns at once where the model is warm; otherwise has it warmed, or waits for its slot.
    func enter(_ model: String) async throws(EmbedderError)

    /// Each that entered leaves once; `error` is how its request failed.
    func leave(_ model: String, _ error: EmbedderError?)
}
