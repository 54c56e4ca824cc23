package import Knowledge

/// What came of one query.
package struct SearchAnswer: Sendable, Hashable {
    /// Best first.
    package let hits: [Hit]
    /// The profile that served it.
    package let epoch: Epoch
    /// nil: there is no more.
    package let nextPage: SearchPageToken?
    /// Why a hybrid search was answered by words alone; nil: it was not.
    package let semanticUnavailable: String?
    package let mode: SearchMode
}
