internal import Knowledge
internal import Messages
internal import Spaces

extension QuarantinedItem {
    var wire: MoultV1.QuarantinedItem {
        MoultV1.QuarantinedItem(
            collection: key.collection,
            key: key.key,
            id: item.rawValue,
            revision: revision.rawValue,
            reason: reason,
            retrying: state == .retrying,
            refusals: Int32(clamping: refusals),
            atUnixMs: atUnixMs
        )
    }
}
