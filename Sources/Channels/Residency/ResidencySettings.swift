/// The bounds of one host's residency.
package struct ResidencySettings: Sendable, Hashable {
    /// How often the host's list of loaded models is looked at.
    package var lookEvery: Duration = .seconds(15)
    /// How often the installed models are listed.
    package var listEvery: Duration = .seconds(300)
    /// A model that was not seen, and answered nothing, for longer is looked at before a request
    /// passes: the host may have been started anew.
    package var freshFor: Duration = .seconds(2)
    /// How long a request waits for that look; a list may be slow, and then it passes.
    package var freshLookMax: Duration = .milliseconds(250)
    /// How long a request waits at the gate for its model.
    package var enterWaitMax: Duration = .seconds(30)
    /// Between two tries to warm a model: the first, doubled with each failure.
    package var retryFirst: Duration = .seconds(1)
    package var retryMax: Duration = .seconds(30)
    /// The same where it takes a person.
    package var deniedRetry: Duration = .seconds(60)
    /// A load without any progress ends after so long: ended earlier, it would never succeed.
    package var loadTimeMax: Duration = .seconds(600)
    /// A load hangs when it has taken so long, and so many times what it was learned to take.
    package var wedgeAfter: Duration = .seconds(60)
    package var wedgeFactor = 4
    /// Healings that may be tried before a person is called.
    package var healingsMax = 2
    /// Between two healings of one load.
    package var healEvery: Duration = .seconds(30)
    /// Looks that a model may be missing from right after its load, before that is an error.
    package var roundsMax = 3
    /// Between two looks for a model that was told to go.
    package var goneEvery: Duration = .milliseconds(200)
    /// How long a model that was told to go may stay.
    package var goneMax: Duration = .seconds(60)
    /// How long a replacement waits to see in the list what it has pinned.
    package var seenMax: Duration = .seconds(60)
    /// Between two tries to pin what is loaded with an expiry, when the try before did not hold: the
    /// first, doubled with each.
    package var repinFirst: Duration = .seconds(1)
    package var repinMax: Duration = .seconds(60)
    /// Looks at a chat model alone that show that the host has one slot.
    package var soloLooksMin = 2

    /// How many models fit on the host; nil: what is seen there counts.
    package var slots: Int?

    package init() {}
}
