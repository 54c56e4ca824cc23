/// The bounds of the chat channel.
package struct ChatSettings: Sendable, Hashable {
    package var drain = DrainPolicy()
    /// How long the host keeps a chat model, or a guest, after its last use.
    ///
    /// Finite, always: a second pin is what wedges the host (ollama#17408).
    package var keepAliveSeconds = 300
    /// What is left of that time when a model no longer counts as loaded: it may go at any moment.
    package var expiryMargin: Duration = .seconds(5)

    /// Jobs that have not ended.
    package var jobsMax = 1_000
    package var bodyBytesMax = 8 << 20
    package var keptFor: Duration = .seconds(7 * 86_400)
    package var pruneEvery: Duration = .seconds(3_600)
    /// Jobs deleted in one transaction.
    package var pruneStep = 100
    package var watchersMax = 10_000
    /// Jobs of one page of a list.
    package var pageMax = 1_000

    /// Attempts of a job that failed by themselves; those lost to an outage do not count.
    package var attemptsMax = 3
    package var retryFirst: Duration = .seconds(1)
    package var retryLongest: Duration = .seconds(60)
    /// Between two looks at whether a host that was away is back, at the most.
    package var probeLongest: Duration = .seconds(15)

    /// How long it is waited for whether a host has a model; then it is taken to have it.
    package var installedWaitMax: Duration = .seconds(2)
    package var loadMax: Duration = .seconds(600)
    /// Without a piece, from the first moment on: a generation that is silent for longer is ended.
    package var silenceMax: Duration = .seconds(300)
    /// From an attempt's beginning: one that generates for longer is ended.
    package var runMax: Duration = .seconds(3_600)
    /// What a job may say in all of its attempts; one that says more has failed.
    package var logBytesMax = 64 << 20
    /// Between two looks at whether a model has gone.
    package var goneEvery: Duration = .milliseconds(100)
    /// After which a model that stays is told again to go.
    package var goneMax: Duration = .seconds(30)
    /// Tries to see the embedders pinned before a load goes ahead without.
    package var pinTriesMax = 3

    /// How long a guest may be between two uses of its slice when jobs wait.
    package var guestPauseMax: Duration = .seconds(1)
    /// How long the place of a guest that gave up waiting is kept for it.
    package var guestPlaceKept: Duration = .seconds(120)
    /// How long past its slice a guest may stay in before the slot is taken back.
    package var guestOverstayMax: Duration = .seconds(60)

    /// Between two writes of pieces to the store.
    package var commitEvery: Duration = .milliseconds(50)
    package var piecesPerCommitMax = 512
    /// Not yet written; the host is not read from while there are more.
    package var uncommittedBytesMax = 8 << 20
    /// Pieces of the running job that are kept at hand for its watchers, written or not.
    package var piecesAtHand = 4_096
    /// Pieces that a watcher reads from the store at once.
    package var piecesPerPage = 256
    /// Between two places that a waiting job's watcher hears.
    package var placeEvery: Duration = .milliseconds(500)
    /// Watchers of one job that are woken at each piece.
    package var wokenAtOnceMax = 16
    /// Of more, what each adds to the time between two wake-ups of all of them.
    package var wakePace: Duration = .microseconds(100)

    package init() {}
}
