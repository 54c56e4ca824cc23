import Knowledge
import Spaces
import TestSupport

@testable import Migration

/// What embedders were asked for and have answered rightly.
struct Payments {
    struct Payment: Hashable {
        let space: SpaceID
        let item: ItemID
        let revision: Revision
    }

    /// Answered: stored already, or on its way to the store.
    ///
    /// What is stored stays here for as long as it has to be: it may never be asked for again.
    var answered: Set<Payment> = []
    /// On their way to the store from another hand when a run began.
    var excused: Set<Payment> = []

    static func of(_ items: [Item], in space: SpaceID) -> [Payment] {
        items.map { Payment(space: space, item: $0.id, revision: $0.revision) }
    }
}

extension Witness {
    /// Nothing that was ever stored is paid for again, and nothing that is on its way.
    func checkPayment(_ items: [Item], for space: SpaceID, in world: World) throws {
        for (item, payment) in zip(items, Payments.of(items, in: space)) {
            guard !payments.excused.contains(payment) else { continue }
            let stored = world.store.durable.vector(of: item.id, in: space)
            guard stored?.revision != item.revision else {
                throw Breach("7: a vector that is stored is made again (\(item.key.key))")
            }
            guard !payments.answered.contains(payment) else {
                throw Breach("7: a vector that was paid for is made again (\(item.key.key))")
            }
        }
    }

    mutating func paid(for items: [Item], in space: SpaceID) {
        payments.answered.formUnion(Payments.of(items, in: space))
        accusations.answered(in: space)
    }

    /// Crashed, cancelled, pruned: what is not stored is lost.
    mutating func forgetLost(in space: SpaceID? = nil, _ tables: ModelTables) {
        payments.answered = payments.answered.filter { payment in
            (space != nil && space != payment.space)
                || tables.vector(of: payment.item, in: payment.space)?.revision
                    == payment.revision
        }
    }

    /// What other hands have on its way to the store is not known to a run that begins.
    mutating func began(in space: SpaceID, with tables: ModelTables) {
        payments.excused = payments.answered.filter { payment in
            payment.space == space
                && tables.vector(of: payment.item, in: space)?.revision != payment.revision
        }
    }
}

/// Who may be quarantined.
struct Accusations {
    /// Valid answers, by space.
    private var answers: [SpaceID: Int] = [:]
    /// Of them, when an item was first asked for.
    private var firstAsked: [Payments.Payment: Int] = [:]

    mutating func answered(in space: SpaceID) { answers[space, default: 0] += 1 }

    mutating func asked(_ items: [Item], in space: SpaceID) {
        for payment in Payments.of(items, in: space) where firstAsked[payment] == nil {
            firstAsked[payment] = answers[space, default: 0]
        }
    }

    /// The embedder has answered something since the item was first asked for.
    func isProven(_ refusal: ItemRefusal, in space: SpaceID) -> Bool {
        let payment = Payments.Payment(
            space: space,
            item: refusal.item,
            revision: refusal.revision
        )
        return firstAsked[payment].map { $0 < answers[space, default: 0] } ?? false
    }
}

extension Witness {
    mutating func asked(_ items: [Item], in space: SpaceID) {
        accusations.asked(items, in: space)
    }

    /// Only a text that its embedder does not take is quarantined, and no other for the fault of
    /// a provider that is away, refuses whoever asks or is slow.
    ///
    /// A provider whose answers are bad for a while cannot be told from a bad text but by its other
    /// answers: there the proof must be had, and a retry mends what it missed.
    func checkRefusal(_ refusal: ItemRefusal, in space: SpaceID, of world: World) throws {
        guard let text = world.texts[refusal.revision]?.text,
            let target = world.store.durable.space(space)?.identity
        else { throw Breach("8: an unknown text is quarantined") }
        if SimulatedEmbedders.poison(in: text, for: target) != nil { return }
        guard world.embedders.hasSpoiltAnswers(target) else {
            throw Breach("8: \"\(text)\" is quarantined for a fault of its provider's")
        }
        guard accusations.isProven(refusal, in: space) else {
            throw Breach("8: \"\(text)\" is quarantined, and nobody was answered meanwhile")
        }
    }
}

/// What may be spent, and what was paid.
struct Spending {
    /// The highest limit that an operator ever set; nil: none.
    private var limits: [Epoch: Int64?] = [:]
    /// Of which money could not be given back: it stays counted.
    var unsettled: Set<Epoch> = []

    mutating func limited(_ settings: MigrationSettings, of epoch: Epoch) {
        switch (limits[epoch], settings.spendMicrosMax) {
        case (nil, let limit): limits[epoch] = .some(limit)
        case (.some(.some(let most)), .some(let limit)): limits[epoch] = .some(max(most, limit))
        case (.some, _): limits[epoch] = .some(nil)
        }
    }

    /// After each sync and crash.
    func check(of world: World) throws {
        for (epoch, paid) in world.bills {
            let spent = world.store.durable.migration(epoch)?.spend.micros ?? 0
            guard paid <= spent else {
                throw Breach("\(paid) were paid by \(epoch.rawValue), and \(spent) are counted")
            }
        }
        for (epoch, limit) in limits {
            guard let limit, let record = world.store.durable.migration(epoch) else { continue }
            let paid = world.bills[epoch, default: 0]
            guard paid <= limit else { throw Breach("\(paid) were paid of \(limit) that may be") }
            guard record.spend.micros <= limit || unsettled.contains(epoch) else {
                throw Breach("\(record.spend.micros) are spent of \(limit) that may be")
            }
        }
    }
}

extension Witness {
    mutating func limited(_ settings: MigrationSettings, of epoch: Epoch) {
        spending.limited(settings, of: epoch)
    }

    /// Before the request that may cost so much.
    func checkSpend(_ micros: Int64, _ limit: Int64?, of run: Run) throws {
        guard run.price > 0 else { throw Breach("money is set aside for what costs nothing") }
        if let limit, run.machine.purse.spent > limit {
            throw Breach("a request is to be paid that passes the limit of \(limit)")
        }
    }

    /// A space that is in use, or kept for a way back, is not pruned.
    func checkPrune(of space: Space, in world: World) throws {
        let finished = world.store.durable.profileLog.rows.filter {
            $0.ending?.outcome == .finished
        }
        for (left, entered) in zip(finished, finished.dropFirst()) where left.space == space {
            let seconds =
                world.store.durable.migration(entered.epoch)?.settings.rollbackWindowSeconds ?? 0
            let end = (entered.ending?.atUnixMs ?? 0) + Int64(seconds) * 1_000
            guard end <= world.unixMs else {
                throw Breach("a space is pruned that is kept for a way back")
            }
        }
    }
}
