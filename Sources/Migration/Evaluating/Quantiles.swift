/// Numbers in ascending order, to be asked for their quantiles.
struct Quantiles<Number: Comparable> {
    private let sorted: [Number]

    init(_ numbers: some Sequence<Number>) {
        sorted = numbers.sorted()
    }

    /// The least of the numbers that `share` of them, 0 to 1, are not above: the nearest rank.
    ///
    /// nil: there are none.
    func nearestRank(_ share: Double) -> Number? {
        guard !sorted.isEmpty else { return nil }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

extension Quantiles<Double> {
    /// On straight lines between the numbers, of which the first is at 0 and the last at 1.
    ///
    /// nil: there are none.
    func interpolated(_ share: Double) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = share * Double(last)
        let below = Int(place)
        guard below < last else { return sorted[last] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}

extension EvaluationReport {
    /// What a score of the active profile is worth on the candidate's scale, at each tenth.
    ///
    /// A floor for hits' scores is carried over by the line between its two neighbours. Empty if
    /// either side has no scores.
    static func scoreMap(active: [Double], candidate: [Double]) -> [ScorePoint] {
        let active = Quantiles(active)
        let candidate = Quantiles(candidate)
        return (0...10).compactMap { tenth in
            let quantile = Double(tenth) / 10
            guard let one = active.interpolated(quantile),
                let other = candidate.interpolated(quantile)
            else { return nil }
            return ScorePoint(quantile: quantile, active: one, candidate: other)
        }
    }
}
