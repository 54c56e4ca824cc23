import Knowledge
import Spaces

/// Which row holds which item, and which rows are free.
///
/// A value, guarded by its owner: it decides where a vector goes, and touches none.
struct Ledger {
    private enum Phase {
        /// Pages are being loaded that may be older than removals already applied: these are
        /// remembered. Ends in `ready`.
        case loading(removed: Set<ItemID>)
        /// All is loaded; only commits change anything. The last phase.
        case ready
    }

    private struct Place {
        var row: Int
        var revision: Revision
    }

    /// A guess of how many vectors are coming is believed up to here; past it the table grows as
    /// they come.
    static let reservedMax = 1 << 20

    private var phase = Phase.loading(removed: [])
    private var places: [ItemID: Place] = [:]
    private var vacant: [Int] = []
    private var used = 0

    init(expected: Int) {
        places.reserveCapacity(min(max(expected, 0), Ledger.reservedMax))
    }

    var count: Int { places.count }

    /// About what the tables take: hash tables are filled to three quarters at most.
    var bytes: Int {
        let place = MemoryLayout<ItemID>.stride + MemoryLayout<Place>.stride
        var hashed = places.capacity * place
        if case .loading(let removed) = phase {
            hashed += removed.capacity * MemoryLayout<ItemID>.stride
        }
        return hashed * 4 / 3 + vacant.capacity * MemoryLayout<Int>.stride
    }

    func row(of item: ItemID) -> Int? { places[item]?.row }

    func revision(of item: ItemID) -> Revision? { places[item]?.revision }

    /// The row that the vector goes to; nil: it must not be put, a newer one is there.
    mutating func placePut(_ item: ItemID, _ revision: Revision) -> Int? {
        if let place = places[item] {
            guard revision >= place.revision else { return nil }
            places[item] = Place(row: place.row, revision: revision)
            return place.row
        }
        let row = vacant.popLast() ?? takeFresh()
        places[item] = Place(row: row, revision: revision)
        return row
    }

    /// As `placePut`, for a vector that may be older than what was applied since it was read.
    mutating func placeLoaded(_ item: ItemID, _ revision: Revision) -> Int? {
        guard case .loading(let removed) = phase else {
            preconditionFailure("A page is loaded into an index whose loading has ended.")
        }
        if removed.contains(item) { return nil }
        if let place = places[item], place.revision >= revision { return nil }
        return placePut(item, revision)
    }

    /// The row that is free from now on, if the item had one.
    mutating func remove(_ item: ItemID) -> Int? {
        if case .loading(var removed) = phase {
            phase = .ready  // `removed` is not copied if nothing else holds it.
            removed.insert(item)
            phase = .loading(removed: removed)
        }
        guard let place = places.removeValue(forKey: item) else { return nil }
        vacant.append(place.row)
        return place.row
    }

    mutating func endLoading() {
        phase = .ready
    }

    private mutating func takeFresh() -> Int {
        defer { used += 1 }
        return used
    }
}
