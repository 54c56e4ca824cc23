public import Messages

/// The calls of `moult.v1.Inference`.
public struct InferenceCalls: Sendable {
    let client: MoultClient

    /// Vectors of texts, of the active space's embedder or of a named one.
    ///
    /// Nothing is stored.
    public func embed(
        _ request: MoultV1.EmbedRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.EmbedResponse {
        try await client.call(MoultV1.InferenceMethods.embed, request, options: options)
    }

    /// Submits a job and watches it from its beginning.
    ///
    /// The job goes on when the stream is lost, unless `cancel_when_left`.
    public func chat(
        _ request: MoultV1.ChatRequest,
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<MoultV1.JobEvent> {
        try client.serverStream(MoultV1.InferenceMethods.chat, request, options: options)
    }

    /// The hosts, what is loaded and pinned on them, what is wrong with them, and what the changes
    /// of the chat model cost today.
    public func listModels(
        _ request: MoultV1.ListModelsRequest = MoultV1.ListModelsRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListModelsResponse {
        try await client.call(MoultV1.InferenceMethods.listModels, request, options: options)
    }
}

/// The queue of jobs.
extension InferenceCalls {
    /// Appends a job to the queue; returns when it is stored.
    ///
    /// A full queue: RESOURCE_EXHAUSTED with REASON_QUEUE_FULL.
    public func submitJob(
        _ request: MoultV1.SubmitJobRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.SubmitJobResponse {
        try await client.call(MoultV1.InferenceMethods.submitJob, request, options: options)
    }

    /// What a job says after `after_sequence`, from the log, then live; its place while it waits.
    ///
    /// Ends with OK after `ended`.
    public func watchJob(
        _ request: MoultV1.WatchJobRequest,
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<MoultV1.JobEvent> {
        try client.serverStream(MoultV1.InferenceMethods.watchJob, request, options: options)
    }

    /// The same, of a job by its id.
    ///
    /// - Parameter after: the `sequence` of the last event that is known; 0: from the beginning.
    public func watchJob(
        _ id: Int64,
        after: Int64 = 0,
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<MoultV1.JobEvent> {
        let request = MoultV1.WatchJobRequest(jobID: id, afterSequence: after)
        return try watchJob(request, options: options)
    }

    /// A job, and the answer's text so far if asked for.
    public func getJob(
        _ request: MoultV1.GetJobRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.GetJobResponse {
        try await client.call(MoultV1.InferenceMethods.getJob, request, options: options)
    }

    /// The newest first.
    public func listJobs(
        _ request: MoultV1.ListJobsRequest = MoultV1.ListJobsRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListJobsResponse {
        try await client.call(MoultV1.InferenceMethods.listJobs, request, options: options)
    }

    /// Asks for a job's end.
    ///
    /// Of one that has ended nothing is changed.
    public func cancelJob(
        _ request: MoultV1.CancelJobRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.CancelJobResponse {
        try await client.call(MoultV1.InferenceMethods.cancelJob, request, options: options)
    }
}

extension MoultClient {
    /// The two channels to the model hosts.
    public var inference: InferenceCalls { InferenceCalls(client: self) }
}
