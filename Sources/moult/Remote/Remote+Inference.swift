import Glibc
import Messages
import MoultClient
import Synchronization

// The two channels to the model hosts.
extension Remote {
    /// Appends a job; when the connection is lost on the way, once more under the same key.
    func submit(_ request: MoultV1.SubmitJobRequest) async throws -> MoultV1.Job {
        do {
            return try await submitOnce(request)
        } catch let error as MoultError {
            guard error.code == .unavailable, error.reason == .unspecified else {
                throw ChatOptions.named(error)
            }
            return try await submitOnce(request)
        }
    }

    private func submitOnce(_ request: MoultV1.SubmitJobRequest) async throws -> MoultV1.Job {
        try await client.inference.submitJob(request).job ?? MoultV1.Job()
    }

    func job(_ id: Int64) async throws -> MoultV1.GetJobResponse {
        try await client.inference.getJob(MoultV1.GetJobRequest(jobID: id, withText: true))
    }

    func cancelJob(_ id: Int64) async throws -> MoultV1.Job {
        let response = try await client.inference.cancelJob(MoultV1.CancelJobRequest(jobID: id))
        return response.job ?? MoultV1.Job()
    }

    /// As many as `limit`, from as many pages as it takes; 0: all.
    func jobs(_ filter: MoultV1.ListJobsRequest, limit: Int) async throws -> [MoultV1.Job] {
        var jobs: [MoultV1.Job] = []
        var request = filter
        repeat {
            request.pageSize = limit == 0 ? 0 : Int32(clamping: min(limit - jobs.count, 100))
            let page = try await client.inference.listJobs(request)
            jobs += page.jobs
            request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty && (limit == 0 || jobs.count < limit)
        return jobs
    }

    func models() async throws -> MoultV1.ListModelsResponse {
        try await client.inference.listModels()
    }

    func embed(_ request: MoultV1.EmbedRequest) async throws -> MoultV1.EmbedResponse {
        try await client.inference.embed(request)
    }
}

extension Remote {
    /// Follows a job until it ends, and shows what it says; through lost connections too.
    ///
    /// - Throws: `ExitStatus.failed` for a job that did not succeed.
    func follow(job id: Int64, after sequence: Int64, isVerbose: Bool) async throws {
        try await follow(job: id, after: sequence, isVerbose: isVerbose, on: output)
    }

    private func follow(
        job id: Int64,
        after sequence: Int64,
        isVerbose: Bool,
        on output: Output
    ) async throws {
        let display = Mutex(ChatDisplay(output: output, isVerbose: isVerbose))
        defer { display.withLock { $0.end() } }
        let events = client.inference.followJob(id, after: sequence) { error in
            display.withLock { $0.remark("\(error.message) Attaching to job \(id) again.") }
        }
        var last: MoultV1.JobState?
        for try await event in events {
            display.withLock { $0.show(event) }
            if case .ended(let job) = event.event { last = job.state }
        }
        guard last == .succeeded else { throw ExitStatus.failed }
    }

    /// The same; what interrupts it cancels the job, and says so.
    func followCancelling(job id: Int64, isVerbose: Bool, _ interrupts: Interrupts) async throws {
        var output = output
        output.readerLeft = { interrupts.readerLeft() }
        try await withThrowingTaskGroup(of: ExitStatus?.self) { [output] group in
            group.addTask {
                try await follow(job: id, after: 0, isVerbose: isVerbose, on: output)
                return nil
            }
            group.addTask { await interrupts.first() }
            group.addTask {
                await OutputReader(descriptor: STDOUT_FILENO).left()
                return .brokenPipe
            }
            let reason = try await group.next() ?? nil
            group.cancelAll()
            guard let reason else { return }
            while await group.nextResult() != nil {}
            try await cancel(job: id, interruptedBy: reason)
        }
    }

    /// - Throws: `reason`, or why it could not be cancelled.
    private func cancel(job id: Int64, interruptedBy reason: ExitStatus) async throws {
        let job: MoultV1.Job
        do {
            job = try await cancelJob(id)
        } catch {
            throw CommandFailure(
                "Job \(id) could not be cancelled: \(Failure(error, address: client.server).problem)",
                remedy: "It goes on; see `moult jobs show \(id)`.",
                exitStatus: reason
            )
        }
        output.remark(
            job.state.hasEnded
                ? "Job \(id) is \(job.state.word)."
                : "Job \(id) is being cancelled."
        )
        throw reason
    }
}
