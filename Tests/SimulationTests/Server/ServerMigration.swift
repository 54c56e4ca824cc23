import Knowledge
import Memory
import Migration
import Spaces
import TestSupport

// What clients ask.
extension Server {
    func startMigration(to target: SpaceIdentity, _ settings: MigrationSettings) {
        let request = MigrationRequest(
            identity: target,
            settings: settings,
            atUnixMs: world.unixMs
        )
        write(
            { $0.start(request) },
            then: { result in
                if case .success(.started(let record)) = result { self.runMigration(record) }
            }
        )
    }

    func prune(_ space: SpaceID) {
        guard world.store.durable.space(space) != nil else { return }
        write(
            { tables throws(StoreError) in try tables.prune(space, limit: 1_000) },
            then: { result in
                if case .success(.deleted) = result { self.world.tally.prunes += 1 }
            }
        )
    }

    func cancelMigration() throws {
        guard let record, machine != nil else { return }
        let unixMs = world.unixMs
        try deliver(.cancelRequested)
        write(
            { tables throws(StoreError) in
                try tables.end(record.epoch, as: .cancelled, reason: "", atUnixMs: unixMs)
            },
            then: { result in
                switch result {
                case .success(.ended):
                    self.world.witness.cancelled(record.epoch, told: .cancelled)
                    self.world.tally.cancels += 1
                case .success(.alreadyEnded(let outcome)):
                    self.world.witness.cancelled(record.epoch, told: outcome)
                    self.world.tally.cancelsTooLate += 1
                case .failure:
                    break
                }
                guard self.record?.epoch == record.epoch else { return }
                try self.deliver(.cancelled(result))
            }
        )
    }
}

/// The migration's shell.
extension Server {
    func runMigration(_ record: MigrationRecord) {
        self.record = record
        runNumber += 1
        world.witness.forgetPayments()
        machine = MigrationMachine(
            record,
            textsPerCallMax: 64,
            jitterSeed: world.seed,
            at: world.now
        )
        after(0...100) { try self.deliver(.begin) }
    }

    func deliver(_ event: MigrationMachine.Event) throws {
        guard let actions = machine?.handle(event, at: world.now) else { return }
        for action in actions { try carryOut(action) }
        planTick()
    }

    /// An event of the run that is under way now, and of no other.
    private func later(
        _ wait: ClosedRange<Int>,
        _ event: @escaping () -> MigrationMachine.Event
    ) {
        let run = runNumber
        after(wait) { if self.runNumber == run { try self.deliver(event()) } }
    }

    private func planTick() {
        guard let wake = machine?.nextWake(after: world.now), alarm.map({ wake < $0 }) ?? true
        else {
            return
        }
        alarm = wake
        let run = runNumber
        at(wake) {
            guard self.alarm == wake else { return }
            self.alarm = nil
            guard self.runNumber == run else { return self.planTick() }
            try self.pollWritePath()
            try self.deliver(.tick)
        }
    }

    private func pollWritePath() throws {
        guard machine?.isRouteTurned ?? false, let record else { return }
        let fault = route.newEmbedderFault ?? breakers[record.space.id]?.problem?.reason
        if let fault { try deliver(.writePathFault(fault)) }
    }

    private func carryOut(_ action: MigrationMachine.Action) throws {
        guard let record else { return }
        let space = record.space
        let tables = { self.world.store.durable }
        switch action {
        case .count:
            later(10...3_000) { .counted(.success(tables().counts(of: space.id))) }
        case .readBacklog(let ticket, let after, let limit):
            later(10...3_000) {
                .read(ticket, .success(tables().backlog(of: space.id, after: after, limit: limit)))
            }
        case .embed(let ticket, let items):
            try embed(items, as: ticket, for: space)
        case .probe(let ticket):
            embed(["moult"], for: space) { .probed(ticket, $0) }
        case .store(let ticket, let vectors):
            store(vectors, as: ticket, in: space)
        case .abort:
            abortNumber += 1
            world.witness.forgetPayments()
        case .prepareIndex(let ticket):
            prepareIndex(of: space, as: ticket)
        case .discardIndex:
            if space.id != serving.profile.space.id { indexes[space.id] = nil }
        case .readNewest(let ticket):
            later(10...1_000) { .newest(ticket, .success(tables().newestRevision)) }
        case .turn, .turnBack:
            lanes.route.append(action)
            try nextOfRouteLane()
        case .record, .flip:
            lanes.log.append(action)
            nextOfLogLane()
        case .publish:
            try publish(record)
        case .cancel:
            break
        case .finish:
            try finish()
        }
    }

    private func finish() throws {
        machine = nil
        record = nil
        runNumber += 1
        abortNumber += 1
        world.witness.forgetPayments()
        try world.witness.checkServing(of: self, in: world)
    }
}

// Embedding and storing.
extension Server {
    private func embed(_ items: [Item], as ticket: Ticket, for space: Space) throws {
        try world.witness.checkPayment(items, for: space.id, in: world)
        embed(items.map(\.text), for: space) { answer in
            if case .success(let vectors) = answer, vectors.count == items.count,
                vectors.allSatisfy({
                    $0.count == SimulatedEmbedders.dimensions && $0 != [0, 0, 0, 0]
                })
            {
                self.world.witness.paid(for: items, in: space.id)
            }
            return .embedded(ticket, answer)
        }
    }

    private func embed(
        _ texts: [String],
        for space: Space,
        _ event: @escaping (Result<[[Float]], EmbedderError>) -> MigrationMachine.Event
    ) {
        let (run, abort) = (runNumber, abortNumber)
        ask(texts, in: space.id, timeout: MigrationLimits.standard.embedTimeout) { answer in
            guard self.runNumber == run, self.abortNumber == abort else { return }
            try self.deliver(event(answer))
        }
    }

    private func store(_ vectors: [Vector], as ticket: Ticket, in space: Space) {
        let run = runNumber
        write(
            { $0.put(vectors, in: space.id) },
            then: { result in
                guard self.runNumber == run else { return }
                try self.deliver(.stored(ticket, result))
            }
        )
    }

    /// Page by page, while commits go on being applied.
    private func prepareIndex(of space: Space, as ticket: Ticket) {
        if let index = indexes[space.id], index.isReady {
            return later(10...100) { .indexed(ticket, .success(())) }
        }
        let index = SimulatedIndex(space)
        indexes[space.id] = index
        loadPage(after: nil, into: index, as: ticket, (runNumber, abortNumber))
    }

    private func loadPage(
        after last: ItemID?,
        into index: SimulatedIndex,
        as ticket: Ticket,
        _ marks: (run: Int, abort: Int)
    ) {
        // Read at one moment and loaded at a later one.
        let page = world.store.durable.vectors(in: index.space.id, after: last, limit: 4)
        after(10...3_000) {
            guard self.runNumber == marks.run, self.abortNumber == marks.abort else { return }
            index.load(page)
            if let last = page.last {
                return self.loadPage(after: last.item, into: index, as: ticket, marks)
            }
            index.endLoading()
            try self.deliver(.indexed(ticket, .success(())))
        }
    }
}
