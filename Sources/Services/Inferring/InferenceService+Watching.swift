internal import Channels
internal import Messages
internal import RPC

extension InferenceService {
    func chat(
        _ request: MoultV1.ChatRequest,
        _ writer: StreamWriter<MoultV1.JobEvent>
    ) async throws {
        let chat = try chatting()
        // A caller that leaves now may leave its job behind, but never one that nobody cancels.
        let submission = Task { try await submit(request.draft, key: request.idempotencyKey) }
        let id = try await submission.value.view.job.id
        do {
            try await follow(id, after: JobSequence(rawValue: 0), on: chat, writer)
        } catch {
            if request.cancelWhenLeft { await Self.cancel(id, on: chat) }
            throw error
        }
    }

    func watchJob(
        _ request: MoultV1.WatchJobRequest,
        _ writer: StreamWriter<MoultV1.JobEvent>
    ) async throws {
        let chat = try chatting()
        let id = try job(request.jobID)
        guard request.afterSequence >= 0 else {
            throw RPCStatus.invalidArgument(
                "after_sequence is \(request.afterSequence); give 0 or more.",
                subject: "after_sequence"
            )
        }
        let after = JobSequence(rawValue: request.afterSequence)
        try await follow(id, after: after, on: chat, writer)
    }

    private func follow(
        _ id: JobID,
        after: JobSequence,
        on chat: any ChatServing,
        _ writer: StreamWriter<MoultV1.JobEvent>
    ) async throws {
        let watch = try await telling { () throws(ChannelError) in
            try await chat.watch(id, after: after)
        }
        let following = JobFollowing(
            id: id,
            writer: writer,
            heartbeat: limits.heartbeat,
            timeline: timeline
        )
        try await following.run(watch)
    }

    /// Nobody waits for the answer: the job's log says how it ended.
    private static func cancel(_ id: JobID, on chat: any ChatServing) async {
        // In a task of its own: the stream's has been cancelled, most likely.
        await Task { _ = try? await chat.cancel(id) }.value
    }
}
