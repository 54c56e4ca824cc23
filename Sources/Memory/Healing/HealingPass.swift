package import Knowledge
package import Spaces

/// The healer's walk over the backlog of the active space, as a value.
///
///     resting ──due──▶ reading ──page──▶ embedding ──stored──▶ reading … ▶ resting
///
/// What lies behind `position` has a current vector or stands in `refused`, because visible order
/// is revision order; so a wake-up looks only at newer revisions, and a whole walk is made at the
/// start, after a flip, and now and then.
package struct HealingPass: Sendable {
    package struct Limits: Sendable, Hashable {
        package var batchItems = 64
        package var batchTextBytes = 1 << 20
        /// How often everything is looked through, and refused texts are tried again.
        package var wholeWalkEvery: Duration = .seconds(600)
        /// How soon a text is tried again for which alone an invalid answer came.
        package var invalidAnswerRetry: Duration = .seconds(60)
        /// The same when the embedder is not asked meanwhile: how soon after its next probe.
        ///
        /// The fault may well be its own, so that probe is made with another text.
        package var doubtfulAnswerRetry: Duration = .seconds(5)
        /// How soon after the store or the embedder failed, or a hand-over was met.
        package var retry: Duration = .seconds(1)
        package var refusedMax = 100_000

        package init() {}
    }

    /// What to do now.
    package enum Step: Sendable, Hashable {
        case read(SpaceID, after: Revision, BacklogLimit)
        case embed([Item], SpaceID)
        /// Wait for a wake-up, at most until the time.
        case rest(until: Duration)
    }

    private enum State {
        /// Next: `reading`.
        case resting
        /// The store was asked for a page. Next: `embedding`, `reading`, `resting`.
        case reading
        /// The page's items are with the embedder. Next: `reading`, `resting`.
        case embedding(BacklogPage, chosen: [Item])
    }

    private struct Refusal {
        let revision: Revision
        let until: Duration
    }

    private var state = State.resting
    private var space: SpaceID?
    private var position = Revision.none
    private var nextWholeWalk: Duration = .zero
    private var batchItems: Int
    private var refused: [ItemID: Refusal] = [:]
    private let limits: Limits

    package init(limits: Limits = Limits()) {
        self.limits = limits
        batchItems = limits.batchItems
    }

    /// Time to look, or woken.
    ///
    /// While a hand-over is under way, what it writes lacks a vector in the active space only until
    /// the flip: nothing is healed.
    package mutating func due(
        active: SpaceID,
        isHandingOver: Bool,
        at now: Duration
    ) -> Step {
        if isHandingOver { return rest(until: now + limits.retry) }
        if space != active {
            space = active
            refused = [:]
            nextWholeWalk = now
        }
        if nextWholeWalk <= now {
            position = .none
            refused = refused.filter { now < $0.value.until }
            let next = now + limits.wholeWalkEvery
            nextWholeWalk = refused.values.reduce(next) { min($0, $1.until) }
        }
        return read(active)
    }

    package mutating func read(_ page: BacklogPage) -> Step {
        guard case .reading = state, let space else { return rest(until: nextWholeWalk) }
        let chosen = page.items.filter { refused[$0.id]?.revision != $0.revision }
        guard chosen.isEmpty else {
            state = .embedding(page, chosen: chosen)
            return .embed(chosen, space)
        }
        return goOn(behind: page, in: space)
    }

    /// The vectors are stored; `refusedItems` are those that the embedder refuses for a reason of
    /// their own.
    package mutating func stored(refusedItems: [ItemID], at now: Duration) -> Step {
        guard case .embedding(let page, let chosen) = state, let space else {
            return rest(until: nextWholeWalk)
        }
        let refusedItems = Set(refusedItems)
        for item in chosen where refusedItems.contains(item.id) {
            refuse(item, until: now + limits.wholeWalkEvery)
        }
        batchItems = min(batchItems * 2, limits.batchItems)
        return goOn(behind: page, in: space)
    }

    /// The embedder's answer was invalid: smaller batches, down to one text, find out which text it
    /// is about.
    package mutating func answerInvalid(retryAt: Duration?, at now: Duration) -> Step {
        guard case .embedding(let page, let chosen) = state, let space else {
            return rest(until: nextWholeWalk)
        }
        guard chosen.count == 1, let item = chosen.first else {
            batchItems = max(1, chosen.count / 2)
            return rest(until: retryAt ?? now + limits.retry)
        }
        let until = retryAt.map { $0 + limits.doubtfulAnswerRetry }
        refuse(item, until: until ?? now + limits.invalidAnswerRetry)
        position = page.through
        if retryAt == nil, page.hasMore { return read(space) }
        return rest(until: retryAt ?? nextWholeWalk)
    }

    /// The store or the embedder could not do it; the same again, at `retryAt` if that is known.
    package mutating func failed(retryAt: Duration?, at now: Duration) -> Step {
        rest(until: retryAt ?? now + limits.retry)
    }

    private mutating func goOn(behind page: BacklogPage, in space: SpaceID) -> Step {
        position = page.through
        return page.hasMore ? read(space) : rest(until: nextWholeWalk)
    }

    private mutating func read(_ space: SpaceID) -> Step {
        state = .reading
        let limit = BacklogLimit(items: batchItems, textBytes: limits.batchTextBytes)
        return .read(space, after: position, limit)
    }

    private mutating func rest(until: Duration) -> Step {
        state = .resting
        return .rest(until: until)
    }

    private mutating func refuse(_ item: Item, until: Duration) {
        // Past the bound the text is only tried again sooner than it need be.
        if refused.count < limits.refusedMax {
            refused[item.id] = Refusal(revision: item.revision, until: until)
        }
        nextWholeWalk = min(nextWholeWalk, until)
    }
}
