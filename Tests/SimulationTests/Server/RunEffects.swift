import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

extension Run {
    func carryOut(_ action: MigrationMachine.Action) throws {
        switch action {
        case .count, .readBacklog, .readRetrying, .readNewest:
            read(action)
        case .setAside, .settle, .store, .quarantine, .adopt:
            try write(action)
        case .embed(let ticket, let items):
            try embed(items, as: ticket)
        case .probe, .checkCanaries, .evaluate, .cancelEvaluation, .askHook, .measureLoad:
            look(action)
        case .limitArrivals(let limit):
            world.arrivalLimit = limit
        case .abort:
            abort()
        case .prepareIndex(let ticket):
            prepareIndex(as: ticket)
        case .discardIndex:
            server.releaseIndexes()
        case .turn, .turnBack:
            sendToRoute(action)
        case .record, .flip:
            try sendToLog(action)
        case .publish:
            try server.publish(record)
        case .cancel:
            break
        case .finish:
            try finish()
        }
    }
}

// Reading.
extension Run {
    private func read(_ action: MigrationMachine.Action) {
        let tables = { self.world.store.durable }
        let space = space.id
        switch action {
        case .count:
            later(10...3_000) { .counted(self.maybe { tables().counts(of: space) }) }
        case .readBacklog(let ticket, let after, let limit):
            later(10...3_000) {
                .read(
                    ticket,
                    self.maybe { tables().backlog(of: space, after: after, limit: limit) }
                )
            }
        case .readRetrying(let ticket, let after, let limit):
            later(10...1_000) {
                .readRetrying(
                    ticket,
                    self.maybe {
                        let limit = BacklogLimit(items: limit)
                        return tables().retrying(in: space, after: after, limit: limit)
                    }
                )
            }
        case .readNewest(let ticket):
            later(10...1_000) { .newest(ticket, self.maybe { tables().newestRevision }) }
        default:
            break
        }
    }

    /// Reading fails now and then.
    private func maybe<Value>(_ read: () -> Value) -> Result<Value, StoreError> {
        guard !world.isCalm, world.happens(world.chaos.readFails) else { return .success(read()) }
        return .failure(StoreError(.failed, "the store cannot be read"))
    }
}

// Writing.
extension Run {
    private func write(_ action: MigrationMachine.Action) throws {
        let (epoch, space, unixMs) = (record.epoch, space.id, world.unixMs)
        let pageItems = world.limits.adoptedPage
        switch action {
        case .setAside(let ticket, let micros):
            write(
                isOfMoney: true,
                { tables throws(StoreError) in try tables.setAside(micros, by: epoch) },
                { .wasSetAside(ticket, $0) }
            )
        case .settle(let settlement):
            write(
                isOfMoney: true,
                { tables throws(StoreError) in try tables.settle(settlement) },
                { _ in nil }
            )
        case .store(let ticket, let paid):
            write(
                isOfMoney: paid.settlement != nil,
                { tables throws(StoreError) in
                    guard let settlement = paid.settlement else {
                        return tables.put(paid.vectors, in: space)
                    }
                    return try tables.put(paid.vectors, in: space, settling: settlement)
                },
                { .stored(ticket, $0) }
            )
        case .quarantine(let ticket, let refusal):
            try world.witness.checkRefusal(refusal, in: space, of: world)
            write(
                { $0.quarantine([refusal], in: space, atUnixMs: unixMs) },
                { result in
                    if case .success(let rows) = result { self.world.tally.quarantined += rows }
                    return .quarantined(ticket, result)
                }
            )
        case .adopt(let ticket, let source, let after):
            write(
                { tables throws(StoreError) in
                    try tables.adoptVectors(
                        of: source,
                        into: space,
                        after: after,
                        limit: pageItems
                    )
                },
                { result in
                    if case .success(let page) = result { self.world.tally.adopted += page.adopted }
                    return .adopted(ticket, result)
                }
            )
        default:
            break
        }
    }

    private func write<Answer: Sendable>(
        isOfMoney: Bool = false,
        _ change:
            @escaping @Sendable (inout ModelTables) throws(StoreError) -> Written<Answer>,
        _ event: @escaping (Result<Answer, StoreError>) -> MigrationMachine.Event?
    ) {
        let aborts = aborts
        if isOfMoney { server.moneyInFlight += 1 }
        server.write(
            change,
            then: { result in
                if isOfMoney {
                    self.server.moneyInFlight -= 1
                    if case .failure = result {
                        self.world.witness.spending.unsettled.insert(self.record.epoch)
                    }
                }
                guard self.aborts == aborts, let event = event(result) else { return }
                try self.deliver(event)
            }
        )
    }
}

// Embedding.
extension Run {
    private func embed(_ items: [Item], as ticket: Ticket) throws {
        try world.witness.checkPayment(items, for: space.id, in: world)
        world.witness.asked(items, in: space.id)
        let texts = items.map(\.text)
        let tokens = SimulatedEmbedders.tokens(of: texts)
        let bill = price == 0 ? 0 : (tokens * price + 999_999) / 1_000_000
        ask(texts, bill: bill) { answer in
            if case .success(let vectors) = answer,
                VectorValidity.fault(in: vectors, count: items.count, identity: self.space.identity)
                    == nil, !self.watch.hasDrifted
            {
                self.world.witness.paid(for: items, in: self.space.id)
            }
            let counted = self.price == 0 ? nil : Int(tokens)
            return .embedded(ticket, answer.map { EmbeddedTexts($0, tokens: counted) })
        }
    }

    func ask(
        _ texts: [String],
        bill micros: Int64 = 0,
        _ event: @escaping (Result<[[Float]], EmbedderError>) -> MigrationMachine.Event?
    ) {
        let aborts = aborts
        let (world, epoch) = (world, record.epoch)
        server.ask(
            texts,
            in: space.id,
            timeout: world.limits.embedTimeout,
            bill: { world.bills[epoch, default: 0] += micros },
            then: { answer in
                guard self.aborts == aborts, let event = event(answer) else { return }
                try self.deliver(event)
            }
        )
    }
}

// The index: page by page, while commits go on being applied.
extension Run {
    private func prepareIndex(as ticket: Ticket) {
        if let index = server.indexes[space.id], index.isReady {
            return later(10...100) { .indexed(ticket, .success(())) }
        }
        let index = SimulatedIndex(space)
        server.indexes[space.id] = index
        loadPage(after: nil, into: index, as: ticket, aborts)
    }

    private func loadPage(
        after last: ItemID?,
        into index: SimulatedIndex,
        as ticket: Ticket,
        _ aborts: Int
    ) {
        // Read at one moment and loaded at a later one.
        let page = world.store.durable.vectors(in: space.id, after: last, limit: 4)
        server.after(10...3_000) {
            guard self.aborts == aborts else { return }
            index.load(page)
            if let last = page.last {
                return self.loadPage(after: last.item, into: index, as: ticket, aborts)
            }
            index.endLoading()
            try self.deliver(.indexed(ticket, .success(())))
        }
    }
}
