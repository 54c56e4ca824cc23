/// What a request is learned to cost: so much for itself, and so much for its texts.
///
/// A line through what was measured, in which older measurements count less and less. Until
/// requests of different sizes were seen, most of the time is taken to be the request's own: so
/// larger ones are tried, and the line is found.
struct RequestCost: Sendable {
    /// What a text weighs beside its tokens: a provider has work with each, however short.
    static let weightPerText = 64.0
    /// A measurement counts so much less with each that follows.
    private static let decay = 0.95
    /// Of a request's time, where no line can be drawn.
    private static let fixedShare = 0.75
    /// Below this spread of sizes, of their mean, no line is drawn.
    private static let spreadMin = 0.1

    private var count = 0.0
    private var weights = 0.0
    private var seconds = 0.0
    private var weightsSquared = 0.0
    private var products = 0.0

    static func weight(ofTokens tokens: Int) -> Double { weightPerText + Double(tokens) }

    var isKnown: Bool { count > 0 }

    /// The heaviest request that was answered.
    private(set) var weightMax = 0.0

    mutating func learn(weight: Double, took time: Duration) {
        let time = time.inSeconds
        count = count * Self.decay + 1
        weights = weights * Self.decay + weight
        seconds = seconds * Self.decay + time
        weightsSquared = weightsSquared * Self.decay + weight * weight
        products = products * Self.decay + weight * time
    }

    /// A request was answered, in company or not.
    mutating func sawAnswered(weight: Double) {
        weightMax = max(weightMax, weight)
    }

    /// Of the request itself.
    var fixed: Duration { .seconds(line.fixed) }

    /// Of texts that weigh so much together, without the request.
    func time(ofWeight weight: Double) -> Duration { .seconds(line.slope * weight) }

    func time(ofRequestWeighing weight: Double) -> Duration { fixed + time(ofWeight: weight) }

    private var line: (fixed: Double, slope: Double) {
        guard count > 0 else { return (0, 0) }
        let meanWeight = weights / count
        let meanTime = seconds / count
        let variance = weightsSquared / count - meanWeight * meanWeight
        let spread = Self.spreadMin * meanWeight
        guard variance > spread * spread else {
            let fixed = Self.fixedShare * meanTime
            return (fixed, (meanTime - fixed) / meanWeight)
        }
        let slope = (products / count - meanWeight * meanTime) / variance
        let bounded = min(max(0, slope), meanTime / meanWeight)
        return (meanTime - bounded * meanWeight, bounded)
    }
}
