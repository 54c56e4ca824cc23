import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

/// Watches that the promises hold, after every step that could break one.
///
/// Numbers name the promises of docs/architecture.md.
struct Witness {
    private var rows: [Profile] = []
    private(set) var cancels: [Epoch: ProfileOutcome] = [:]
    var payments = Payments()
    var spending = Spending()
    var accusations = Accusations()
}

// After each sync and each crash.
extension Witness {
    mutating func checkStore(of world: World) throws {
        try checkLog(of: world)
        try spending.check(of: world)
        let tables = world.store.durable
        let active = tables.profileLog.active
        for key in World.keys {
            let item = tables.item(at: key)
            if let fault = world.ledger.fault(in: item, at: key) {
                throw Breach("6: an acknowledged item was lost: \(fault)")
            }
            let entry = world.ledger[key]
            guard entry.isEmbedded, let item, let active, item.revision == entry.revision else {
                continue
            }
            // A flip takes along what the new space refuses, up to the share that is allowed.
            guard !tables.isInBacklog(item, of: active.space.id) else {
                throw Breach(
                    """
                    6: \(key.key) was acknowledged as embedded, and has no current vector in the \
                    active space \(active.space.identity.model)
                    """
                )
            }
        }
    }

    /// An outcome is set once, rows are only appended, and at most one has no outcome.
    private mutating func checkLog(of world: World) throws {
        let now = world.store.durable.profileLog.rows
        for (before, after) in zip(rows, now) where before != after {
            guard before.ending == nil, before.epoch == after.epoch, before.space == after.space
            else { throw Breach("1: the log's row \(before) became \(after)") }
        }
        guard rows.count <= now.count, now.count(where: { $0.ending == nil }) <= 1 else {
            throw Breach("1: the log lost a row, or two are being built")
        }
        for (epoch, told) in cancels {
            let outcome = now.first { $0.epoch == epoch }?.ending?.outcome
            guard outcome == told else {
                throw Breach("a cancel was answered \(told), and the log says \(outcome as Any)")
            }
        }
        rows = now
    }
}

// After a commit is durable.
extension Witness {
    func checkEffects(_ commit: Commit, in world: World) throws {
        for (space, puts) in commit.puts {
            guard let known = world.store.durable.space(space) else {
                throw Breach("9: vectors were put into the unknown space \(space.rawValue)")
            }
            for vector in puts {
                guard let text = world.texts[vector.revision]?.text else {
                    throw Breach("9: a vector was put for the unknown revision \(vector.revision)")
                }
                let right = world.embedders.vector(of: text, in: known.identity)
                guard vector.values == right else {
                    throw Breach(
                        """
                        9: the vector stored for revision \(vector.revision.rawValue) in \
                        \(known.identity.model) was not made from its text by that embedder
                        """
                    )
                }
            }
        }
    }

    /// What is served is finished, is one space, and holds what was acknowledged.
    func checkServing(of server: Server, in world: World) throws {
        let serving = server.serving
        let tables = world.store.durable
        let row = tables.profileLog.rows.first { $0.epoch == serving.profile.epoch }
        guard row?.ending?.outcome == .finished else {
            throw Breach("1: searches are served from epoch \(serving.profile.epoch), not finished")
        }
        guard serving.index.space == serving.profile.space, serving.index.isReady else {
            throw Breach("2: the index served is not the profile's, or not whole")
        }
        guard server.route.active == serving.profile.space.id else {
            throw Breach("2: the route's active space is not the one that is served")
        }
        // Between the flip's commit and its answer, the old profile is served a moment longer.
        let isFlipping = server.isFlipUnpublished && server.machine != nil
        guard isFlipping || tables.profileLog.active?.epoch == serving.profile.epoch else {
            throw Breach("1: the profile served is not the newest that finished")
        }
        for key in World.keys {
            let entry = world.ledger[key]
            guard entry.isEmbedded, let item = tables.item(at: key),
                item.revision == entry.revision,
                tables.isCurrent(item, in: serving.profile.space.id)
            else { continue }
            guard serving.index.vectors[item.id]?.revision == item.revision else {
                throw Breach("6: \(key.key) was acknowledged as embedded and is not in the index")
            }
        }
    }

