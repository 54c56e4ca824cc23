/// Whether a space's vectors may be taken over by another space, instead of embedding every item.
///
/// They may if the new space's model is the one that made them: its canaries say so, and so does a
/// sample of the items, embedded anew and compared as canaries are.
package enum AdoptionProof: Sendable, Hashable {
    /// The distance, 1 - cosine, is that of the item that moved most.
    case proven(distance: Double, allowed: Double)
    case refused(Refusal)

    package struct Refusal: Sendable, Hashable {
        /// Why, with the numbers, and what to do.
        package let sentence: String
        /// Of the item that moved most; nil: no items were compared.
        package let distance: Double?
        package let allowed: Double
    }

    /// An item's stored vector, and what the new space's embedder makes of the same text.
    package struct Pair: Sendable, Hashable {
        package let old: [Float]
        package let new: [Float]

        package init(old: [Float], new: [Float]) {
            self.old = old
            self.new = new
        }
    }

    /// - Parameters:
    ///   - canaries: of the old space's set, answered by the new space's embedder.
    ///   - jitter: that of the old space's set.
    ///   - sample: all of its vectors valid. Empty only if the space has no vectors.
    package init(canaries: CanaryVerdict, jitter: Double, sample: [Pair]) {
        let bound = VectorAgreement.Bound(jitter: jitter)
        if case .drifted(let drift) = canaries {
            self = .refused(
                Refusal(sentence: drift.sentence, distance: nil, allowed: bound.distanceMax)
            )
            return
        }
        if let pair = sample.first(where: { $0.old.count != $0.new.count }) {
            let sentence =
                "The stored vectors have \(pair.old.count) dimensions, and the model gives "
                + "\(pair.new.count): embed the items anew."
            self = .refused(
                Refusal(sentence: sentence, distance: nil, allowed: bound.distanceMax)
            )
            return
        }
        self.init(
            VectorAgreement(of: sample.map(\.old), with: sample.map(\.new), within: bound),
            sampled: sample.count
        )
    }

    private init(_ agreement: VectorAgreement, sampled: Int) {
        let allowed = agreement.bound.distanceMax
        let distance = agreement.worst?.distance ?? 0
        guard !agreement.isWithinBounds else {
            self = .proven(distance: distance, allowed: allowed)
            return
        }
        let why =
            if let axis = agreement.loosest, distance <= allowed {
                "axis \(axis.number) agrees by \(axis.agreement.threeFigures) with what it was, "
                    + "and \(VectorAgreement.Axis.least) is the least"
            } else {
                "an item lies \(distance.threeFigures) from its stored vector, and noise explains "
                    + "\(allowed.threeFigures)"
            }
        self = .refused(
            Refusal(
                sentence: "Of \(sampled) items embedded anew, \(why): the model is not the one "
                    + "that made the stored vectors; embed the items anew.",
                distance: distance,
                allowed: allowed
            )
        )
    }
}
