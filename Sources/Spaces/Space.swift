/// What makes two vector spaces the same.
///
/// The endpoint's address is not part of it.
package struct SpaceIdentity: Hashable, Sendable, Codable {
    /// As "builtin".
    package var provider: String
    /// As "lexical".
    package var model: String
    /// What tells two models of one name apart; empty where the provider gives none.
    package var modelDigest: String
    package var dimensions: Int
    package var metric: Metric
    package var documentPrefix: String
    package var queryPrefix: String
    package var normalisation: Normalisation

    package enum Metric: String, Sendable, Codable {
        case cosine
    }

    package enum Normalisation: String, Sendable, Codable {
        /// Vectors have Euclidean length 1.
        case l2
    }

    package init(
        provider: String,
        model: String,
        modelDigest: String = "",
        dimensions: Int,
        metric: Metric = .cosine,
        documentPrefix: String = "",
        queryPrefix: String = "",
        normalisation: Normalisation = .l2
    ) {
        self.provider = provider
        self.model = model
        self.modelDigest = modelDigest
        self.dimensions = dimensions
        self.metric = metric
        self.documentPrefix = documentPrefix
        self.queryPrefix = queryPrefix
        self.normalisation = normalisation
    }

    /// As people write it: "builtin:lexical@512".
    package var target: String { "\(provider):\(model)@\(dimensions)" }
}

package struct SpaceID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: SpaceID, right: SpaceID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A vector space, as the store knows it.
///
/// Immutable.
package struct Space: Hashable, Sendable {
    package let id: SpaceID
    package let identity: SpaceIdentity

    package init(id: SpaceID, identity: SpaceIdentity) {
        self.id = id
        self.identity = identity
    }
}
