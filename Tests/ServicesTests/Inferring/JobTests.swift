import Channels
import Messages
import RPC
import Synchronization
import Testing

@testable import Services

@Suite struct JobTests {
    private let desk = InferenceDesk()

    private func get(_ id: Int64, withText: Bool = true) async throws -> MoultV1.GetJobResponse {
        try await desk.transport.call(
            MoultV1.InferenceMethods.getJob,
            MoultV1.GetJobRequest(jobID: id, withText: withText)
        )
    }

    @Test func `a submitted job is told, and whether it is new`() async throws {
        let request = MoultV1.SubmitJobRequest(draft: InferenceDesk.draft, idempotencyKey: "k")
        let first = try await desk.transport.call(MoultV1.InferenceMethods.submitJob, request)
        #expect(first.isNew)
        #expect(first.job?.id == 1)
        #expect(first.job?.state == .queued)
        desk.chat.state.withLock { $0.isNew = false }
        let second = try await desk.transport.call(MoultV1.InferenceMethods.submitJob, request)
        #expect(!second.isNew)
        #expect(desk.chat.state.withLock(\.submitted).map(\.idempotencyKey) == ["k", "k"])
    }

    @Test func `a job says all that is known of it`() async throws {
        var statistics = ChatStatistics()
        statistics.doneReason = "stop"
        statistics.answerTokens = 12
        let job = Job(
            id: JobID(rawValue: 7),
            request: JobRequest(
                model: "llama3.2",
                body: "{}",
                priority: .low,
                deadlineUnixMs: 9_000,
                label: "tests",
                traceparent: "00-a"
            ),
            submittedUnixMs: 1_000,
            state: .succeeded,
            attempts: 2,
            isCancelRequested: true,
            begunUnixMs: 2_000,
            endedUnixMs: 3_000,
            message: "one\0two",
            statistics: statistics
        )
        let place = JobPlace(ahead: 3, reason: .slotLent, message: "The slot is lent.")
        desk.chat.state.withLock { $0.jobs = [JobView(job, place: place)] }
        let wire = try await get(7, withText: false).job
        #expect(
            wire
                == MoultV1.Job(
                    id: 7,
                    model: "llama3.2",
                    state: .succeeded,
                    priority: .low,
                    label: "tests",
                    attempts: 2,
                    message: "one\u{FFFD}two",
                    cancelRequested: true,
                    submittedUnixMs: 1_000,
                    begunUnixMs: 2_000,
                    endedUnixMs: 3_000,
                    deadlineUnixMs: 9_000,
                    place: MoultV1.JobPlace(
                        ahead: 3,
                        reason: .slotLent,
                        message: "The slot is lent.",
                        estimateMs: -1
                    ),
                    statistics: MoultV1.JobStatistics(doneReason: "stop", answerTokens: 12),
                    traceparent: "00-a"
                )
        )
    }

    @Test(arguments: [
        (JobFailure.unknownModel, MoultV1.JobFailure.unknownModel), (.refused, .refused),
        (.denied, .denied), (.outOfMemory, .outOfMemory), (.broken, .broken),
        (.timedOut, .timedOut), (.tooLong, .tooLong),
    ])
    func `a job that failed says why`(
        failure: JobFailure,
        wire: MoultV1.JobFailure
    ) async throws {
        var job = InferenceDesk.job(1, state: .failed, attempts: 1)
        job.failure = failure
        desk.chat.state.withLock { $0.jobs = [JobView(job)] }
        #expect(try await get(1, withText: false).job?.failure == wire)
    }

    @Test func `the text is the latest attempt's, whole, and its calls one array`() async throws {
        var limits = InferenceLimits()
        limits.piecesPerRead = 2
        let desk = InferenceDesk(limits: limits)
        let job = InferenceDesk.job(1, state: .running, attempts: 2)
        desk.chat.state.withLock { state in
            state.jobs = [JobView(job)]
            state.pieces = [
                InferenceDesk.piece(1, ChatPiece(content: "old")),
                InferenceDesk.piece(1, ChatPiece(thinking: "Hm."), attempt: 2),
                InferenceDesk.piece(2, ChatPiece(content: "a"), attempt: 2),
                InferenceDesk.piece(3, ChatPiece(toolCalls: "[1, 2]"), attempt: 2),
                InferenceDesk.piece(4, ChatPiece(toolCalls: " [ ] "), attempt: 2),
                InferenceDesk.piece(5, ChatPiece(content: "b\0", toolCalls: "[{}]\n"), attempt: 2),
                InferenceDesk.piece(1, ChatPiece(content: "too new"), attempt: 3),
            ]
        }
        let response = try await desk.transport.call(
            MoultV1.InferenceMethods.getJob,
            MoultV1.GetJobRequest(jobID: 1, withText: true)
        )
        #expect(response.content == "ab\u{FFFD}")
        #expect(response.thinking == "Hm.")
        #expect(response.toolCallsJson == "[1, 2,{}]")
    }

    @Test func `a job that was never begun has no text`() async throws {
        desk.chat.state.withLock { $0.jobs = [JobView(InferenceDesk.job())] }
        let response = try await get(1)
        #expect(response.content.isEmpty && response.toolCallsJson.isEmpty)
    }

    @Test func `a text that no reply holds is refused, and says what to do`() async {
        let long = String(repeating: "x", count: PreparedMessage.bytesMax / 2 + 1)
        desk.chat.state.withLock { state in
            state.jobs = [JobView(InferenceDesk.job(1, state: .running, attempts: 1))]
            state.pieces = [
                InferenceDesk.piece(1, ChatPiece(content: long)),
                InferenceDesk.piece(2, ChatPiece(content: long)),
            ]
        }
        let status = await refusal { try await get(1) }
        #expect(status?.code == .resourceExhausted)
        #expect(status?.message.hasSuffix("watch it instead.") == true)
    }

    @Test(arguments: [0, -1] as [Int64])
    func `a job that cannot be is refused by its field`(id: Int64) async {
        let desk = desk
        let refusals = [
            await refusal { try await get(id) },
            await refusal {
                try await desk.transport.call(
                    MoultV1.InferenceMethods.cancelJob,
                    MoultV1.CancelJobRequest(jobID: id)
                )
            },
            await refusal {
                let watch = MoultV1.WatchJobRequest(jobID: id)
                return try await desk.events(of: MoultV1.InferenceMethods.watchJob, watch)
            },
        ]
        for status in refusals {
            #expect(status?.code == .invalidArgument)
            #expect(status?.subject == "job_id")
        }
    }

    @Test func `a job that is not there is not found`() async {
        #expect(await refusal { try await get(5) }?.code == .notFound)
    }

    @Test func `a cancel answers with the job as it is then`() async throws {
        let response = try await desk.transport.call(
            MoultV1.InferenceMethods.cancelJob,
            MoultV1.CancelJobRequest(jobID: 4)
        )
        #expect(response.job?.id == 4)
        #expect(response.job?.state == .cancelled)
    }
}

