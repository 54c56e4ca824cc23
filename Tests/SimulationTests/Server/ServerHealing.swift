import Knowledge
import Memory
import Spaces
import TestSupport

/// The healer's shell: one step at a time, then a nap until its time or a wake-up.
extension Server {
    /// A wake-up that comes while the healer is at work ends its next nap at once.
    func wakeHealer() {
        guard !isHealerAwake else {
            wasHealerWoken = true
            return
        }
        isHealerAwake = true
        healerNap += 1
        after(0...500) { try self.heal() }
    }

    private func heal() throws {
        try take(
            healing.due(
                active: serving.profile.space.id,
                mayNotHeal: route.turnedTo != nil,
                at: world.now
            )
        )
    }

    private func take(_ step: HealingPass.Step) throws {
        switch step {
        case .readRetrying(let space, let after, let limit):
            self.after(10...1_000) {
                let tables = self.world.store.durable
                let items = tables.retrying(in: space, after: after, limit: limit)
                try self.take(self.healing.readRetrying(items))
            }
        case .read(let space, let after, let limit):
            self.after(10...2_000) {
                let page = self.world.store.durable.backlog(of: space, after: after, limit: limit)
                try self.take(self.healing.read(page))
            }
        case .embed(let items, let space):
            var search = FaultSearch(items)
            let step = search.begin()
            try take(step, of: search, in: space)
        case .rest(let until):
            isHealerAwake = false
            if wasHealerWoken {
                wasHealerWoken = false
                return wakeHealer()
            }
            let nap = healerNap
            at(until) { if self.healerNap == nap { self.wakeHealer() } }
        }
    }

    private func healingFailed(retryAt: Duration?) throws {
        try take(healing.failed(retryAt: retryAt, at: world.now))
    }
}

/// One batch, until each of its items has its vector or is quarantined.
extension Server {
    private func take(
        _ step: FaultSearch.Step,
        of search: FaultSearch,
        in space: SpaceID
    ) throws {
        switch step {
        case .ask(let items):
            try ask(items, for: search, in: space)
        case .probe:
            probe(for: search, in: space)
        case .over(let refusals):
            try quarantine(refusals, in: space)
        case .embedderFailed:
            let doubtful = world.now + HealingPass.Limits().doubtfulRetry
            try healingFailed(retryAt: breakers[space]?.problem?.nextTry ?? doubtful)
        }
    }

    private func ask(_ items: [Item], for search: FaultSearch, in space: SpaceID) throws {
        try world.witness.checkPayment(items, for: space, in: world)
        world.witness.asked(items, in: space)
        embed(items.map(\.text), in: space, mayProbe: true, seeksFault: true) { answer in
            var search = search
            switch answer {
            case .success(let vectors):
                self.world.witness.paid(for: items, in: space)
                let made = zip(items, vectors).map { item, values in
                    Vector(item: item.id, revision: item.revision, values: values)
                }
                self.put(made, for: search, in: space)
            case .failure(.refused(let position, let reason)):
                let step = search.refused(at: position, reason)
                try self.take(step, of: search, in: space)
            case .failure(.doubtful(let reason)):
                let step = search.doubtful(reason)
                try self.take(step, of: search, in: space)
            case .failure(.notAsked), .failure(.failed):
                try self.healingFailed(retryAt: self.breakers[space]?.problem?.nextTry)
            }
        }
    }

    private func probe(for search: FaultSearch, in space: SpaceID) {
        embed(["a probe"], in: space, mayProbe: true) { answer in
            var search = search
            switch answer {
            case .success:
                self.world.witness.accusations.answered(in: space)
                let step = search.probeAnswered()
                try self.take(step, of: search, in: space)
            case .failure(.refused(_, let reason)), .failure(.doubtful(let reason)),
                .failure(.failed(let reason)), .failure(.notAsked(let reason)):
                let step = search.probeFailed(reason)
                try self.take(step, of: search, in: space)
            }
        }
    }

    private func put(_ vectors: [Vector], for search: FaultSearch, in space: SpaceID) {
        write(
            { $0.put(vectors, in: space) },
            then: { result in
                switch result {
                case .success(let count):
                    self.world.tally.healed += count
                    var search = search
                    let step = search.answered()
                    try self.take(step, of: search, in: space)
                case .failure:
                    self.world.witness.forgetLost(in: space, self.world.store.durable)
                    try self.healingFailed(retryAt: nil)
                }
            }
        )
    }

    private func quarantine(_ refusals: [ItemRefusal], in space: SpaceID) throws {
        guard !refusals.isEmpty else {
            return after(0...10) { try self.take(self.healing.stored()) }
        }
        for refusal in refusals {
            try world.witness.checkRefusal(refusal, in: space, of: world)
        }
        let unixMs = world.unixMs
        write(
            { $0.quarantine(refusals, in: space, atUnixMs: unixMs) },
            then: { result in
                switch result {
                case .success(let count):
                    self.world.tally.quarantined += count
                    try self.take(self.healing.stored())
                case .failure:
                    try self.healingFailed(retryAt: nil)
                }
            }
        )
    }
}
