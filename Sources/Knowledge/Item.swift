/// The store's own number for an item.
///
/// Never reused, not even after a delete.
package struct ItemID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: ItemID, right: ItemID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// An item's change number, from one counter of the whole store.
///
/// Assigned inside the writer's transaction, so the order in which revisions become visible is
/// their numeric order. New at each change of an item's text; a delete takes one too.
package struct Revision: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    package let rawValue: Int64

    /// Before every revision; as an expectation, "must not exist".
    package static let none = Revision(rawValue: 0)

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: Revision, right: Revision) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a client calls an item.
///
/// Two keys are one if their bytes are: as the store compares them, and not as Swift compares
/// Strings, for which a composed letter and a decomposed one are the same.
package struct ItemKey: Hashable, Sendable, Codable {
    package static let defaultCollection = "default"

    package let collection: String
    package let key: String

    package init(collection: String = ItemKey.defaultCollection, key: String) {
        self.collection = collection
        self.key = key
    }

    package static func == (left: ItemKey, right: ItemKey) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8)
            && left.collection.utf8.elementsEqual(right.collection.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for var part in [collection, key] {
            part.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            // No byte of UTF-8: the two never run into each other.
            hasher.combine(UInt8(0xff))
        }
    }
}

/// One piece of text with a key, a collection and metadata: what is embedded and found.
package struct Item: Hashable, Sendable {
    package let id: ItemID
    package let key: ItemKey
    package let text: String
    package let metadata: [String: String]
    package let revision: Revision
    /// Milliseconds since 1970.
    package let createdUnixMs: Int64
    /// When text or metadata last changed.
    ///
    /// Milliseconds since 1970.
    package let updatedUnixMs: Int64

    package init(
        id: ItemID,
        key: ItemKey,
        text: String,
        metadata: [String: String],
        revision: Revision,
        createdUnixMs: Int64,
        updatedUnixMs: Int64
    ) {
        self.id = id
        self.key = key
        self.text = text
        self.metadata = metadata
        self.revision = revision
        self.createdUnixMs = createdUnixMs
        self.updatedUnixMs = updatedUnixMs
    }
}

/// An item as a client wants it stored.
package struct ItemDraft: Hashable, Sendable {
    package var key: ItemKey
    package var text: String
    package var metadata: [String: String]
    /// The revision the stored item must have; `.none`: it must not exist; nil: unchecked.
    package var expectedRevision: Revision?

    package init(
        key: ItemKey,
        text: String,
        metadata: [String: String] = [:],
        expectedRevision: Revision? = nil
    ) {
        self.key = key
        self.text = text
        self.metadata = metadata
        self.expectedRevision = expectedRevision
    }
}
