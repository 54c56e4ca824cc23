package import Spaces

/// What a search pins, once, for all of its life: a profile that finished, the index of its space
/// and the embedder of its space.
package struct Serving: Sendable {
    package let profile: ActiveProfile
    package let index: any VectorSearch
    let embedder: GuardedEmbedder

    /// nil: index or embedder is of another space than the profile's, so that a search could mix
    /// spaces.
    init?(profile: ActiveProfile, index: any VectorSearch, embedder: GuardedEmbedder) {
        guard index.space.id == profile.space.id, embedder.identity == profile.space.identity else {
            return nil
        }
        self.profile = profile
        self.index = index
        self.embedder = embedder
    }
}
