internal import Foundation
internal import NIOCore

/// The time since a double's start, and pauses of it.
struct HostClock: Sendable {
    private let started = ContinuousClock.now
    private let startedAt = Date()
    private let loop: any EventLoop

    init(loop: any EventLoop) {
        self.loop = loop
    }

    var now: Duration { ContinuousClock.now - started }

    /// As Go writes a time: "2026-01-02T03:04:05.678901Z".
    func timestamp(at time: Duration) -> String {
        let seconds = startedAt.timeIntervalSince1970 + time / .seconds(1)
        let whole = Int(seconds.rounded(.down))
        let micros = Int((seconds - Double(whole)) * 1e6)
        var moment = time_t(whole)
        var parts = tm()
        gmtime_r(&moment, &parts)
        let year = Int(parts.tm_year) + 1_900
        let date = [year, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map(Self.two)
        let hour = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.two(Int($0)) }
        let fraction = String(String(1_000_000 + micros).dropFirst())
        return date.joined(separator: "-") + "T" + hour.joined(separator: ":") + "." + fraction
            + "Z"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Ends early, with an error, when its task is cancelled.
    func pause(_ duration: Duration) async throws {
        guard duration > .zero else { return try Task.checkCancellation() }
        let timer = loop.scheduleTask(in: TimeAmount(duration)) {}
        try await withTaskCancellationHandler {
            try await timer.futureResult.get()
        } onCancel: {
            timer.cancel()
        }
    }

    /// Ends at `time`, also when its task is cancelled meanwhile.
    func wait(until time: Duration) async {
        let left = time - now
        guard left > .zero else { return }
        try? await loop.scheduleTask(in: TimeAmount(left)) {}.futureResult.get()
    }

    /// Does `work` at `time`, or earlier if that is very far.
    func alarm(at time: Duration, _ work: @escaping @Sendable () -> Void) -> Scheduled<Void> {
        let left = min(max(.zero, time - now), .seconds(3_600))
        return loop.scheduleTask(in: TimeAmount(left), work)
    }
}
