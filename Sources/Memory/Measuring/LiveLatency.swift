import Synchronization
import Waiting

/// How live searches do, over the last seconds.
package struct RecentLatency: Sendable, Hashable {
    /// nil: there were no searches.
    package let searchP99: Duration?
    /// Of the searches' wait for their query's vector; nil: there were none.
    package let queryWaitP99: Duration?
}

/// Counts how long live searches take.
///
/// Two short looks at a lock for each search.
final class LiveLatency: Sendable {
    private let searches = Mutex(LatencyWindow())
    private let queryWaits = Mutex(LatencyWindow())
    private let timeline: Timeline

    init(timeline: Timeline) {
        self.timeline = timeline
    }

    func searched(since begun: Duration) {
        let now = timeline.now
        searches.withLock { $0.record(now - begun, at: now) }
    }

    func waitedForQuery(since begun: Duration) {
        let now = timeline.now
        queryWaits.withLock { $0.record(now - begun, at: now) }
    }

    var recent: RecentLatency {
        let now = timeline.now
        return RecentLatency(
            searchP99: searches.withLock { $0.p99(at: now) },
            queryWaitP99: queryWaits.withLock { $0.p99(at: now) }
        )
    }
}
