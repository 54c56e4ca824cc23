import Messages

struct JobView: Encodable {
    let id: Int64
    let model: String
    let state: String
    let priority: String
    let label: String?
    let attempts: Int32
    let message: String?
    let failure: String?
    let cancelRequested: Bool?
    let submittedUnixMs: Int64
    let begunUnixMs: Int64?
    let endedUnixMs: Int64?
    let deadlineUnixMs: Int64?
    let place: PlaceView?
    let statistics: StatisticsView?
    let traceparent: String?

    init(_ job: MoultV1.Job) {
        id = job.id
        model = job.model
        state = job.state.word
        priority = job.priority.word
        label = job.label.ifAny
        attempts = job.attempts
        message = job.message.ifAny
        failure = job.failure.name
        cancelRequested = job.cancelRequested ? true : nil
        submittedUnixMs = job.submittedUnixMs
        begunUnixMs = job.begunUnixMs.ifAny
        endedUnixMs = job.endedUnixMs.ifAny
        deadlineUnixMs = job.deadlineUnixMs.ifAny
        place = job.place.map(PlaceView.init)
        statistics = job.statistics.map(StatisticsView.init)
        traceparent = job.traceparent.ifAny
    }
}

struct PlaceView: Encodable {
    let ahead: Int32
    let reason: String
    let message: String?
    let estimateMs: Int64?

    init(_ place: MoultV1.JobPlace) {
        ahead = place.ahead
        reason = place.reason.word
        message = place.message.ifAny
        estimateMs = place.estimateMs < 0 ? nil : place.estimateMs
    }
}

struct StatisticsView: Encodable {
    let doneReason: String
    let totalNs: Int64
    let loadNs: Int64
    let promptTokens: Int64
    let promptNs: Int64
    let answerTokens: Int64
    let answerNs: Int64

    init(_ statistics: MoultV1.JobStatistics) {
        doneReason = statistics.doneReason
        totalNs = statistics.totalNs
        loadNs = statistics.loadNs
        promptTokens = statistics.promptTokens
        promptNs = statistics.promptNs
        answerTokens = statistics.answerTokens
        answerNs = statistics.answerNs
    }
}

/// What `moult jobs show --json` prints.
struct JobTextView: Encodable {
    let job: JobView
    let content: String?
    let thinking: String?
    let toolCallsJson: String?

    init(_ response: MoultV1.GetJobResponse) {
        job = JobView(response.job ?? MoultV1.Job())
        content = response.content.ifAny
        thinking = response.thinking.ifAny
        toolCallsJson = response.toolCallsJson.ifAny
    }
}

/// One line of `moult chat --json` and of `moult jobs watch --json`; one of its last six fields is
/// there.
struct JobEventView: Encodable {
    struct Waiting: Encodable {
        let place: PlaceView
    }

    struct Began: Encodable {
        let attempt: Int32
    }

    struct Chunk: Encodable {
        let content: String?
        let thinking: String?
        let toolCallsJson: String?
        let otherJson: String?
    }

    struct Retrying: Encodable {
        let attempt: Int32
        let message: String
    }

    struct Heartbeat: Encodable {}

    let jobId: Int64
    let sequence: Int64?
    var waiting: Waiting?
    var began: Began?
    var chunk: Chunk?
    var retrying: Retrying?
    var ended: JobView?
    var heartbeat: Heartbeat?

    init(_ event: MoultV1.JobEvent) {
        jobId = event.jobID
        sequence = event.sequence.ifAny
        switch event.event {
        case .waiting(let wire):
            waiting = Waiting(place: PlaceView(wire.place ?? MoultV1.JobPlace()))
        case .began(let wire): began = Began(attempt: wire.attempt)
        case .chunk(let wire):
            chunk = Chunk(
                content: wire.content.ifAny,
                thinking: wire.thinking.ifAny,
                toolCallsJson: wire.toolCallsJson.ifAny,
                otherJson: wire.otherJson.ifAny
            )
        case .retrying(let wire):
            retrying = Retrying(attempt: wire.attempt, message: wire.message)
        case .ended(let wire): ended = JobView(wire)
        case .heartbeat: heartbeat = Heartbeat()
        case nil: break
        }
    }
}
