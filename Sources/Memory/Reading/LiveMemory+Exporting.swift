package import Knowledge
package import Spaces

/// One page of items on their way out.
package struct ExportPage: Sendable, Hashable {
    package let items: [ExportedItem]
    /// The item to go on behind; nil: there is no more.
    package let next: ItemID?
}

extension LiveMemory {
    /// Items that pass `filter`, in the order of their ids behind `after`, each with its current
    /// vector in `space`; nil: without vectors.
    ///
    /// At most `limit`, and no more than fit one answer; at least one when there is one.
    package func exportPage(
        _ filter: ItemFilter,
        vectorsOf space: SpaceID? = nil,
        after start: ItemID? = nil,
        limit: Int
    ) async throws(MemoryError) -> ExportPage {
        if let fault = settings.limits.faultOfPageSize(limit)
            ?? settings.limits.faultOfFilter(filter)
        {
            throw fault
        }
        var items: [ExportedItem] = []
        var bytes = 0
        while true {
            let after = items.last?.item.id ?? start
            let step = min(settings.listStepItems, limit - items.count) + 1
            let found = try await Memory.store { () throws(StoreError) in
                try await store.exportPage(filter, vectorsOf: space, after: after, limit: step)
            }
            for item in found.prefix(step - 1) {
                bytes += item.bytes
                if !items.isEmpty, bytes > settings.pageBytesMax {
                    return ExportPage(items: items, next: items.last?.item.id)
                }
                items.append(item)
            }
            let hasMore = found.count == step
            if !hasMore || items.count == limit {
                return ExportPage(items: items, next: hasMore ? items.last?.item.id : nil)
            }
        }
    }

    /// How many items pass `filter`.
    package func count(_ filter: ItemFilter) async throws(MemoryError) -> Int {
        if let fault = settings.limits.faultOfFilter(filter) { throw fault }
        return try await Memory.store { () throws(StoreError) in try await store.count(filter) }
    }
}

extension ExportedItem {
    /// What it takes in an answer, at most.
    fileprivate var bytes: Int {
        item.bytes + (vector?.values.count ?? 0) * MemoryLayout<Float>.size
    }
}
