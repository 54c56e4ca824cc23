import Knowledge
import Spaces
import TestSupport

extension Server {
    /// Pins, embeds the query, searches what was pinned, confirms.
    ///
    /// `expected` was acknowledged as embedded before the search, so it must be found unless it is
    /// changed meanwhile.
    func search(expecting expected: ItemKey?) {
        let pinned = serving
        let entry = expected.map { world.ledger[$0] }
        let text = entry?.text ?? "anything"
        let space = pinned.profile.space
        embed([text], in: space.id, mayProbe: false) { answer in
            guard case .success(let vectors) = answer, let query = vectors.first else { return }
            self.world.tally.searches += 1
            guard pinned.index.space == space else {
                throw Breach("2: a search of \(space.identity.model) met another space's vectors")
            }
            let hits = pinned.index.nearest(to: query, limit: 3)
            self.after(10...3_000) {
                let found = try self.confirm(hits)
                guard let expected, let revision = entry?.revision,
                    self.isUnchanged(expected, revision), !self.isRefused(expected, in: space),
                    !found.contains(where: { $0.key == expected && $0.text == text })
                else { return }
                throw Breach(
                    """
                    6: \(expected.key) was acknowledged as embedded, and a search of epoch \
                    \(pinned.profile.epoch.rawValue) that began afterwards did not find it
                    """
                )
            }
        }
    }

    private func confirm(_ hits: [VectorHit]) throws -> [Item] {
        try hits.compactMap { hit in
            guard let item = world.store.durable.item(hit.id) else { return nil }
            try world.witness.checkHit(hit, is: item, in: world)
            return item
        }
    }

    private func isRefused(_ key: ItemKey, in space: Space) -> Bool {
        let tables = world.store.durable
        return tables.item(at: key).map {
            !tables.isCurrent($0, in: space.id) && !tables.isInBacklog($0, of: space.id)
        } ?? false
    }

    private func isUnchanged(_ key: ItemKey, _ revision: Revision) -> Bool {
        world.ledger[key].asked == nil && world.store.durable.item(at: key)?.revision == revision
    }
}
