import Knowledge
import Memory
import Spaces
import TestSupport

/// Transactions that wait for the one writer.
struct WriterQueue {
    struct Unit {
        /// Does the work in the writer's transaction, and answers what to do once it is durable.
        let commit: (inout ModelStore) throws(StoreError) -> () throws -> Void
        let failed: (StoreError) throws -> Void
    }

    private var waiting: [Unit] = []
    private(set) var isBusy = false

    var isIdle: Bool { waiting.isEmpty && !isBusy }

    mutating func add(_ unit: Unit) { waiting.append(unit) }

    /// Some of what waits; nil: nothing does, or the writer is at work.
    mutating func takeUp(atMost count: Int) -> [Unit]? {
        guard !isBusy, !waiting.isEmpty else { return nil }
        isBusy = true
        defer { waiting.removeFirst(min(count, waiting.count)) }
        return Array(waiting.prefix(count))
    }

    mutating func rest() { isBusy = false }
}

// Group commit in four steps, with room for a crash between any two: the commits, the sync, the
// observers, the acknowledgements.
extension Server {
    func write<Answer: Sendable>(
        _ change:
            @escaping @Sendable (inout ModelTables) throws(StoreError) -> Written<Answer>,
        then done: @escaping (Result<Answer, StoreError>) throws -> Void
    ) {
        submit(
            WriterQueue.Unit(
                commit: { store throws(StoreError) in
                    let answer = try store.commit(change)
                    return { try done(.success(answer)) }
                },
                failed: { try done(.failure($0)) }
            )
        )
    }

    func submit(_ unit: WriterQueue.Unit) {
        writer.add(unit)
        after(0...2_000) { self.takeUp() }
    }

    private func takeUp() {
        guard let units = writer.takeUp(atMost: world.some(1...4)) else { return }
        var answers: [() throws -> Void] = []
        for unit in units {
            do throws(StoreError) {
                if world.isDiskFull() {
                    throw StoreError(.diskFull, "the disk is full")
                }
                answers.append(try unit.commit(&world.store))
            } catch {
                answers.append { try unit.failed(error) }
            }
        }
        after(100...5_000) { try self.sync(answers) }
    }

    private func sync(_ answers: [() throws -> Void]) throws {
        let effects = world.store.sync()
        try world.witness.checkStore(of: world)
        after(0...200) { try self.tell(effects, answers) }
    }

    private func tell(_ effects: [Commit], _ answers: [() throws -> Void]) throws {
        for commit in effects {
            try world.witness.checkEffects(commit, in: world)
            for index in indexes.values { index.apply(commit) }
        }
        try world.witness.checkIndexes(of: self, in: world)
        try world.witness.checkServing(of: self, in: world)
        // Who waits is woken in any order.
        let slowest = world.some(0...3) == 0 ? 20_000 : 100
        for answer in answers { after(0...slowest, answer) }
        writer.rest()
        after(0...100) { self.takeUp() }
    }
}

extension World {
    func isDiskFull() -> Bool { !isCalm && happens(chaos.diskFull) }
}
