package import Knowledge

/// A profile that finished: the only kind that searches are served from.
///
/// There is no other way to make one than from a row whose outcome is *finished*, so that serving
/// from an unfinished profile cannot be written down.
package struct ActiveProfile: Sendable, Hashable {
    /// The row of the log.
    package let profile: Profile
    /// Milliseconds since 1970.
    package let finishedUnixMs: Int64

    /// nil: `profile` is still being built, or ended otherwise.
    package init?(_ profile: Profile) {
        guard let ending = profile.ending, ending.outcome == .finished else { return nil }
        self.profile = profile
        self.finishedUnixMs = ending.atUnixMs
    }

    package var epoch: Epoch { profile.epoch }
    package var space: Space { profile.space }
}
