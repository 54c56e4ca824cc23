import Knowledge
import Logging
import Synchronization
import Waiting

/// Which searches are kept, to compare profiles with.
package struct QuerySettings: Sendable, Hashable {
    /// The most that `most` may be set to.
    package static let mostMax = 100_000

    /// False: none is.
    package var record = true
    /// Of the searches that are kept: 0 to 1.
    package var share = 1.0
    /// Texts kept; past it the oldest go.
    package var most = 1_000
    /// Texts older than that go.
    package var retention: Duration = .seconds(30 * 86_400)
    /// How often those that came are written.
    package var flushEvery: Duration = .seconds(5)
    /// How often the old ones go when none came.
    package var trimEvery: Duration = .seconds(3_600)
    /// Those that wait for it; past it the next are forgotten.
    package var waitingMax = 256

    package init() {}
}

/// Keeps the texts of a sample of live searches, and nothing else of them.
///
/// On the path of a search it costs one short look at a lock; the store is written by `run`.
final class QueryRecorder: Sendable {
    private struct State {
        var waiting: [RecordedQuery] = []
        /// Grows by the share with each search, and is spent with each that is kept: an even
        /// sample, without a die.
        var due = 0.0
    }

    private let state = Mutex(State())
    private let store: any QueryLog
    private let settings: QuerySettings
    private let timeline: Timeline
    private let unixMs: @Sendable () -> Int64
    private let logger: Logger

    init(
        store: any QueryLog,
        settings: QuerySettings,
        timeline: Timeline,
        unixMs: @escaping @Sendable () -> Int64,
        logger: Logger
    ) {
        self.store = store
        self.settings = settings
        self.timeline = timeline
        self.unixMs = unixMs
        self.logger = logger
    }

    /// One search was made.
    func searched(_ queries: [SearchQuery]) {
        guard settings.record else { return }
        let now = unixMs()
        state.withLock { state in
            // A later page is no new search.
            for query in queries where query.page == nil {
                state.due += settings.share
                guard state.due >= 1 else { continue }
                state.due -= 1
                guard state.waiting.count < settings.waitingMax else { continue }
                state.waiting.append(RecordedQuery(text: query.text, atUnixMs: now))
            }
        }
    }

    /// Writes what came and has the old ones go, now and every so often, until the task is
    /// cancelled.
    ///
    /// What is kept grows old also where nobody searches, and where no more is to be kept.
    func run() async {
        var trimIsDue = timeline.now
        while !Task.isCancelled {
            let queries = takeWaiting()
            if !queries.isEmpty || trimIsDue <= timeline.now {
                await write(queries)
                trimIsDue = timeline.now + settings.trimEvery
            }
            let flush = settings.record ? timeline.now + settings.flushEvery : trimIsDue
            await timeline.sleep(until: min(flush, trimIsDue))
        }
    }

    private func takeWaiting() -> [RecordedQuery] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Every writing trims, one of nothing too.
    private func write(_ queries: [RecordedQuery]) async {
        let (seconds, _) = settings.retention.components
        do throws(StoreError) {
            try await store.record(
                queries,
                most: settings.most,
                oldestUnixMs: unixMs() - seconds * 1_000
            )
        } catch {
            logger.warning(
                "searches were not recorded, and old ones not forgotten",
                metadata: ["searches": "\(queries.count)", "reason": "\(error.message)"]
            )
        }
    }
}
