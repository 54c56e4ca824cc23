import Channels
import Messages
import RPC
import Synchronization
import TestSupport
import Testing

@testable import Services

@Suite struct JobWatchingTests {
    private let desk = InferenceDesk()

    private func watch(after sequence: Int64 = 0) throws -> InProcessResponses<MoultV1.JobEvent> {
        try desk.transport.serverStream(
            MoultV1.InferenceMethods.watchJob,
            MoultV1.WatchJobRequest(jobID: 1, afterSequence: sequence)
        )
    }

    @Test func `every event is told with what to go on from`() async throws {
        let before = JobSequence(beforeAttempt: 2)
        var statistics = ChatStatistics()
        statistics.answerTokens = 1
        let ended = InferenceDesk.job(1, state: .succeeded, attempts: 2, statistics: statistics)
        let place = JobPlace(
            ahead: 1,
            reason: .behindOthers,
            message: "One goes first.",
            estimate: .seconds(3)
        )
        for event in [
            JobEvent.retrying(attempt: 1, message: "It was lost."),
            .began(attempt: 2, before: before),
            .piece(InferenceDesk.piece(1, ChatPiece(content: "a\0b"), attempt: 2)),
            .piece(
                InferenceDesk.piece(
                    2,
                    ChatPiece(thinking: "t", toolCalls: "[1]", other: "{}"),
                    attempt: 2
                )
            ),
            .ended(ended),
        ] { desk.chat.say.yield(event) }
        desk.chat.say.finish()
        let events = try await desk.events(
            of: MoultV1.InferenceMethods.watchJob,
            MoultV1.WatchJobRequest(jobID: 1, afterSequence: 5)
        )
        let first = before.rawValue
        #expect(events.map(\.jobID) == [1, 1, 1, 1, 1])
        #expect(events.map(\.sequence) == [0, first, first + 1, first + 2, 0])
        #expect(
            events.map(\.event) == [
                .retrying(MoultV1.JobRetrying(attempt: 1, message: "It was lost.")),
                .began(MoultV1.JobBegan(attempt: 2)),
                .chunk(MoultV1.JobChunk(content: "a\u{FFFD}b")),
                .chunk(MoultV1.JobChunk(thinking: "t", toolCallsJson: "[1]", otherJson: "{}")),
                .ended(JobView(ended).wire),
            ]
        )
        #expect(desk.chat.state.withLock(\.watched) == [JobSequence(rawValue: 5)])
        #expect(
            JobEvent.waiting(place).wire(of: JobID(rawValue: 1)).event
                == .waiting(
                    MoultV1.JobWaiting(
                        place: MoultV1.JobPlace(
                            ahead: 1,
                            reason: .behindOthers,
                            message: "One goes first.",
                            estimateMs: 3_000
                        )
                    )
                )
        )
    }

    @Test func `of its places a slow watcher hears the latest`() async throws {
        for ahead in [3, 2, 1] {
            desk.chat.say.yield(
                .waiting(JobPlace(ahead: ahead, reason: .behindOthers, message: ""))
            )
        }
        desk.chat.say.yield(.ended(InferenceDesk.job(1, state: .cancelled)))
        desk.chat.say.finish()
        let events = try watch()
        // Nothing is read before the service has said it all.
        await desk.chat.allHeard()
        var places: [Int32] = []
        for try await event in events {
            if case .waiting(let waiting) = event.event { places.append(waiting.place?.ahead ?? 0) }
        }
        #expect(places == [1])
    }

    @Test func `silence is broken by a heartbeat, at its time and not before`() async throws {
        let heartbeat = InferenceLimits().heartbeat
        var events = try watch().makeAsyncIterator()
        desk.chat.say.yield(.began(attempt: 1, before: JobSequence(beforeAttempt: 1)))
        #expect(try await events.next()?.event == .began(MoultV1.JobBegan(attempt: 1)))
        await desk.clock.sleeper(dueIn: heartbeat)
        desk.clock.advance(by: heartbeat - .milliseconds(1))
        desk.chat.say.yield(.piece(InferenceDesk.piece(1, ChatPiece(content: "a"))))
        #expect(try await events.next()?.event == .chunk(MoultV1.JobChunk(content: "a")))
        // What was said puts it off: its old time passes without one.
        desk.clock.advance(by: .milliseconds(1))
        await desk.clock.sleeper(dueIn: heartbeat - .milliseconds(1))
        desk.clock.advance(by: heartbeat - .milliseconds(1))
        #expect(try await events.next()?.event == .heartbeat(MoultV1.JobHeartbeat()))
    }

    @Test func `a piece is encoded once for all who watch`() async throws {
        let piece = InferenceDesk.piece(1, ChatPiece(content: "a"))
        // Whoever comes second takes what is there, whatever it is.
        let other = MoultV1.JobEvent(
            jobID: 1,
            sequence: 9,
            event: .chunk(MoultV1.JobChunk(content: "first"))
        )
        let bytes = try other.packed()
        _ = piece.encoded.bytes { bytes }
        desk.chat.say.yield(.piece(piece))
        desk.chat.say.finish()
        let events = try await desk.events(
            of: MoultV1.InferenceMethods.watchJob,
            MoultV1.WatchJobRequest(jobID: 1)
        )
        #expect(events == [other])
    }

    @Test func `a piece that no frame holds ends the stream with its number`() async {
        let long = String(repeating: "x", count: PreparedMessage.bytesMax)
        desk.chat.say.yield(.piece(InferenceDesk.piece(1, ChatPiece(content: long))))
        let status = await refusal {
            try await desk.events(
                of: MoultV1.InferenceMethods.watchJob,
                MoultV1.WatchJobRequest(jobID: 1)
            )
        }
        #expect(status?.code == .resourceExhausted)
        #expect(status?.message.hasPrefix("Piece 4294967297 of job 1 cannot be sent") == true)
    }

    @Test func `a sequence below 0 is refused`() async {
        let status = await refusal {
            try await desk.events(
                of: MoultV1.InferenceMethods.watchJob,
                MoultV1.WatchJobRequest(jobID: 1, afterSequence: -1)
            )
        }
        #expect(status?.code == .invalidArgument)
        #expect(status?.subject == "after_sequence")
    }
}

