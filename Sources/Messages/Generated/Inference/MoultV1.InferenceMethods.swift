// From moult/v1/inference.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The methods of `moult.v1.Inference`.
    public enum InferenceMethods {
        /// The full proto name of the service.
        public static let service = "moult.v1.Inference"

        /// Vectors of texts, of the active space's embedder or of a named one.
        ///
        /// Nothing is stored.
        public static let embed = WireMethod<
            MoultV1.EmbedRequest, MoultV1.EmbedResponse
        >(service: service, name: "Embed", kind: .unary)

        /// Submits a job and watches it from its beginning, as SubmitJob and WatchJob do.
        ///
        /// The job goes on when the stream is lost, unless `cancel_when_left`.
        public static let chat = WireMethod<
            MoultV1.ChatRequest, MoultV1.JobEvent
        >(service: service, name: "Chat", kind: .serverStream)

        /// Appends a job to the queue.
        ///
        /// Returns when it is stored. A full queue: RESOURCE_EXHAUSTED, with the queue's length and
        /// an estimate.
        public static let submitJob = WireMethod<
            MoultV1.SubmitJobRequest, MoultV1.SubmitJobResponse
        >(service: service, name: "SubmitJob", kind: .unary)

        /// What a job says after `after_sequence`, from the log, then live; its place while it
        /// waits.
        ///
        /// Ends with OK after `ended`.
        public static let watchJob = WireMethod<
            MoultV1.WatchJobRequest, MoultV1.JobEvent
        >(service: service, name: "WatchJob", kind: .serverStream)

        /// The method `GetJob`.
        public static let getJob = WireMethod<
            MoultV1.GetJobRequest, MoultV1.GetJobResponse
        >(service: service, name: "GetJob", kind: .unary)

        /// The newest first.
        public static let listJobs = WireMethod<
            MoultV1.ListJobsRequest, MoultV1.ListJobsResponse
        >(service: service, name: "ListJobs", kind: .unary)

        /// Asks for a job's end.
        ///
        /// Of one that has ended nothing is changed.
        public static let cancelJob = WireMethod<
            MoultV1.CancelJobRequest, MoultV1.CancelJobResponse
        >(service: service, name: "CancelJob", kind: .unary)

        /// The hosts, what is loaded and pinned on them, what is wrong with them, and what the
        /// changes of the chat model cost today.
        public static let listModels = WireMethod<
            MoultV1.ListModelsRequest, MoultV1.ListModelsResponse
        >(service: service, name: "ListModels", kind: .unary)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            embed.description,
            chat.description,
            submitJob.description,
            watchJob.description,
            getJob.description,
            listJobs.description,
            cancelJob.description,
            listModels.description,
        ]
    }
}
