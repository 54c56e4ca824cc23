package import Knowledge

/// An item's place in a space.
///
/// *Current* when its revision is the item's.
package struct Vector: Sendable, Hashable {
    package let item: ItemID
    package let revision: Revision
    /// `Space.identity.dimensions` floats.
    package let values: [Float]
    /// What of the item's text it was made from.
    package let form: VectorForm

    package init(
        item: ItemID,
        revision: Revision,
        values: [Float],
        form: VectorForm = .whole
    ) {
        self.item = item
        self.revision = revision
        self.values = values
        self.form = form
    }
}

/// What of an item's text its vector was made from.
package enum VectorForm: String, Sendable, Hashable, Codable, CaseIterable {
    case whole
    /// Of the text's beginning, as much as the model takes in.
    case truncated
    /// The normalised mean of the vectors of its windows.
    case split
}

/// What becomes of a text that the model does not take in whole.
package enum OversizePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is quarantined, with the reason.
    case reject
    case truncate
    case split
}

/// What must hold of an embedder's answer before any of it is stored.
package enum VectorValidity {
    /// How far from 1 the Euclidean length of a normalised vector may be.
    package static let normTolerance: Float = 0.01

    /// The first thing wrong with `vectors` as the answer for `count` texts in `identity`.
    package static func fault(
        in vectors: [[Float]],
        count: Int,
        identity: SpaceIdentity
    ) -> String? {
        guard vectors.count == count else {
            return "\(vectors.count) vectors came for \(count) texts"
        }
        for (position, vector) in vectors.enumerated() {
            if let fault = fault(in: vector, identity: identity) {
                return "vector \(position): \(fault)"
            }
        }
        return nil
    }

    private static func fault(in vector: [Float], identity: SpaceIdentity) -> String? {
        guard vector.count == identity.dimensions else {
            return "\(vector.count) dimensions came, \(identity.dimensions) belong to the space"
        }
        var squares: Float = 0
        for value in vector { squares += value * value }
        guard squares.isFinite else { return "it holds NaN or infinity" }
        guard squares > 0 else { return "it is all zeros" }
        guard abs(squares.squareRoot() - 1) <= normTolerance else {
            return "its length is \(squares.squareRoot()), not 1"
        }
        return nil
    }
}
