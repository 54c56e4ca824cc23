package import Knowledge
package import Migration
package import Spaces

// Canaries and recorded queries.
extension ModelTables {
    package func canaries(of space: SpaceID) -> CanarySet? { canaries[space] }

    package mutating func keep(
        _ set: CanarySet,
        of space: SpaceID
    ) throws(StoreError) -> Written<CanarySet> {
        guard vectors[space] != nil else {
            throw StoreError(.notFound, "no space \(space.rawValue) is kept")
        }
        let kept = canaries[space] ?? set
        canaries[space] = kept
        return Written(kept)
    }

    package mutating func record(
        _ given: [RecordedQuery],
        most: Int,
        oldestUnixMs: Int64
    ) -> Written<Void> {
        for query in given {
            // By bytes: to Swift, canonically equivalent texts are equal.
            let known = queries.firstIndex { $0.text.utf8.elementsEqual(query.text.utf8) }
            if let known {
                if queries[known].atUnixMs < query.atUnixMs { queries[known] = query }
            } else {
                queries.append(query)
            }
        }
        let kept = newestQueries.prefix(max(0, most)).filter { oldestUnixMs <= $0.query.atUnixMs }
        let places = Set(kept.map(\.place))
        queries = queries.enumerated().filter { places.contains($0.offset) }.map(\.element)
        return Written(())
    }

    package func recordedQueries(limit: Int) -> [RecordedQuery] {
        newestQueries.prefix(max(0, limit)).map(\.query)
    }

    /// Of one time, the text that came last is the newest.
    private var newestQueries: [(place: Int, query: RecordedQuery)] {
        queries.enumerated().map { (place: $0.offset, query: $0.element) }.sorted { left, right in
            (right.query.atUnixMs, right.place) < (left.query.atUnixMs, left.place)
        }
    }
}

// What an operator orders and pays, and how candidates compare.
extension ModelTables {
    package mutating func set(
        _ settings: MigrationSettings,
        of epoch: Epoch
    ) throws(StoreError) -> Written<MigrationRecord?> {
        guard migrations[epoch] != nil else { return Written(nil) }
        return Written(try rewrite(epoch) { $0.with(settings: settings) }.after)
    }

    package mutating func setAside(
        _ micros: Int64,
        by epoch: Epoch
    ) throws(StoreError) -> Written<Void> {
        try rewrite(epoch) { record in
            var spend = record.spend
            spend.micros += micros
            return record.with(spend: spend)
        }
        return Written(())
    }

    package mutating func settle(_ settlement: Settlement) throws(StoreError) -> Written<Void> {
        let spent = migrations[settlement.epoch]?.spend.micros ?? .max
        guard settlement.givenBackMicros <= spent else {
            throw StoreError(.failed, "more is given back than the \(spent) that were set aside")
        }
        try rewrite(settlement.epoch) { record in
            var spend = record.spend
            spend.micros -= settlement.givenBackMicros
            spend.tokens += settlement.tokens
            return record.with(spend: spend)
        }
        return Written(())
    }

    package mutating func put(
        _ given: [Vector],
        in space: SpaceID,
        settling settlement: Settlement
    ) throws(StoreError) -> Written<Int> {
        _ = try settle(settlement)
        return put(given, in: space)
    }

    package mutating func keep(
        _ report: EvaluationReport,
        of epoch: Epoch
    ) throws(StoreError) -> Written<Void> {
        guard migrations[epoch] != nil else {
            throw StoreError(.notFound, "there is no migration of epoch \(epoch.rawValue)")
        }
        evaluations[epoch] = report
        return Written(())
    }

    package func evaluation(of epoch: Epoch) -> EvaluationReport? { evaluations[epoch] }

    package mutating func adoptVectors(
        of source: SpaceID,
        into target: SpaceID,
        after: ItemID?,
        limit: Int
    ) throws(StoreError) -> Written<AdoptedVectors> {
        guard let from = space(source), vectors[source] != nil,
            let to = space(target), vectors[target] != nil
        else {
            return Written(AdoptedVectors(adopted: 0, through: nil, hasMore: false))
        }
        guard from.identity.dimensions == to.identity.dimensions else {
            throw StoreError(.failed, "vectors of other dimensions cannot be adopted")
        }
        let found = vectors(in: source, after: after, limit: .max)
        let looked = found.prefix(max(1, limit))
        let missing = looked.filter { vector in
            items[vector.item].map { !isCurrent($0, in: target) } ?? false
        }
        let written = put(missing, in: target)
        let answer = AdoptedVectors(
            adopted: written.answer,
            through: looked.last?.item,
            hasMore: looked.count < found.count
        )
        return Written(answer, written.effects)
    }

    package func itemsLonger(than bytes: Int) -> Int {
        items.values.count { bytes < $0.text.utf8.count }
    }
}
