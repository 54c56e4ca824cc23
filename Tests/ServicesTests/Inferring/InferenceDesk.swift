import Channels
import Knowledge
import Messages
import RPC
import Synchronization
import TestSupport

@testable import Services

/// An Inference service over channels that do what a test tells them.
struct InferenceDesk {
    let chat = ScriptedChat()
    let embeds = ScriptedEmbeds()
    let hosts = ScriptedHosts()
    let clock = ManualClock()
    let transport: InProcessTransport

    init(limits: InferenceLimits = InferenceLimits(), chats: Bool = true) {
        let service = InferenceService(
            chat: chats ? chat : nil,
            embeds: embeds,
            hosts: hosts,
            limits: limits,
            knowledge: KnowledgeLimits(),
            clock: clock
        )
        transport = InProcessTransport([service.table])
    }

    static let draft = MoultV1.JobDraft(
        model: "llama3.2",
        messages: [MoultV1.ChatMessage(role: "user", content: "Why is the sky blue?")]
    )

    static func job(
        _ id: Int64 = 1,
        state: JobState = .queued,
        attempts: Int = 0,
        message: String = "",
        statistics: ChatStatistics? = nil
    ) -> Job {
        Job(
            id: JobID(rawValue: id),
            request: JobRequest(model: "llama3.2", body: "{}", label: "tests"),
            submittedUnixMs: 1_000,
            state: state,
            attempts: attempts,
            message: message,
            statistics: statistics
        )
    }

    static func piece(_ number: Int64, _ piece: ChatPiece, attempt: Int = 1) -> JobPiece {
        let before = JobSequence(beforeAttempt: attempt)
        return JobPiece(
            sequence: JobSequence(rawValue: before.rawValue + number),
            piece: piece
        )
    }
}

/// How a call failed; nil: it did not.
func refusal(of call: () async throws -> some Sendable) async -> RPCStatus? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? RPCStatus
    }
}

/// A chat channel that answers what it was told to, and keeps what it was asked.
final class ScriptedChat: ChatServing {
    struct State {
        var jobs: [JobView] = []
        var pieces: [JobPiece] = []
        var failure: ChannelError?
        var isNew = true
        var overview = ChatOverview()
        var submitted: [JobRequest] = []
        var listed: [(filter: JobFilter, before: JobID?, limit: Int)] = []
        var watched: [JobSequence] = []
    }

    let state = Mutex(State())
    /// What every watcher hears.
    let events: AsyncStream<JobEvent>
    let say: AsyncStream<JobEvent>.Continuation
    /// Of the jobs whose end is asked for.
    let cancelled: AsyncStream<JobID>
    private let tell: AsyncStream<JobID>.Continuation
    private let ends: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    init() {
        (events, say) = AsyncStream.makeStream()
        (cancelled, tell) = AsyncStream.makeStream()
        (ends, end) = AsyncStream.makeStream()
    }

    /// Returns once a watcher has been told that there is no more.
    func allHeard() async {
        for await _ in ends { return }
    }

    private func ready() throws(ChannelError) -> State {
        let state = state.withLock { $0 }
        if let failure = state.failure { throw failure }
        return state
    }

    func submit(_ request: JobRequest) async throws(ChannelError) -> SubmittedJob {
        let isNew = try ready().isNew
        state.withLock { $0.submitted.append(request) }
        return SubmittedJob(JobView(InferenceDesk.job()), isNew: isNew)
    }

    func job(_ id: JobID) async throws(ChannelError) -> JobView {
        guard let view = try ready().jobs.first(where: { $0.job.id == id }) else {
            throw ChannelError(.notFound, "There is no job \(id.rawValue).")
        }
        return view
    }

    func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(ChannelError) -> [JobView] {
        let jobs = try ready().jobs
        state.withLock { $0.listed.append((filter, before, limit)) }
        let below = jobs.filter { view in before.map { view.job.id < $0 } ?? true }
        return Array(below.prefix(limit))
    }

    func cancel(_ id: JobID) async throws(ChannelError) -> JobView {
        _ = try ready()
        tell.yield(id)
        return JobView(InferenceDesk.job(id.rawValue, state: .cancelled))
    }

    func watch(_ id: JobID, after: JobSequence) async throws(ChannelError) -> JobWatch {
        _ = try ready()
        state.withLock { $0.watched.append(after) }
        return JobWatch(ScriptedWatch(events: events, end: end))
    }

    func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(ChannelError) -> [JobPiece] {
        Array(try ready().pieces.filter { $0.sequence > after }.prefix(limit))
    }

    var overview: ChatOverview { state.withLock(\.overview) }
}

/// What a test says, event by event.
private struct ScriptedWatch: JobEventSource {
    let events: AsyncStream<JobEvent>
    let end: AsyncStream<Void>.Continuation

    func next() async throws(ChannelError) -> JobEvent? {
        var iterator = events.makeAsyncIterator()
        if let event = await iterator.next() { return event }
        if Task.isCancelled { throw ChannelError(.cancelled, "It was cancelled.") }
        end.yield()
        return nil
    }
}

/// Embedders that say how long each text is, or what they were told to.
final class ScriptedEmbeds: EmbedServing {
    struct State {
        var dimensions = 2
        var failure: ChannelError?
        var asked: [EmbedAsk] = []
    }

    let state = Mutex(State())

    func embed(_ ask: EmbedAsk) async throws(ChannelError) -> EmbedAnswer {
        let (failure, standard) = state.withLock { state in
            state.asked.append(ask)
            return (state.failure, state.dimensions)
        }
        if let failure { throw failure }
        let dimensions = ask.dimensions ?? standard
        return EmbedAnswer(
            target: "double:length@\(dimensions)",
            vectors: ask.texts.map { text in
                [Float](repeating: Float(text.utf8.count), count: dimensions)
            },
            tokens: ask.texts.map(\.utf8.count),
            areTokensCounted: true,
            truncated: ask.texts.map { $0.utf8.count > 8 }
        )
    }
}

final class ScriptedHosts: HostsServing {
    let hosts = Mutex<[HostOverview]>([])

    func overview() async -> [HostOverview] { hosts.withLock { $0 } }
}
