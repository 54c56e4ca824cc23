package import Knowledge
package import Spaces

// Quarantine.
extension ModelTables {
    package mutating func quarantine(
        _ refusals: [ItemRefusal],
        in space: SpaceID,
        atUnixMs: Int64
    ) -> Written<Int> {
        guard vectors[space] != nil else { return Written(0) }
        var count = 0
        for refusal in refusals {
            guard let item = items[refusal.item], item.revision == refusal.revision,
                !isCurrent(item, in: space)
            else { continue }
            quarantine[space, default: [:]][item.id] = QuarantinedItem(
                item: item.id,
                key: item.key,
                revision: item.revision,
                reason: refusal.reason,
                state: .refused,
                refusals: (quarantine[space]?[item.id]?.refusals ?? 0) + 1,
                atUnixMs: atUnixMs
            )
            count += 1
        }
        return Written(count)
    }

    package func quarantined(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) -> [QuarantinedItem] {
        let rows = quarantine[space, default: [:]].values.filter { row in
            after.map { $0 < row.item } ?? true
        }
        return Array(rows.sorted { $0.item < $1.item }.prefix(max(0, limit)))
    }

    package mutating func retryQuarantined(
        _ selection: QuarantineSelection,
        in space: SpaceID
    ) -> Written<Int> {
        let chosen: [ItemID] =
            switch selection {
            case .all: Array(quarantine[space, default: [:]].keys)
            case .keys(let keys): keys.compactMap { idsByKey[$0] }
            }
        var count = 0
        for item in chosen {
            guard let row = quarantine[space]?[item], row.state == .refused else { continue }
            quarantine[space]?[item] = row.retrying
            count += 1
        }
        return Written(count)
    }

    package func retrying(in space: SpaceID, after: ItemID?, limit: BacklogLimit) -> [Item] {
        let rows = quarantined(in: space, after: after, limit: .max)
        let waiting = rows.filter { $0.state == .retrying }.compactMap { items[$0.item] }
        var page: [Item] = []
        var bytes = 0
        for item in waiting {
            bytes += item.text.utf8.count
            let fits = page.count < limit.items && bytes <= limit.textBytes
            guard page.isEmpty || fits else { break }
            page.append(item)
        }
        return page
    }
}

extension QuarantinedItem {
    fileprivate var retrying: QuarantinedItem {
        QuarantinedItem(
            item: item,
            key: key,
            revision: revision,
            reason: reason,
            state: .retrying,
            refusals: refusals,
            atUnixMs: atUnixMs
        )
    }
}
