internal import Channels
internal import Knowledge
internal import Messages
internal import RPC

extension InferenceService {
    func submitJob(
        _ request: MoultV1.SubmitJobRequest
    ) async throws -> MoultV1.SubmitJobResponse {
        let submitted = try await submit(request.draft, key: request.idempotencyKey)
        return MoultV1.SubmitJobResponse(job: submitted.view.wire, isNew: submitted.isNew)
    }

    func submit(_ draft: MoultV1.JobDraft?, key: String) async throws -> SubmittedJob {
        let chat = try chatting()
        let request = try JobDraftReading(limits, knowledge).read(draft, key: key)
        return try await telling { () throws(ChannelError) in try await chat.submit(request) }
    }

    func getJob(_ request: MoultV1.GetJobRequest) async throws -> MoultV1.GetJobResponse {
        let chat = try chatting()
        let id = try job(request.jobID)
        let view = try await telling { () throws(ChannelError) in try await chat.job(id) }
        var response = MoultV1.GetJobResponse(job: view.wire)
        if request.withText {
            let text = try await text(of: view.job, from: chat)
            response.content = text.content.sendable
            response.thinking = text.thinking.sendable
            response.toolCallsJson = text.toolCalls.array.sendable
        }
        return response
    }

    /// What the latest attempt has said so far.
    private func text(of job: Job, from chat: any ChatServing) async throws -> JobText {
        var text = JobText()
        guard job.attempts > 0 else { return text }
        var last = JobSequence(beforeAttempt: job.attempts)
        while true {
            let page = try await telling { () throws(ChannelError) in
                try await chat.pieces(of: job.id, after: last, limit: limits.piecesPerRead)
            }
            for piece in page {
                // Another attempt may have begun since.
                guard piece.sequence.attempt == job.attempts else { return text }
                try text.take(piece.piece)
                last = piece.sequence
            }
            guard page.count == limits.piecesPerRead else { return text }
        }
    }

    func cancelJob(_ request: MoultV1.CancelJobRequest) async throws -> MoultV1.CancelJobResponse {
        let chat = try chatting()
        let id = try job(request.jobID)
        let view = try await telling { () throws(ChannelError) in try await chat.cancel(id) }
        return MoultV1.CancelJobResponse(job: view.wire)
    }
}

/// Listings, newest first; a page token is the last id given.
extension InferenceService {
    func listJobs(_ request: MoultV1.ListJobsRequest) async throws -> MoultV1.ListJobsResponse {
        let chat = try chatting()
        let filter = try filter(request)
        let size = try PageSize.of(request.pageSize, limits: knowledge)
        let before = try PageTokens.job(request.pageToken, of: filter)
        let views = try await telling { () throws(ChannelError) in
            try await chat.jobs(matching: filter, before: before, limit: size + 1)
        }
        let page = views.prefix(size)
        return MoultV1.ListJobsResponse(
            jobs: page.map(\.wire),
            nextPageToken: PageTokens.text(
                before: page.last?.job.id,
                of: filter,
                hasMore: views.count > size
            )
        )
    }

    private func filter(_ request: MoultV1.ListJobsRequest) throws(RPCStatus) -> JobFilter {
        var states: Set<JobState> = []
        for (position, wire) in request.states.enumerated() {
            guard let state = JobState(wire) else {
                throw .invalidArgument(
                    "states[\(position)] is \(wire.rawValue), which is no state; leave it out, "
                        + "and give none for any.",
                    subject: "states[\(position)]"
                )
            }
            states.insert(state)
        }
        try RPCStatus.check(request.model, named: "model", bytesMax: limits.modelBytesMax)
        try RPCStatus.check(request.label, named: "label", bytesMax: limits.labelBytesMax)
        return JobFilter(states: states, model: request.model, label: request.label)
    }
}