@Suite struct ChattingTests {
    private let desk = InferenceDesk()

    private func chat(
        cancelWhenLeft: Bool = false
    ) throws -> InProcessResponses<MoultV1.JobEvent> {
        try desk.transport.serverStream(
            MoultV1.InferenceMethods.chat,
            MoultV1.ChatRequest(
                draft: InferenceDesk.draft,
                idempotencyKey: "k",
                cancelWhenLeft: cancelWhenLeft
            )
        )
    }

    @Test func `a chat is a job that is watched from its beginning`() async throws {
        desk.chat.say.yield(.ended(InferenceDesk.job(1, state: .succeeded)))
        desk.chat.say.finish()
        var states: [MoultV1.JobState?] = []
        for try await event in try chat(cancelWhenLeft: true) {
            if case .ended(let job) = event.event { states.append(job.state) }
        }
        #expect(states == [.succeeded])
        let state = desk.chat.state.withLock { $0 }
        #expect(state.submitted.map(\.idempotencyKey) == ["k"])
        #expect(state.watched == [JobSequence(rawValue: 0)])
    }

    @Test func `a job is cancelled when its caller leaves, if that was asked for`() async throws {
        do {
            var events = try chat(cancelWhenLeft: true).makeAsyncIterator()
            desk.chat.say.yield(.began(attempt: 1, before: JobSequence(beforeAttempt: 1)))
            #expect(try await events.next() != nil)
        }
        var cancelled = desk.chat.cancelled.makeAsyncIterator()
        #expect(await cancelled.next() == JobID(rawValue: 1))
    }

    @Test func `a refused draft is no job`() async {
        let status = await refusal {
            try await desk.events(of: MoultV1.InferenceMethods.chat, MoultV1.ChatRequest())
        }
        #expect(status?.subject == "draft")
        #expect(desk.chat.state.withLock(\.submitted).isEmpty)
    }
}
