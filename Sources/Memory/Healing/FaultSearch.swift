package import Knowledge
package import Spaces

/// Finds the texts of a batch that their embedder refuses for a reason of their own, as a value.
///
///     asking ──answer──▶ asking … ──▶ over
///        └──one alone fails, and nothing was answered yet──▶ probing ──▶ asking it again | over
///
/// A batch about which something is wrong is halved until the guilty text stands alone. That alone
/// proves nothing, for an embedder may fail at every text: it is the text's fault only where it
/// fails behind another one that was answered, or behind a probe that was.
package struct FaultSearch: Sendable {
    /// What to do now.
    package enum Step: Sendable, Hashable {
        /// Embed these together.
        case ask([Item])
        /// Embed a text that every embedder takes.
        case probe
        /// Every item has its vector, or stands here.
        case over([ItemRefusal])
        /// No text is to blame.
        case embedderFailed(String)
    }

    private enum State {
        /// Next: `asking`, `probing`, `over`.
        case asking([Item])
        /// The item failed alone. Next: `asking`, `over`.
        case probing(Item)
        case over
    }

    private var state = State.over
    /// The next at the end.
    private var waiting: [[Item]]
    private var refusals: [ItemRefusal] = []
    /// Whether a text was answered since the search began.
    private var isProven = false

    package init(_ items: [Item]) {
        waiting = items.isEmpty ? [] : [items]
    }

    package mutating func begin() -> Step { next() }

    /// All that was asked for has its vector.
    package mutating func answered() -> Step {
        isProven = true
        return next()
    }

    /// The text at `position` is refused, and the others were not embedded because of it.
    package mutating func refused(at position: Int, _ reason: String) -> Step {
        guard case .asking(var items) = state, items.indices.contains(position) else {
            return next()
        }
        guard items.count > 1 else { return failedAlone(items[position], reason) }
        // Once more, alone: with the others it may have been refused for their sake.
        waiting.append([items.remove(at: position)])
        waiting.append(items)
        return next()
    }

    /// Something about the texts is wrong, and nobody says which it is.
    package mutating func doubtful(_ reason: String) -> Step {
        guard case .asking(let items) = state, let first = items.first else { return next() }
        guard items.count > 1 else { return failedAlone(first, reason) }
        waiting.append(Array(items[(items.count / 2)...]))
        waiting.append(Array(items[..<(items.count / 2)]))
        return next()
    }

    package mutating func probeAnswered() -> Step {
        guard case .probing(let item) = state else { return next() }
        isProven = true
        return ask([item])
    }

    package mutating func probeFailed(_ reason: String) -> Step {
        state = .over
        return .embedderFailed(reason)
    }

    private mutating func failedAlone(_ item: Item, _ reason: String) -> Step {
        guard isProven else {
            state = .probing(item)
            return .probe
        }
        refusals.append(ItemRefusal(item: item.id, revision: item.revision, reason: reason))
        return next()
    }

    private mutating func next() -> Step {
        guard let items = waiting.popLast() else {
            state = .over
            return .over(refusals)
        }
        return ask(items)
    }

    private mutating func ask(_ items: [Item]) -> Step {
        state = .asking(items)
        return .ask(items)
    }
}
