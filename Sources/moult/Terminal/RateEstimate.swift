/// What is done a second, over the last seconds.
///
/// A value: the time of each sample comes with it.
struct RateEstimate: Hashable, Sendable {
    private struct Sample: Hashable {
        let at: Duration
        let done: Int
    }

    let window: Duration
    /// A sample closer to the one before takes its place, which bounds their number.
    private let samplingInterval: Duration
    private var samples: [Sample] = []

    init(window: Duration = .seconds(10), samplesMax: Int = 50) {
        self.window = window
        samplingInterval = window / max(1, samplesMax)
    }

    /// - Parameter at: since whatever beginning; does not go back.
    mutating func record(done: Int, at: Duration) {
        let sample = Sample(at: at, done: done)
        let isClose = samples.count > 1 && at - samples[samples.count - 2].at < samplingInterval
        if isClose { samples[samples.count - 1] = sample } else { samples.append(sample) }
        // The newest one that is older than the window stays: the window begins at it.
        let old = samples.prefix { at - $0.at > window }.count
        samples.removeFirst(max(0, old - 1))
    }

    /// nil: less than two samples, or no time between them.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last, last.at > first.at else {
            return nil
        }
        return Double(max(0, last.done - first.done)) / ((last.at - first.at) / .seconds(1))
    }
}
