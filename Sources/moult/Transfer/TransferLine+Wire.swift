import Foundation
import Messages

extension TransferHeader {
    init(_ wire: MoultV1.ExportHeader) {
        space = wire.space.map(TransferSpace.init)
        canaries =
            wire.canaries.isEmpty
            ? nil : wire.canaries.map { TransferCanary(text: $0.text, vector: Data($0.values)) }
        items = wire.items
    }

    var wire: MoultV1.ImportHeader {
        MoultV1.ImportHeader(
            space: space?.wire,
            canaries: (canaries ?? []).map {
                MoultV1.Canary(text: $0.text, values: [UInt8]($0.vector))
            }
        )
    }
}

extension TransferSpace {
    init(_ wire: MoultV1.SpaceIdentity) {
        provider = wire.provider
        model = wire.model
        modelDigest = wire.modelDigest
        dimensions = wire.dimensions
        metric = wire.metric
        documentPrefix = wire.documentPrefix
        queryPrefix = wire.queryPrefix
        normalisation = wire.normalisation
    }

    var wire: MoultV1.SpaceIdentity {
        MoultV1.SpaceIdentity(
            provider: provider,
            model: model,
            modelDigest: modelDigest,
            dimensions: dimensions,
            metric: metric,
            documentPrefix: documentPrefix,
            queryPrefix: queryPrefix,
            normalisation: normalisation
        )
    }

    /// As people write it: "builtin:lexical@512".
    var target: String { "\(provider):\(model)@\(dimensions)" }
}

extension TransferItem {
    init(_ wire: MoultV1.ExportedItem) {
        let item = wire.item ?? MoultV1.StoredItem()
        collection = item.collection
        key = item.key
        text = item.text
        metadata = Dictionary(item.metadata.map { ($0.key, $0.value) }) { first, _ in first }
        vector = wire.vector.isEmpty ? nil : Data(wire.vector)
        form = wire.form.isEmpty ? nil : wire.form
    }

    func wire(number: UInt64, collection standard: String) -> MoultV1.ImportItem {
        MoultV1.ImportItem(
            number: number,
            item: MoultV1.ItemDraft(
                collection: collection ?? standard,
                key: key,
                text: text,
                metadata: (metadata ?? [:]).sorted { $0.key < $1.key }.map {
                    MoultV1.MetadataEntry(key: $0.key, value: $0.value)
                }
            ),
            vector: vector.map { [UInt8]($0) } ?? [],
            form: form ?? ""
        )
    }
}
