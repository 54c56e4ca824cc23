package import Knowledge
package import Spaces
import Synchronization

/// Items that were read lately, so that reading them again touches no store.
///
/// A commit drops what it changed before it is acknowledged. A read that began before the commit
/// could bring the old item back behind that; so a read announces its keys, a commit marks those
/// it changes, and a marked read puts nothing in.
package final class ItemCache: CommitObserver {
    fileprivate struct Slot {
        let item: Item
        let bytes: Int
        /// Asked for since the hand passed it last.
        var isWarm = false
    }

    fileprivate struct Announcement {
        var readers = 0
        var isOutdated = false
    }

    fileprivate struct Cache {
        var slots: [Slot?] = []
        var places: [ItemKey: Int] = [:]
        var vacant: [Int] = []
        /// Goes round the slots, cools what is warm and drops what is cold.
        var hand = 0
        var bytes = 0
        var announced: [ItemKey: Announcement] = [:]
    }

    /// What an item takes beside its texts, about.
    static let bytesPerItem = 200

    private let cache = Mutex(Cache())
    private let bytesMax: Int

    package init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    package var bytes: Int { cache.withLock { $0.bytes } }

    /// Quick, and never blocks for long: may be called on an event loop.
    package func item(at key: ItemKey) -> Item? {
        cache.withLock { cache in
            guard let place = cache.places[key] else { return nil }
            cache.slots[place]?.isWarm = true
            return cache.slots[place]?.item
        }
    }

    package func committed(_ commit: Commit) {
        guard !commit.changedKeys.isEmpty else { return }
        cache.withLock { cache in
            for key in commit.changedKeys {
                if let place = cache.places[key] { cache.drop(place) }
                cache.announced[key]?.isOutdated = true
            }
        }
    }

    /// Before the store is asked for `keys`; `endRead` must follow.
    func beginRead(_ keys: [ItemKey]) {
        cache.withLock { cache in
            for key in keys { cache.announced[key, default: Announcement()].readers += 1 }
        }
    }

    /// - Parameter items: what the store said of `keys`, in their order; nil: it failed.
    func endRead(_ keys: [ItemKey], _ items: [Item?]?) {
        cache.withLock { cache in
            for (position, key) in keys.enumerated() {
                guard var announcement = cache.announced[key] else { continue }
                announcement.readers -= 1
                // With readers left the mark stays: one of them may have begun before the commit.
                cache.announced[key] = announcement.readers > 0 ? announcement : nil
                if let item = items?[position], !announcement.isOutdated {
                    cache.insert(item, bytesMax: bytesMax)
                }
            }
        }
    }
}

extension ItemCache.Cache {
    fileprivate mutating func insert(_ item: Item, bytesMax: Int) {
        let size = item.cachedBytes
        guard size <= bytesMax, places[item.key] == nil else { return }
        while bytes + size > bytesMax { dropOne() }
        let slot = ItemCache.Slot(item: item, bytes: size)
        if let place = vacant.popLast() {
            slots[place] = slot
            places[item.key] = place
        } else {
            places[item.key] = slots.count
            slots.append(slot)
        }
        bytes += size
    }

    /// There is one to drop: ends within two rounds.
    private mutating func dropOne() {
        while true {
            hand = (hand + 1) % slots.count
            guard let slot = slots[hand] else { continue }
            guard slot.isWarm else { return drop(hand) }
            slots[hand]?.isWarm = false
        }
    }

    fileprivate mutating func drop(_ place: Int) {
        guard let slot = slots[place] else { return }
        slots[place] = nil
        places[slot.item.key] = nil
        vacant.append(place)
        bytes -= slot.bytes
    }
}

extension Item {
    fileprivate var cachedBytes: Int {
        metadata.reduce(
            ItemCache.bytesPerItem + key.key.utf8.count + key.collection.utf8.count
                + text.utf8.count
        ) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    }
}
