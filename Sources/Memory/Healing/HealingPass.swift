package import Knowledge
package import Spaces

/// The healer's walk over what the active space lacks, as a value.
///
///     resting ──due──▶ retrying ──none left──▶ reading ──page──▶ embedding ──done──▶ reading …
///        ▲                └──items──▶ embedding ──done──▶ retrying                      │
///        └──────────────────── the end, or something failed ───────────────────────────┘
///
/// What lies behind `position` has a current vector or is quarantined, because visible order is
/// revision order; so a wake-up looks only at newer revisions, and a whole walk is made at the
/// start, after a flip, and now and then.
package struct HealingPass: Sendable {
    package struct Limits: Sendable, Hashable {
        package var batchItems = 64
        package var batchTextBytes = 1 << 20
        /// How often everything is looked through.
        package var wholeWalkEvery: Duration = .seconds(600)
        /// How soon after the store or the embedder failed, or a hand-over was met.
        package var retry: Duration = .seconds(1)
        /// The same when the embedder answers, and not even a probe validly.
        package var doubtfulRetry: Duration = .seconds(5)

        package init() {}
    }

    /// What to do now.
    package enum Step: Sendable, Hashable {
        /// Read what is quarantined and to be asked for once more.
        case readRetrying(SpaceID, after: ItemID?, BacklogLimit)
        case read(SpaceID, after: Revision, BacklogLimit)
        case embed([Item], SpaceID)
        /// Wait for a wake-up, at most until the time.
        case rest(until: Duration)
    }

    private enum State {
        /// Next: `retrying`.
        case resting
        /// The store was asked for a page of the quarantine. Next: `embedding`, `reading`.
        case retrying
        /// The store was asked for a page of the backlog. Next: `embedding`, `reading`, `resting`.
        case reading
        /// A page's items are with the embedder. Next: as `behind` says, `resting`.
        case embedding(behind: Page)
    }

    private enum Page {
        case quarantine(last: ItemID)
        case backlog(BacklogPage)
    }

    private var state = State.resting
    private var space: SpaceID?
    private var position = Revision.none
    private var nextWholeWalk: Duration = .zero
    /// Nothing is tried before that, whoever wakes it.
    private var notBefore: Duration = .zero
    private let limits: Limits

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Time to look, or woken.
    ///
    /// - Parameter mayNotHeal: while a hand-over is under way, for what it writes lacks a vector in
    ///   the active space only until the flip; and while the space's model is another.
    package mutating func due(
        active: SpaceID,
        mayNotHeal: Bool,
        at now: Duration
    ) -> Step {
        if mayNotHeal { return rest(until: now + limits.retry) }
        if space != active {
            space = active
            nextWholeWalk = now
            notBefore = now
        }
        if now < notBefore { return rest(until: notBefore) }
        if nextWholeWalk <= now {
            position = .none
            nextWholeWalk = now + limits.wholeWalkEvery
        }
        return readRetrying(active, after: nil)
    }

    package mutating func readRetrying(_ items: [Item]) -> Step {
        guard case .retrying = state, let space else { return rest(until: nextWholeWalk) }
        guard let last = items.last else { return read(space) }
        state = .embedding(behind: .quarantine(last: last.id))
        return .embed(items, space)
    }

    package mutating func read(_ page: BacklogPage) -> Step {
        guard case .reading = state, let space else { return rest(until: nextWholeWalk) }
        guard page.items.isEmpty else {
            state = .embedding(behind: .backlog(page))
            return .embed(page.items, space)
        }
        return goOn(behind: page, in: space)
    }

    /// Each item's vector is stored, or the item is quarantined.
    package mutating func stored() -> Step {
        guard case .embedding(let page) = state, let space else {
            return rest(until: nextWholeWalk)
        }
        return switch page {
        case .quarantine(let last): readRetrying(space, after: last)
        case .backlog(let page): goOn(behind: page, in: space)
        }
    }

    /// The store or the embedder could not do it; the same again, at `retryAt` if that is known.
    ///
    /// A wake-up meanwhile changes nothing.
    package mutating func failed(retryAt: Duration?, at now: Duration) -> Step {
        notBefore = retryAt ?? now + limits.retry
        return rest(until: notBefore)
    }

    private mutating func goOn(behind page: BacklogPage, in space: SpaceID) -> Step {
        position = page.through
        return page.hasMore ? read(space) : rest(until: nextWholeWalk)
    }

    private mutating func readRetrying(_ space: SpaceID, after: ItemID?) -> Step {
        state = .retrying
        return .readRetrying(space, after: after, limit)
    }

    private mutating func read(_ space: SpaceID) -> Step {
        state = .reading
        return .read(space, after: position, limit)
    }

    private var limit: BacklogLimit {
        BacklogLimit(items: limits.batchItems, textBytes: limits.batchTextBytes)
    }

    private mutating func rest(until: Duration) -> Step {
        state = .resting
        return .rest(until: until)
    }
}