@Suite struct JobListingTests {
    private let desk = InferenceDesk()

    private func list(
        _ request: MoultV1.ListJobsRequest
    ) async throws -> MoultV1.ListJobsResponse {
        try await desk.transport.call(MoultV1.InferenceMethods.listJobs, request)
    }

    @Test func `pages go on where the one before ended`() async throws {
        desk.chat.state.withLock { state in
            state.jobs = (1...5).reversed().map { JobView(InferenceDesk.job($0)) }
        }
        var ids: [[Int64]] = []
        var token = ""
        repeat {
            let page = try await list(MoultV1.ListJobsRequest(pageSize: 2, pageToken: token))
            ids.append(page.jobs.map(\.id))
            token = page.nextPageToken
        } while !token.isEmpty
        #expect(ids == [[5, 4], [3, 2], [1]])
    }

    @Test func `the filter reaches the channel`() async throws {
        _ = try await list(
            MoultV1.ListJobsRequest(
                states: [.queued, .running, .queued],
                model: "llama3.2",
                label: "nightly"
            )
        )
        let listed = desk.chat.state.withLock(\.listed)
        #expect(
            listed.map(\.filter) == [
                JobFilter(states: [.queued, .running], model: "llama3.2", label: "nightly")
            ]
        )
        #expect(listed.map(\.limit) == [101])
    }

    @Test func `a token goes with its filter`() async throws {
        desk.chat.state.withLock { state in
            state.jobs = (1...3).reversed().map { JobView(InferenceDesk.job($0)) }
        }
        let token = try await list(MoultV1.ListJobsRequest(label: "a", pageSize: 1)).nextPageToken
        for (label, text) in [
            ("b", token), ("a", "x"), ("a", PageTokens.text(afterCollection: "a")),
        ] {
            let status = await refusal {
                try await list(MoultV1.ListJobsRequest(label: label, pageToken: text))
            }
            #expect(status?.reason == .pageTokenInvalid)
        }
    }

    @Test func `a state that is none, a page too large and a long label are refused`() async {
        let state = await refusal {
            try await list(MoultV1.ListJobsRequest(states: [.queued, .unspecified]))
        }
        #expect(state?.code == .invalidArgument)
        #expect(state?.subject == "states[1]")
        let page = await refusal { try await list(MoultV1.ListJobsRequest(pageSize: 1_001)) }
        #expect(page?.subject == "page_size")
        let label = String(repeating: "l", count: InferenceLimits().labelBytesMax + 1)
        let long = await refusal { try await list(MoultV1.ListJobsRequest(label: label)) }
        #expect(long?.subject == "label")
        let model = String(repeating: "m", count: InferenceLimits().modelBytesMax + 1)
        let longer = await refusal { try await list(MoultV1.ListJobsRequest(model: model)) }
        #expect(longer?.subject == "model")
    }
}
