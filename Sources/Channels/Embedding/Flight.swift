struct EmbedCallID: Hashable, Sendable {
    let rawValue: Int
}

struct FlightID: Hashable, Sendable {
    let rawValue: Int
}

struct EmbedRequestID: Hashable, Sendable {
    let rawValue: Int
}

/// What makes two texts one: whoever asks for it joins the same flight.
struct TextKey: Hashable, Sendable {
    let text: String
    let shape: Shape

    /// What the texts of one request have in common.
    struct Shape: Hashable, Sendable {
        let dimensions: Int?
        let truncates: Bool
    }

    /// Bytes of UTF-8 that a token stands for, about.
    static let bytesPerTokenEstimate = 4

    var bytes: Int { text.utf8.count }

    var tokensEstimate: Int { Self.tokensEstimate(ofBytes: bytes) }

    static func tokensEstimate(ofBytes bytes: Int) -> Int {
        (bytes + bytesPerTokenEstimate - 1) / bytesPerTokenEstimate
    }
}

/// One text on its way, and all who wait for it.
struct Flight: Sendable {
    /// A text's place in a call.
    struct Place: Hashable, Sendable {
        let call: EmbedCallID
        let position: Int
    }

    enum State: Sendable, Hashable {
        /// Next: `sent`, or gone with its last waiter.
        case waiting
        /// Next: landed, or `waiting` again where the request's texts are to be asked apart.
        case sent(EmbedRequestID)
    }

    let key: TextKey
    /// A query's as soon as one query waits for it.
    var lane: EmbedLane
    /// The cache keeps its vector.
    var isRemembered: Bool
    var state = State.waiting
    var waiters: [Place]
    /// Its vector was all zeros once: the next time is the last.
    var hadZeros = false

    /// Whose it is, to tell one caller's texts from another's.
    var owners: Set<EmbedCallID> { Set(waiters.map(\.call)) }
}

/// One call, as long as texts of it are missing.
struct EmbedCall: Sendable {
    let lane: EmbedLane
    /// Of each text; nil: missing.
    var texts: [EmbeddedText?]
    /// Of each text, whether it was not in the cache.
    var fresh: [Bool]
    var missing: Int
    var flights: Set<FlightID> = []

    var reply: ChannelReply { ChannelReply(texts.compactMap(\.self), fresh: fresh) }
}

/// One request under way.
struct Request: Sendable {
    let lane: EmbedLane
    let shape: TextKey.Shape
    let flights: [FlightID]
    let weight: Double
    /// Others were under way at some time: it says little of what a request costs.
    var hadCompany: Bool
    /// The texts of more than one call.
    let isGathered: Bool
}
