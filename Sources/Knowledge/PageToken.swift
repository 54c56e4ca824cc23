/// Where a search goes on.
///
/// Bound to the epoch and the query it was made for.
package struct SearchPageToken: Hashable, Sendable, Codable {
    package let epoch: Epoch
    /// `Fingerprint` of the query without its page.
    package let query: Fingerprint
    /// Hits already given.
    package let offset: Int

    package init(epoch: Epoch, query: Fingerprint, offset: Int) {
        self.epoch = epoch
        self.query = query
        self.offset = offset
    }
}

/// Where a listing goes on.
package struct ListPageToken: Hashable, Sendable, Codable {
    package let filter: Fingerprint
    package let after: ItemID

    package init(filter: Fingerprint, after: ItemID) {
        self.filter = filter
        self.after = after
    }
}

/// 128 bits of FNV-1a: tells one request from another.
///
/// Not a defence against an adversary, who could only mislead itself.
package struct Fingerprint: Hashable, Sendable, Codable {
    package private(set) var high: UInt64
    package private(set) var low: UInt64

    /// The offset basis: http://www.isthe.com/chongo/tech/comp/fnv/.
    package init() {
        high = 0x6c62_272e_07bb_0142
        low = 0x62b8_2175_6295_c58d
    }

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Takes in `bytes` with their count, so that two fields never run into each other.
    package mutating func combine(_ bytes: some Collection<UInt8>) {
        combine(UInt64(bytes.count))
        for byte in bytes { step(byte) }
    }

    package mutating func combine(_ text: String) {
        combine(text.utf8)
    }

    package mutating func combine(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            step(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The order of its collections and entries makes no difference.
    package mutating func combine(_ filter: ItemFilter) {
        combine(UInt64(filter.collections.count))
        for collection in filter.collections.sorted() { combine(collection) }
        combine(UInt64(filter.metadata.count))
        for (key, value) in filter.metadata.sorted(by: { $0.key < $1.key }) {
            combine(key)
            combine(value)
        }
    }

    /// The prime is 2^88 + 0x13b.
    private mutating func step(_ byte: UInt8) {
        low ^= UInt64(byte)
        let product = low.multipliedFullWidth(by: 0x13b)
        high = high &* 0x13b &+ product.high &+ (low << 24)
        low = product.low
    }
}
