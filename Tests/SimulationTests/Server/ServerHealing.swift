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
                isHandingOver: route.turnedTo != nil,
                at: world.now
            )
        )
    }

    private func take(_ step: HealingPass.Step) throws {
        switch step {
        case .read(let space, let after, let limit):
            self.after(10...2_000) {
                let page = self.world.store.durable.backlog(of: space, after: after, limit: limit)
                try self.take(self.healing.read(page))
            }
        case .embed(let items, let space):
            try heal(items, in: space)
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

    private func heal(_ items: [Item], in space: SpaceID) throws {
        try world.witness.checkStored(items, in: space, of: world)
        embed(items.map(\.text), in: space, mayProbe: true) { answer in
            switch answer {
            case .success(let vectors):
                let made = zip(items, vectors).map { item, values in
                    Vector(item: item.id, revision: item.revision, values: values)
                }
                self.put(made, in: space)
            case .failure(.refused(let position)):
                var others = items
                let refused = others.remove(at: position)
                self.refused.insert(refused.id)
                if others.isEmpty { return try self.healed() }
                try self.heal(others, in: space)
            case .failure:
                let nextTry = self.breakers[space]?.problem?.nextTry
                let now = self.world.now
                try self.take(self.healing.failed(retryAt: nextTry, at: now))
            }
        }
    }

    private func put(_ vectors: [Vector], in space: SpaceID) {
        write(
            { $0.put(vectors, in: space) },
            then: { result in
                switch result {
                case .success(let count):
                    self.world.tally.healed += count
                    try self.healed()
                case .failure:
                    try self.take(self.healing.failed(retryAt: nil, at: self.world.now))
                }
            }
        )
    }

    private func healed() throws {
        defer { refused = [] }
        try take(healing.stored(refusedItems: Array(refused), at: world.now))
    }
}
