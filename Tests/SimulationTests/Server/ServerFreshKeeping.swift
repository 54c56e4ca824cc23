import Knowledge
import Spaces
import TestSupport

@testable import Migration

/// The shell of `FreshKeeping`: at work while no migration is.
extension Server {
    func keepFresh() {
        keeperTurn += 1
        let turn = keeperTurn
        after(0...1_000) {
            guard self.keeperTurn == turn else { return }
            self.keptFresh = self.affordable
            try self.take(self.keeping.keep(self.keptFresh, at: self.world.now), turn)
        }
    }

    func giveUpKeepingFresh() { keeperTurn += 1 }

    /// Without those that cost money.
    private var affordable: [SpaceID] {
        world.openWindows.map(\.space)
            .filter { world.embedders.microsPerMillionTokens(of: $0.identity) == 0 }
            .map(\.id)
    }

    /// The next step, unless what is kept has changed.
    private func goOn(_ step: FreshKeeping.Step, _ turn: Int) throws {
        let spaces = affordable
        guard spaces != keptFresh else { return try take(step, turn) }
        keptFresh = spaces
        releaseIndexes()
        try take(keeping.keep(spaces, at: world.now), turn)
    }

    private func take(_ step: FreshKeeping.Step, _ turn: Int) throws {
        let tables = { self.world.store.durable }
        switch step {
        case .rest(let until):
            // Nobody rings here when windows open or end: they are looked at now and then.
            let look = world.now + .seconds(1)
            at(min(until ?? look, look)) {
                guard self.keeperTurn == turn else { return }
                try self.goOn(self.keeping.next(at: self.world.now), turn)
            }
        case .read(let space, let after, let limit):
            self.after(10...2_000) {
                guard self.keeperTurn == turn else { return }
                let page = tables().backlog(of: space, after: after, limit: limit)
                let now = self.world.now
                try self.goOn(
                    self.keeping.read(.success(page), textsPerCallMax: 64, at: now),
                    turn
                )
            }
        case .embed(let space, let items):
            try embed(items, for: space, turn)
        case .quarantine(let space, let refusal):
            try world.witness.checkRefusal(refusal, in: space, of: world)
            let unixMs = world.unixMs
            write(
                { $0.quarantine([refusal], in: space, atUnixMs: unixMs) },
                then: { result in
                    guard self.keeperTurn == turn else { return }
                    let now = self.world.now
                    try self.goOn(self.keeping.quarantined(result.map { _ in }, at: now), turn)
                }
            )
        }
    }

    private func embed(_ items: [Item], for space: SpaceID, _ turn: Int) throws {
        try world.witness.checkPayment(items, for: space, in: world)
        world.witness.asked(items, in: space)
        let (target, count) = (identity(of: space), items.count)
        ask(items.map(\.text), in: space, timeout: world.limits.embedTimeout) { answer in
            guard self.keeperTurn == turn else { return }
            let now = self.world.now
            switch answer {
            case .failure(let error):
                try self.goOn(self.keeping.refused(error, at: now), turn)
            case .success(let vectors):
                if let fault = VectorValidity.fault(in: vectors, count: count, identity: target) {
                    let error = EmbedderError(.invalidAnswer, fault)
                    return try self.goOn(self.keeping.refused(error, at: now), turn)
                }
                self.world.witness.paid(for: items, in: space)
                self.put(vectors, of: items, in: space, turn)
            }
        }
    }

    private func put(_ values: [[Float]], of items: [Item], in space: SpaceID, _ turn: Int) {
        let vectors = zip(items, values).map { item, values in
            Vector(item: item.id, revision: item.revision, values: values)
        }
        write(
            { $0.put(vectors, in: space) },
            then: { result in
                let now = self.world.now
                switch result {
                case .success(let count):
                    self.world.tally.keptFresh += count
                    guard self.keeperTurn == turn else { return }
                    try self.goOn(self.keeping.stored(at: now), turn)
                case .failure:
                    self.world.witness.forgetLost(in: space, self.world.store.durable)
                    guard self.keeperTurn == turn else { return }
                    try self.goOn(self.keeping.failed(retryAfter: nil, at: now), turn)
                }
            }
        )
    }
}
