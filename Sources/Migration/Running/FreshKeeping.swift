import Knowledge
import Spaces

/// Gives spaces inside their rollback window what they lack, as a value: what happened goes in,
/// the next step comes out.
///
/// One step is under way at a time. Each space has its own place in its backlog: what is behind it
/// has a vector, is quarantined, or was passed over for a fault that may not be its own, which the
/// rules of a migration decide if there is ever a way back. After the first walk only newer
/// revisions are met.
struct FreshKeeping: Sendable {
    enum Step: Sendable, Hashable {
        case read(SpaceID, after: Revision, BacklogLimit)
        case embed(SpaceID, [Item])
        /// The item alone was refused.
        case quarantine(SpaceID, ItemRefusal)
        /// nil: until the spaces change.
        case rest(until: Duration?)
    }

    /// Items that are asked for together.
    private struct Batch {
        var items: [Item]
        /// Batches that had been answered when they were first dispatched; nil: they have not been.
        var answersBefore: Int?
    }

    /// One space's way through its backlog.
    private struct Path {
        /// Everything up to here has been looked after.
        var position = Revision.none
        var nextLook: Duration
        var backoff: Backoff
        var work = Work.none
        /// Batches that were answered.
        var answers = 0
    }

    private enum Work {
        /// Nothing is at hand. → reading
        case none
        /// The page behind the position was asked for. → embedding, none
        case reading
        /// `batches` are what is left of `page`, the first of them is with the embedder.
        /// → quarantining, none
        case embedding(BacklogPage, batches: ArraySlice<Batch>)
        /// The same, while the first, of one item, is being quarantined. → embedding, none
        case quarantining(BacklogPage, batches: ArraySlice<Batch>)
    }

    private let limits: MigrationLimits
    private let jitterSeed: UInt64
    private var paths: [SpaceID: Path] = [:]
    /// The one whose step is under way.
    private var current: SpaceID?

    init(limits: MigrationLimits, jitterSeed: UInt64) {
        self.limits = limits
        self.jitterSeed = jitterSeed
    }

    /// These spaces are to be kept fresh from now on, and no others.
    ///
    /// What was under way is forgotten: to be called between steps.
    mutating func keep(_ spaces: [SpaceID], at now: Duration) -> Step {
        if let current { paths[current]?.work = .none }
        paths = paths.filter { spaces.contains($0.key) }
        for space in spaces where paths[space] == nil {
            let backoff = Backoff(
                first: limits.backoffFirst,
                longest: limits.backoffMax,
                seed: jitterSeed &+ UInt64(bitPattern: space.rawValue)
            )
            paths[space] = Path(nextLook: now, backoff: backoff)
        }
        return next(at: now)
    }

    /// The space that has waited longest, if one is due.
    mutating func next(at now: Duration) -> Step {
        let first = paths.min { ($0.value.nextLook, $0.key) < ($1.value.nextLook, $1.key) }
        guard let (space, path) = first, path.nextLook <= now else {
            current = nil
            return .rest(until: first?.value.nextLook)
        }
        current = space
        paths[space]?.work = .reading
        let limit = BacklogLimit(items: limits.freshBatchItems)
        return .read(space, after: path.position, limit)
    }

    mutating func read(
        _ result: Result<BacklogPage, StoreError>,
        textsPerCallMax: Int,
        at now: Duration
    ) -> Step {
        guard let space = current, case .reading = paths[space]?.work else { return next(at: now) }
        switch result {
        case .failure:
            return failed(retryAfter: nil, at: now)
        case .success(let page):
            let size = max(1, min(textsPerCallMax, limits.freshBatchItems))
            let starts = stride(from: 0, to: page.items.count, by: size)
            let batches = starts.map {
                Batch(items: Array(page.items[$0..<min($0 + size, page.items.count)]))
            }
            return goOn(space, page, batches[...], at: now)
        }
    }

    /// The batch is embedded and stored.
    mutating func stored(at now: Duration) -> Step {
        guard let (space, page, batches) = atHand else { return next(at: now) }
        paths[space]?.backoff.succeed()
        paths[space]?.answers += 1
        return goOn(space, page, batches.dropFirst(), at: now)
    }

    /// The embedder says something about the batch.
    mutating func refused(_ error: EmbedderError, at now: Duration) -> Step {
        guard let (space, page, batches) = atHand, let batch = batches.first else {
            return next(at: now)
        }
        let rest = batches.dropFirst()
        switch error.code {
        case .textRefused where batch.items.count == 1 && isProven(batch, in: space):
            paths[space]?.work = .quarantining(page, batches: batches)
            let item = batch.items[0]
            let refusal = ItemRefusal(
                item: item.id,
                revision: item.revision,
                reason: error.message
            )
            return .quarantine(space, refusal)
        case .textRefused(let position)
        where batch.items.count > 1 && batch.items.indices.contains(position):
            var others = batch
            var accused = batch
            accused.items = [others.items.remove(at: position)]
            return goOn(space, page, [others, accused] + rest, at: now)
        case .textRefused, .batchRefused, .invalidAnswer:
            // Alone and still not to be had: it may be the provider's fault, so it is passed over.
            guard batch.items.count > 1 else { return goOn(space, page, rest, at: now) }
            var halves = [batch, batch]
            let half = batch.items.count / 2
            halves[0].items = Array(batch.items[..<half])
            halves[1].items = Array(batch.items[half...])
            return goOn(space, page, halves + rest, at: now)
        case .unavailable, .denied, .timedOut, .cancelled:
            return failed(retryAfter: error.retryAfter, at: now)
        }
    }

    /// Something else was answered since it was first asked for: the refusal is the text's own.
    private func isProven(_ batch: Batch, in space: SpaceID) -> Bool {
        guard let path = paths[space], let before = batch.answersBefore else { return false }
        return path.answers > before
    }

    mutating func quarantined(_ result: Result<Void, StoreError>, at now: Duration) -> Step {
        guard let space = current, case .quarantining(let page, let batches) = paths[space]?.work
        else { return next(at: now) }
        if case .failure = result { return failed(retryAfter: nil, at: now) }
        return goOn(space, page, batches.dropFirst(), at: now)
    }

    /// The store or the provider could not do it: the same again, later.
    mutating func failed(retryAfter: Duration?, at now: Duration) -> Step {
        guard let space = current, var path = paths[space] else { return next(at: now) }
        path.work = .none
        path.nextLook = now + max(path.backoff.fail(), retryAfter ?? .zero)
        paths[space] = path
        return next(at: now)
    }

    /// The page that is with the embedder, and what is left of it.
    private var atHand: (SpaceID, BacklogPage, ArraySlice<Batch>)? {
        guard let space = current, case .embedding(let page, let batches) = paths[space]?.work
        else { return nil }
        return (space, page, batches)
    }

    private mutating func goOn(
        _ space: SpaceID,
        _ page: BacklogPage,
        _ batches: ArraySlice<Batch>,
        at now: Duration
    ) -> Step {
        if var batch = batches.first {
            batch.answersBefore = batch.answersBefore ?? paths[space]?.answers
            paths[space]?.work = .embedding(page, batches: [batch] + batches.dropFirst())
            return .embed(space, batch.items)
        }
        paths[space]?.work = .none
        paths[space]?.position = page.through
        paths[space]?.nextLook = page.hasMore ? now : now + limits.freshPoll
        return next(at: now)
    }
}
