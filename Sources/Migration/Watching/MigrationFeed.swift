import Synchronization
import Waiting

/// What is new about one migration, for any number of subscribers.
///
/// Each subscriber has its own place in it and comes for what it misses; nothing is queued for
/// anybody. Whoever announces only wakes.
final class MigrationFeed: Sendable {
    /// How many changes are kept at hand; older ones are read from the store.
    static let changesKept = 64
    /// How long one look at the progress serves everybody.
    static let progressFreshness: Duration = .milliseconds(100)

    private let content: Mutex<Content>
    private let subscribersMax: Int
    /// Somebody waits until a moment.
    private let timekeeper = Bell()

    private struct Content {
        var newest: Int64
        /// The last changes, by ascending sequence without gaps.
        var recent: [(sequence: Int64, item: FeedItem)] = []
        var progress: (version: Int, item: FeedItem, value: MigrationProgress)?
        var progressAt: Duration?
        var hasEnded = false
        /// The progress was looked at after the end: it stands.
        var isProgressLast = false
        var subscribers: [Int: Subscriber] = [:]
        var nextSubscriber = 0
    }

    private struct Subscriber {
        let bell: AsyncStream<Void>.Continuation
        /// When it rings without anything new; nil: it does not wait.
        var due: Duration?
    }

    init(newest: Int64, limits: MigrationLimits) {
        content = Mutex(Content(newest: newest))
        subscribersMax = limits.subscribersMax
    }

    func announce(_ change: PhaseChange, times: FlipTimes? = nil) {
        content.withLock { content in
            guard change.sequence > content.newest else { return }
            let item = FeedItem(.change(change, times: times), isFinal: change.to.isEnd)
            if content.newest + 1 != change.sequence { content.recent = [] }
            content.newest = change.sequence
            content.recent.append((change.sequence, item))
            if content.recent.count > Self.changesKept { content.recent.removeFirst() }
            content.hasEnded = change.to.isEnd
            for subscriber in content.subscribers.values { subscriber.bell.yield() }
        }
    }

    /// Nothing comes any more, whether or not a change said so.
    func close() {
        content.withLock { content in
            content.hasEnded = true
            for subscriber in content.subscribers.values { subscriber.bell.yield() }
        }
    }

    /// The changes behind `sequence`; nil: they are only in the store.
    func changes(after sequence: Int64) -> [(sequence: Int64, item: FeedItem)]? {
        content.withLock { content in
            guard let first = content.recent.first, first.sequence <= sequence + 1 else {
                return nil
            }
            return content.recent.filter { $0.sequence > sequence }
        }
    }

    /// The latest progress, made anew if the last is no longer fresh; the same value keeps its
    /// version.
    func progress(
        at now: Duration,
        unixMs: () -> Int64,
        fresh: () -> MigrationProgress
    ) -> (version: Int, item: FeedItem) {
        content.withLock { content in
            let isFresh = content.progressAt.map { now - $0 < Self.progressFreshness } ?? false
            if let known = content.progress,
                content.hasEnded ? content.isProgressLast : isFresh
            {
                return (known.version, known.item)
            }
            content.isProgressLast = content.hasEnded
            content.progressAt = now
            let value = fresh()
            if let known = content.progress, known.value == value {
                return (known.version, known.item)
            }
            let version = (content.progress?.version ?? 0) + 1
            let item = FeedItem(.progress(value, atUnixMs: unixMs()))
            content.progress = (version, item, value)
            return (version, item)
        }
    }

    var state: (newest: Int64, hasEnded: Bool) {
        content.withLock { ($0.newest, $0.hasEnded) }
    }
}

/// Waking subscribers.
extension MigrationFeed {
    /// A subscriber's place at the bell, given back by `leave`.
    struct Place {
        fileprivate let number: Int
        let rings: AsyncStream<Void>
        fileprivate let bell: AsyncStream<Void>.Continuation
    }

    /// nil: there are as many subscribers as there may be.
    func enter() -> Place? {
        let (rings, bell) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        return content.withLock { content in
            guard content.subscribers.count < subscribersMax else { return nil }
            content.nextSubscriber += 1
            content.subscribers[content.nextSubscriber] = Subscriber(bell: bell)
            return Place(number: content.nextSubscriber, rings: rings, bell: bell)
        }
    }

    func leave(_ place: Place) {
        content.withLock { $0.subscribers[place.number] = nil }
        place.bell.finish()
    }

    var subscribers: Int { content.withLock(\.subscribers.count) }

    /// Returns when something is announced, at the first tick at or after `moment`, or when the
    /// task is cancelled.
    func wait(at place: Place, until moment: Duration) async {
        content.withLock { $0.subscribers[place.number]?.due = moment }
        timekeeper.ring()
        for await _ in place.rings { break }
        content.withLock { $0.subscribers[place.number]?.due = nil }
    }

    /// Rings for those who wait until a moment, until the task is cancelled.
    ///
    /// One timer serves all of them: thousands who wait cost a look at each tick.
    func keepTime(on timeline: Timeline, every tick: Duration) async {
        while !Task.isCancelled {
            guard isAwaited else {
                await timekeeper.wait()
                continue
            }
            let ticks = (timeline.now / tick).rounded(.down) + 1
            await timeline.sleep(until: tick * ticks)
            ring(at: timeline.now)
        }
    }

    private var isAwaited: Bool {
        content.withLock { $0.subscribers.values.contains { $0.due != nil } }
    }

    private func ring(at now: Duration) {
        content.withLock { content in
            for (number, subscriber) in content.subscribers {
                guard let due = subscriber.due, due <= now else { continue }
                content.subscribers[number]?.due = nil
                subscriber.bell.yield()
            }
        }
    }
}
