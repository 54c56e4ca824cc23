import Channels
import Messages
import RPC
import Synchronization
import Testing

@testable import Services

@Suite struct ChannelErrorTests {
    private struct Told: Sendable {
        let code: ChannelError.Code
        let status: StatusCode
        let reason: MoultV1.Reason
        var isRetryable = false
    }

    private static let told: [Told] = [
        Told(code: .invalid, status: .invalidArgument, reason: .invalidArgument),
        Told(code: .notFound, status: .notFound, reason: .notFound),
        Told(code: .full, status: .resourceExhausted, reason: .queueFull, isRetryable: true),
        Told(code: .keyTaken, status: .alreadyExists, reason: .idempotencyMismatch),
        Told(
            code: .unavailable,
            status: .unavailable,
            reason: .providerUnavailable,
            isRetryable: true
        ),
        Told(
            code: .storeFailed,
            status: .unavailable,
            reason: .storeFailed,
            isRetryable: true
        ),
        Told(code: .diskFull, status: .resourceExhausted, reason: .diskFull, isRetryable: true),
        Told(code: .denied, status: .unavailable, reason: .providerUnavailable),
        Told(
            code: .timedOut,
            status: .deadlineExceeded,
            reason: .deadlineExceeded,
            isRetryable: true
        ),
        Told(code: .cancelled, status: .cancelled, reason: .cancelled),
        Told(code: .notConfigured, status: .failedPrecondition, reason: .notConfigured),
    ]

    @Test(arguments: told)
    private func `whatever a channel says has its status and its sentence`(told: Told) async {
        let desk = InferenceDesk()
        desk.chat.state.withLock { $0.failure = ChannelError(told.code, "The sentence.") }
        let status = await refusal {
            try await desk.transport.call(
                MoultV1.InferenceMethods.submitJob,
                MoultV1.SubmitJobRequest(draft: InferenceDesk.draft)
            )
        }
        #expect(status?.code == told.status)
        #expect(status?.reason == told.reason)
        #expect(status?.retryable == told.isRetryable)
        #expect(status?.message == "The sentence.")
    }

    @Test func `a fault of the server's own stays here`() async {
        let desk = InferenceDesk()
        desk.chat.state.withLock { $0.failure = ChannelError(.internal, "A secret.") }
        let status = await refusal {
            try await desk.transport.call(
                MoultV1.InferenceMethods.getJob,
                MoultV1.GetJobRequest(jobID: 1)
            )
        }
        #expect(status?.code == .internal)
        #expect(status?.message.contains("A secret.") == false)
    }

    @Test func `a full queue says when to come again`() async {
        let desk = InferenceDesk()
        desk.chat.state.withLock {
            $0.failure = ChannelError(
                .full,
                "1,000 jobs wait already.",
                retryAfter: .seconds(40)
            )
        }
        let status = await refusal {
            try await desk.transport.call(
                MoultV1.InferenceMethods.submitJob,
                MoultV1.SubmitJobRequest(draft: InferenceDesk.draft)
            )
        }
        #expect(status?.message == "1,000 jobs wait already. There may be room in about 40 s.")
    }

    @Test func `without a host every call of the chat channel names the setting`() async {
        let desk = InferenceDesk(chats: false)
        let calls: [() async throws -> any Sendable] = [
            {
                try await desk.transport.call(
                    MoultV1.InferenceMethods.submitJob,
                    MoultV1.SubmitJobRequest(draft: InferenceDesk.draft)
                )
            },
            {
                try await desk.transport.call(
                    MoultV1.InferenceMethods.getJob,
                    MoultV1.GetJobRequest(jobID: 1)
                )
            },
            {
                try await desk.transport.call(
                    MoultV1.InferenceMethods.listJobs,
                    MoultV1.ListJobsRequest()
                )
            },
            {
                try await desk.transport.call(
                    MoultV1.InferenceMethods.cancelJob,
                    MoultV1.CancelJobRequest(jobID: 1)
                )
            },
            {
                let chat = MoultV1.ChatRequest(draft: InferenceDesk.draft)
                return try await desk.events(of: MoultV1.InferenceMethods.chat, chat)
            },
            {
                let watch = MoultV1.WatchJobRequest(jobID: 1)
                return try await desk.events(of: MoultV1.InferenceMethods.watchJob, watch)
            },
        ]
        for call in calls {
            let status = await refusal { _ = try await call() }
            #expect(status?.code == .failedPrecondition)
            #expect(status?.reason == .notConfigured)
            #expect(status?.message.contains("chat.host") == true)
            #expect(status?.subject == "chat.host")
        }
    }
}

extension InferenceDesk {
    /// All that a stream says until its end.
    func events<Request>(
        of method: WireMethod<Request, MoultV1.JobEvent>,
        _ request: Request
    ) async throws -> [MoultV1.JobEvent] {
        var events: [MoultV1.JobEvent] = []
        for try await event in try transport.serverStream(method, request) { events.append(event) }
        return events
    }
}
