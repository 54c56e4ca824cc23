import Spaces

/// How the active space's model is watched.
package struct CanarySettings: Sendable, Hashable {
    /// What becomes of new vectors while the model is not the one that filled the space.
    package enum DriftPolicy: String, Sendable, Hashable, CaseIterable {
        /// They are stored.
        case warn
        /// They are not made: writes are acknowledged *pending*, and the healer rests.
        case refuse
    }

    /// How often the canaries are compared; nil: they are not.
    package var every: Duration? = .seconds(600)
    /// How soon again when the embedder did not answer.
    package var retry: Duration = .seconds(60)
    /// How long one request may take.
    package var timeout: Duration = .seconds(60)
    package var onDrift = DriftPolicy.warn
    /// Of the spaces that have no canaries yet.
    package var texts = CanaryTexts.builtIn

    package init() {}
}
