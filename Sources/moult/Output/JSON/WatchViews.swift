import Messages

struct ChangeView: Encodable {
    let sequence: Int64
    let epoch: Int64
    let from: String
    let to: String
    let reason: String?
    let atUnixMs: Int64
    let flipMicroseconds: Int64?
    let longestHoldMicroseconds: Int64?

    init(_ change: MoultV1.PhaseChange) {
        sequence = change.sequence
        epoch = change.epoch
        from = change.from.word
        to = change.to.word
        reason = change.reason.isEmpty ? nil : change.reason
        atUnixMs = change.atUnixMs
        let hasTimes = change.to == .finished
        flipMicroseconds = hasTimes ? change.flipMicroseconds : nil
        longestHoldMicroseconds = hasTimes ? change.longestHoldMicroseconds : nil
    }
}

/// One line of `moult migrate watch --json`; one of its first three fields is there, or none with
/// `final`.
struct WatchView: Encodable {
    let change: ChangeView?
    let progress: ProgressView?
    let heartbeat: HeartbeatView?
    let final: Bool

    init(_ message: MoultV1.WatchResponse) {
        var (change, progress, heartbeat): (ChangeView?, ProgressView?, HeartbeatView?)
        switch message.event {
        case .change(let wire): change = ChangeView(wire)
        case .progress(let wire): progress = ProgressView(wire)
        case .heartbeat(let wire): heartbeat = HeartbeatView(atUnixMs: wire.atUnixMs)
        case nil: break
        }
        (self.change, self.progress, self.heartbeat) = (change, progress, heartbeat)
        final = message.final
    }
}

struct HeartbeatView: Encodable {
    let atUnixMs: Int64
}
