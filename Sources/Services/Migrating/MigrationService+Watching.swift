internal import Messages
internal import Migration
internal import RPC

extension MigrationService {
    /// How often progress is sent: the default and the bounds, in milliseconds.
    static let intervalMsStandard: Int32 = 1_000
    static let intervalMsBounds: ClosedRange<Int32> = 100...60_000

    func watch(
        _ request: MoultV1.WatchRequest,
        _ writer: StreamWriter<MoultV1.WatchResponse>
    ) async throws {
        let interval = request.intervalMs == 0 ? Self.intervalMsStandard : request.intervalMs
        guard Self.intervalMsBounds.contains(interval) else {
            throw RPCStatus.invalidArgument(
                "interval_ms is \(interval); give \(Self.intervalMsBounds.lowerBound) to "
                    + "\(Self.intervalMsBounds.upperBound), or 0 for \(Self.intervalMsStandard).",
                subject: "interval_ms"
            )
        }
        guard request.afterSequence >= 0 else {
            throw RPCStatus.invalidArgument(
                "after_sequence is \(request.afterSequence); give 0 or more.",
                subject: "after_sequence"
            )
        }
        try await migrations.watch(
            try epoch(request.epoch),
            after: request.afterSequence,
            interval: .milliseconds(Int(interval))
        ) { item in
            let message = PackedMessage(bytes: item.encoded { Self.packed($0) })
            switch item.event {
            case .progress where !item.isFinal: try writer.sendLatest(message)
            case .change, .progress, .heartbeat, .closing: try await writer.send(message)
            }
        }
    }

    /// A change's reason is bounded, so an event always fits its frame.
    private static func packed(_ item: FeedItem) -> [UInt8] {
        (try? item.wire.packed()) ?? []
    }
}
