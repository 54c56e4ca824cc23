import Channels
import Logging
import TestSupport

/// A chat channel over a store in memory, a host that a test leads, and a clock it moves.
final class ChannelUnderTest: Sendable {
    let store: ModelJobStore
    let host: ScriptedHost
    let clock: ManualClock
    let channel: ChatChannel

    static let zeroUnixMs: Int64 = 1_700_000_000_000

    init(
        settings: ChatSettings = ChatSettings(),
        store: ModelJobStore = ModelJobStore(),
        host: ScriptedHost = ScriptedHost(),
        clock: ManualClock = ManualClock()
    ) {
        self.store = store
        self.host = host
        self.clock = clock
        channel = ChatChannel(
            store: store,
            host: host,
            pins: host,
            settings: settings,
            clock: clock,
            unixMs: { Self.zeroUnixMs + Int64(clock.now.offset / .milliseconds(1)) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            jitterSeed: 1
        )
    }

    /// Runs the channel while `body` runs.
    func whileRunning(_ body: () async throws -> Void) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await self.channel.run() }
            do {
                try await body()
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }

    @discardableResult
    func submit(
        _ model: String = "moth",
        _ body: String = "{}",
        priority: JobPriority = .normal,
        deadline: Duration? = nil,
        key: String = ""
    ) async throws -> JobID {
        let deadlineUnixMs = deadline.map { Self.zeroUnixMs + Int64($0 / .milliseconds(1)) }
        let request = JobRequest(
            model: model,
            body: body,
            priority: priority,
            deadlineUnixMs: deadlineUnixMs,
            idempotencyKey: key
        )
        return try await channel.submit(request).view.job.id
    }

    /// All that is told of a job from `after` on.
    func events(
        of id: JobID,
        after: JobSequence = JobSequence(rawValue: 0)
    ) async throws -> [JobEvent] {
        try await channel.watch(id, after: after).rest()
    }

    /// Returns when the job has said `text`.
    func hears(_ text: String, of id: JobID) async throws {
        for try await event in try await channel.watch(id, after: JobSequence(rawValue: 0)) {
            if case .piece(let piece) = event, piece.piece.content == text { return }
        }
    }

    /// Returns when the job has ended.
    func ended(_ id: JobID) async throws -> Job {
        for try await event in try await channel.watch(id, after: JobSequence(rawValue: 0)) {
            if case .ended(let job) = event { return job }
        }
        throw ChannelError(.internal, "A watch ended before its job.")
    }
}

extension [JobEvent] {
    /// Without the places, which come at their own times.
    var withoutPlaces: [JobEvent] {
        filter { event in
            if case .waiting = event { false } else { true }
        }
    }

    var texts: [String] {
        compactMap { event in
            if case .piece(let piece) = event { piece.piece.content } else { nil }
        }
    }
}

extension JobWatch {
    /// All that is told from now on.
    func rest() async throws -> [JobEvent] {
        var events: [JobEvent] = []
        for try await event in self { events.append(event) }
        return events
    }
}
