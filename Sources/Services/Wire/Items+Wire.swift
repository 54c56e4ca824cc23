internal import Knowledge
internal import Messages
internal import Spaces

/// Metadata with a key in it twice; the key.
struct RepeatedMetadataKey: Error {
    let key: String
}

extension [String: String] {
    init(_ entries: [MoultV1.MetadataEntry]) throws(RepeatedMetadataKey) {
        self.init(minimumCapacity: entries.count)
        for entry in entries {
            guard updateValue(entry.value, forKey: entry.key) == nil else {
                throw RepeatedMetadataKey(key: entry.key)
            }
        }
    }

    var wire: [MoultV1.MetadataEntry] {
        sorted { $0.key < $1.key }.map { MoultV1.MetadataEntry(key: $0.key, value: $0.value) }
    }
}

extension ItemKey {
    init(_ wire: MoultV1.ItemKey) {
        self.init(named: wire.key, in: wire.collection)
    }

    /// An empty collection is the default one wherever an item is named.
    init(named key: String, in collection: String) {
        self.init(
            collection: collection.isEmpty ? ItemKey.defaultCollection : collection,
            key: key
        )
    }

    var wire: MoultV1.ItemKey {
        MoultV1.ItemKey(collection: collection, key: key)
    }
}

extension ItemDraft {
    init(_ wire: MoultV1.ItemDraft) throws(RepeatedMetadataKey) {
        var expected: Revision?
        if case .expectedRevision(let revision) = wire.expectation {
            expected = Revision(rawValue: revision)
        }
        self.init(
            key: ItemKey(named: wire.key, in: wire.collection),
            text: wire.text,
            metadata: try [String: String](wire.metadata),
            expectedRevision: expected
        )
    }
}

extension Item {
    /// - Parameters:
    ///   - form: what of the text the active profile's vector was made from; nil: there is none.
    func wire(form: VectorForm?, withText: Bool = true) -> MoultV1.StoredItem {
        MoultV1.StoredItem(
            collection: key.collection,
            key: key.key,
            text: withText ? text : "",
            metadata: metadata.wire,
            id: id.rawValue,
            revision: revision.rawValue,
            createdUnixMs: createdUnixMs,
            updatedUnixMs: updatedUnixMs,
            embedded: form != nil,
            embeddedForm: form?.wire ?? ""
        )
    }
}
