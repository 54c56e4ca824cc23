@testable import Channels

/// A worker's machine with a clock that a test sets.
struct MachineUnderTest {
    var machine: ChatMachine
    private(set) var now: Duration = .zero
    /// Whether a model is installed is answered at once: it is.
    var hasEveryModel = true
    private var nextID: Int64 = 0

    static let zeroUnixMs: Int64 = 1_700_000_000_000

    init(
        settings: ChatSettings = ChatSettings(),
        jobs: [Job] = [],
        records: [ModelRecord] = []
    ) {
        machine = ChatMachine(settings, unixMsAtZero: Self.zeroUnixMs, jitterSeed: 1, at: .zero)
        _ = machine.handle(.started(jobs, records), at: .zero)
    }

    mutating func after(
        _ time: Duration = .zero,
        _ event: ChatMachine.Event
    ) -> [ChatMachine.Action] {
        now += time
        let actions = machine.handle(event, at: now).filter { action in
            if case .keep = action { false } else { true }
        }
        guard hasEveryModel, case .check = actions.last else { return actions }
        return actions.dropLast() + after(.zero, .checked(nil))
    }

    static func job(
        _ id: Int64,
        _ model: String,
        state: JobState = .queued,
        atUnixMs: Int64 = zeroUnixMs
    ) -> Job {
        Job(
            id: JobID(rawValue: id),
            request: JobRequest(model: model, body: ""),
            submittedUnixMs: atUnixMs,
            state: state,
            attempts: state == .running ? 1 : 0
        )
    }

    mutating func submit(_ model: String) -> [ChatMachine.Action] {
        nextID += 1
        let unixMs = Self.zeroUnixMs + Int64(now / .milliseconds(1))
        return after(.zero, .submitted(Self.job(nextID, model, atUnixMs: unixMs)))
    }

    /// Runs a job to its end, as far as the next question.
    mutating func run(_ id: Int64, attempt: Int = 1, for time: Duration) -> [ChatMachine.Action] {
        let id = JobID(rawValue: id)
        _ = after(.zero, .began(id, .begun(attempt: attempt)))
        _ = after(time, .generated(id, .success(ChatStatistics())))
        return after(.zero, .settled(id, .done))
    }

    static func resident(_ name: String, isPinned: Bool = false) -> Resident {
        Resident(name: name, expiresUnixMs: isPinned ? nil : 1)
    }
}
