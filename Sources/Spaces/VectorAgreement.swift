/// How far the vectors of the same texts lie apart, and how far they may.
///
/// Two measures, as each sees what the other cannot:
///
/// *By text*: the cosine distance, 1 - cosine, of a text's two vectors. It sees another model at
/// once. One axis of D that changed its sign moves a text by twice the square of what it has on that
/// axis, about 2 / D: with many axes less than what a provider's noise may be.
///
/// *By axis*: the cosine between an axis's values over all texts, then and now. Noise leaves it near
/// 1, however many axes there are; an axis that changed its sign has -1, and one that holds
/// something else about 0.
package struct VectorAgreement: Sendable, Hashable {
    /// Of the text that moved most.
    package let worst: Distance?
    /// The axis that agrees least, of those that stand out of the noise; nil: none can be told.
    package let loosest: Axis?
    package let bound: Bound

    package struct Distance: Sendable, Hashable {
        /// Of the text.
        package let position: Int
        /// 1 - cosine: 0 to 2.
        package let distance: Double
    }

    package struct Axis: Sendable, Hashable {
        package let number: Int
        /// Cosine: -1 to 1.
        package let agreement: Double

        /// The least that agrees: within 60°.
        ///
        /// See `Bound.energyFactor` for how far noise stays from it.
        package static let least = 0.5

        package var agrees: Bool { agreement >= Self.least }
    }

    package var isWithinBounds: Bool {
        (worst?.distance ?? 0) <= bound.distanceMax
            && loosest?.agrees ?? true
    }
}

extension VectorAgreement {
    /// What a provider's noise may do.
    package struct Bound: Sendable, Hashable {
        /// What is allowed where no jitter was seen.
        ///
        /// A provider may answer three times from a cache, and elsewhere with other kernels. Two
        /// answers that are each 1e-4 from what the model means are at most 4e-4 apart, as lengths
        /// add and a distance is half of a length's square. This is 2.5 times that.
        package static let distanceFloor = 1e-3
        /// Jitter is the largest distance of some hundred pairs of answers; noise twice as long as
        /// the longest of them is four times as far.
        package static let jitterFactor = 4.0
        /// An axis is judged if it holds so many times what noise at `distanceMax` puts on an axis.
        ///
        /// Noise then is about a third as long as the axis, and turns it by 20°. To turn it by 60°
        /// one axis would have to catch six times its share, over `textsMin` texts or more: were a
        /// share the mean of as many squares of normal numbers, one in 10^12.
        static let energyFactor = 8.0
        /// With fewer texts an axis is not judged: by chance one may catch that much noise.
        package static let textsMin = 16

        package let distanceMax: Double

        /// - Parameter jitter: the largest distance seen between answers for one text.
        package init(jitter: Double) {
            distanceMax = max(Self.distanceFloor, Self.jitterFactor * jitter)
        }

        /// The least sum of squares over `texts` vectors of length 1 for an axis to be judged.
        ///
        /// Vectors at a distance d differ by a vector whose squared length is 2d; its `dimensions`
        /// axes have equal shares of it.
        func energyMin(texts: Int, dimensions: Int) -> Double {
            Self.energyFactor * 2 * distanceMax * Double(texts) / Double(dimensions)
        }
    }

    /// Compares position by position; all vectors have the same dimensions, and none is all zeros.
    package init(of old: [[Float]], with new: [[Float]], within bound: Bound) {
        precondition(old.count == new.count, "each vector has its counterpart")
        self.bound = bound
        worst = zip(old, new).enumerated()
            .map { Distance(position: $0, distance: Self.distance($1.0, $1.1)) }
            .max { $0.distance < $1.distance }
        loosest = Self.loosest(old, new, within: bound)
    }

    /// 1 - cosine: 0 to 2.
    package static func distance(_ left: [Float], _ right: [Float]) -> Double {
        var dot = 0.0
        var leftSquares = 0.0
        var rightSquares = 0.0
        for index in left.indices {
            let one = Double(left[index])
            let other = Double(right[index])
            dot += one * other
            leftSquares += one * one
            rightSquares += other * other
        }
        // Rounding may carry a cosine past its range.
        return max(0, 1 - dot / (leftSquares * rightSquares).squareRoot())
    }

    private static func loosest(_ old: [[Float]], _ new: [[Float]], within bound: Bound) -> Axis? {
        guard let dimensions = old.first?.count, old.count >= Bound.textsMin else { return nil }
        let energyMin = bound.energyMin(texts: old.count, dimensions: dimensions)
        var dots = [Double](repeating: 0, count: dimensions)
        var oldSquares = dots
        var newSquares = dots
        for (before, after) in zip(old, new) {
            for axis in 0..<dimensions {
                let one = Double(before[axis])
                let other = Double(after[axis])
                dots[axis] += one * other
                oldSquares[axis] += one * one
                newSquares[axis] += other * other
            }
        }
        return (0..<dimensions).lazy
            .filter { oldSquares[$0] >= energyMin }
            .map { axis in
                // An axis that fell silent agrees with nothing.
                let length = (oldSquares[axis] * newSquares[axis]).squareRoot()
                return Axis(number: axis, agreement: length > 0 ? dots[axis] / length : 0)
            }
            .min { $0.agreement < $1.agreement }
    }
}
