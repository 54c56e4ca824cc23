internal import Knowledge

/// A filter as a condition on `items`, with what its parameters take.
///
/// Only the number of parameters depends on the filter; its words are always bound.
struct FilterClause {
    private(set) var sql = "TRUE"
    private(set) var values: [any Bindable] = []

    init(_ filter: ItemFilter) {
        if !filter.collections.isEmpty {
            let places = repeatElement("?", count: filter.collections.count)
            sql += " AND items.collection IN (\(places.joined(separator: ", ")))"
            values += filter.collections
        }
        for (name, value) in filter.metadata.sorted(by: { $0.key < $1.key }) {
            sql += " AND items.id IN (SELECT item FROM item_metadata WHERE name = ? AND value = ?)"
            values += [name, value]
        }
    }
}