    /// Index and table say the same, once the index has heard of every commit.
    ///
    /// A space that no profile uses any more may be pruned from under an index that is still
    /// searched for the moment until the publication.
    func checkIndexes(of server: Server, in world: World) throws {
        let log = world.store.durable.profileLog
        let used = [log.active?.space, log.building?.space] + world.openWindows.map(\.space)
        for index in server.indexes.values where index.isReady && used.contains(index.space) {
            let table = world.store.durable.vectorTable(of: index.space.id)
            guard index.vectors == table else {
                throw Breach("the index of \(index.space.identity.model) is not its table")
            }
            let counts = world.store.durable.counts(of: index.space.id)
            let backlog = world.store.durable.backlog(
                of: index.space.id,
                after: .none,
                limit: .init(items: .max)
            )
            guard counts.embedded + backlog.items.count + counts.quarantined == counts.items else {
                throw Breach("backlog, quarantine and current vectors do not make up all items")
            }
        }
    }
}

// Of single steps.
extension Witness {
    /// A hit speaks of the item whose text its vector was made from.
    func checkHit(_ hit: VectorHit, is item: Item, in world: World) throws {
        guard world.texts[hit.revision]?.key == item.key else {
            throw Breach("6: a vector of another item was taken for one of \(item.key.key)")
        }
    }

    mutating func cancelled(_ epoch: Epoch, told outcome: ProfileOutcome) {
        cancels[epoch] = outcome
    }

    /// Found by its words at once.
    func checkAnswers(_ keys: [ItemKey], in world: World) throws {
        for key in keys where world.some(0...3) == 0 {
            guard let word = world.ledger[key].text?.split(separator: " ").dropFirst().first,
                let item = world.store.durable.item(at: key), world.ledger[key].asked == nil
            else { continue }
            let hits = world.store.durable.lexicalSearch(
                LexicalQuery(terms: [[String(word)]]),
                filter: .everything,
                limit: 10
            )
            guard hits.map(\.id) == [item.id] else {
                throw Breach("6: \(key.key) is not found by its words")
            }
        }
    }
}

// At the end.
extension Witness {
    mutating func checkEnd(of world: World) throws {
        guard let server = world.server else { throw Breach("no server is there at the end") }
        try checkStore(of: world)
        try checkServing(of: server, in: world)
        try checkIndexes(of: server, in: world)
        guard server.route.turnedTo == nil else {
            throw Breach("3: new writes still go to a space that nobody builds")
        }
        guard world.arrivalLimit == nil else {
            throw Breach("4: writes are still slowed, and nobody migrates")
        }
        let space = server.serving.profile.space
        let refused = Set(
            world.store.durable.quarantined(in: space.id, after: nil, limit: .max).map(\.item)
        )
        let guilty = Set(
            world.store.durable.allItems.lazy
                .filter { SimulatedEmbedders.poison(in: $0.text, for: space.identity) != nil }
                .map(\.id)
        )
        guard refused == guilty else {
            throw Breach("8: \(refused) are quarantined at the end, and \(guilty) are guilty")
        }
        for key in World.keys {
            guard let item = world.store.durable.item(at: key), !guilty.contains(item.id) else {
                continue
            }
            guard world.store.durable.isCurrent(item, in: space.id) else {
                throw Breach("4: \(key.key) has no current vector at the end")
            }
            let query = world.embedders.vector(
                of: item.text,
                in: server.serving.profile.space.identity
            )
            guard server.serving.index.nearest(to: query, limit: 1).first?.id == item.id else {
                throw Breach("6: \(key.key) is not found by its meaning at the end")
            }
        }
    }
}
