import Messages

struct KnobsView: Encodable {
    let itemsPerSecondMax: Double?
    let batchItems: Int32?
    let concurrency: Int32?
    let nice: Double?
    let hours: String?
    let spendMicrosMax: Int64?
    let searchP99MsMax: Int32?
    let queryWaitMsMax: Int32?
    let slowWrites: Bool?
    let oversize: String?
    let quarantineShareMax: Double?
    let gate: String?
    let hold: Bool?
    let rollbackWindowSeconds: Int64?

    init(_ knobs: MoultV1.Knobs) {
        itemsPerSecondMax = knobs.itemsPerSecondMax
        batchItems = knobs.batchItems
        concurrency = knobs.concurrency
        nice = knobs.nice
        hours = knobs.hours
        spendMicrosMax = knobs.spendMicrosMax
        searchP99MsMax = knobs.searchP99MsMax
        queryWaitMsMax = knobs.queryWaitMsMax
        slowWrites = knobs.slowWrites
        oversize = knobs.oversize?.word
        quarantineShareMax = knobs.quarantineShareMax
        gate = knobs.gate?.word
        hold = knobs.hold
        rollbackWindowSeconds = knobs.rollbackWindowSeconds
    }
}
