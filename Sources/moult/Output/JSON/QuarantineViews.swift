import Messages

/// One line for each item of `moult migrate quarantine --json`.
struct QuarantinedView: Encodable {
    let epoch: Int64
    let target: String
    let collection: String
    let key: String
    let id: Int64
    let revision: Int64
    let reason: String
    let retrying: Bool
    let refusals: Int32
    let atUnixMs: Int64

    init(_ item: MoultV1.QuarantinedItem, of response: MoultV1.ListQuarantineResponse) {
        epoch = response.epoch
        target = response.target
        collection = item.collection
        key = item.key
        id = item.id
        revision = item.revision
        reason = item.reason
        retrying = item.retrying
        refusals = item.refusals
        atUnixMs = item.atUnixMs
    }
}

struct RetryView: Encodable {
    let epoch: Int64
    let retrying: Int64
}
