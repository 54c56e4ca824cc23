internal import Channels
internal import Messages

extension JobEvent {
    func wire(of id: JobID) -> MoultV1.JobEvent {
        var message = MoultV1.JobEvent(jobID: id.rawValue)
        switch self {
        case .waiting(let place):
            message.event = .waiting(MoultV1.JobWaiting(place: place.wire))
        case .began(let attempt, let before):
            message.sequence = before.rawValue
            message.event = .began(MoultV1.JobBegan(attempt: Int32(clamping: attempt)))
        case .piece(let piece):
            message.sequence = piece.sequence.rawValue
            message.event = .chunk(piece.piece.wire)
        case .retrying(let attempt, let text):
            message.event = .retrying(
                MoultV1.JobRetrying(attempt: Int32(clamping: attempt), message: text.sendable)
            )
        case .ended(let job):
            message.event = .ended(JobView(job).wire)
        }
        return message
    }
}

extension ChatPiece {
    fileprivate var wire: MoultV1.JobChunk {
        MoultV1.JobChunk(
            content: content.sendable,
            thinking: thinking.sendable,
            toolCallsJson: toolCalls.sendable,
            otherJson: other.sendable
        )
    }
}

extension JobView {
    var wire: MoultV1.Job {
        MoultV1.Job(
            id: job.id.rawValue,
            model: job.request.model,
            state: job.state.wire,
            priority: job.request.priority.wire,
            label: job.request.label,
            attempts: Int32(clamping: job.attempts),
            message: job.message.sendable,
            cancelRequested: job.isCancelRequested,
            submittedUnixMs: job.submittedUnixMs,
            begunUnixMs: job.begunUnixMs ?? 0,
            endedUnixMs: job.endedUnixMs ?? 0,
            deadlineUnixMs: job.request.deadlineUnixMs ?? 0,
            place: place?.wire,
            statistics: job.statistics?.wire,
            traceparent: job.request.traceparent,
            failure: job.failure?.wire ?? .unspecified
        )
    }
}

extension JobPlace {
    fileprivate var wire: MoultV1.JobPlace {
        MoultV1.JobPlace(
            ahead: Int32(clamping: ahead),
            reason: reason.wire,
            message: message.sendable,
            estimateMs: estimate?.wholeMilliseconds ?? -1
        )
    }
}

extension JobPlace.Reason {
    fileprivate var wire: MoultV1.WaitReason {
        switch self {
        case .behindLoadedModel: .behindLoadedModel
        case .behindOthers: .behindOthers
        case .modelLoading: .modelLoading
        case .modelUnloading: .modelUnloading
        case .slotLent: .slotLent
        case .hostAway: .hostAway
        case .hostUncertain: .hostUncertain
        case .backingOff: .backingOff
        }
    }
}

extension ChatStatistics {
    fileprivate var wire: MoultV1.JobStatistics {
        MoultV1.JobStatistics(
            doneReason: doneReason.sendable,
            totalNs: totalNanoseconds,
            loadNs: loadNanoseconds,
            promptTokens: promptTokens,
            promptNs: promptNanoseconds,
            answerTokens: answerTokens,
            answerNs: answerNanoseconds
        )
    }
}

extension JobState {
    fileprivate var wire: MoultV1.JobState {
        switch self {
        case .queued: .queued
        case .running: .running
        case .succeeded: .succeeded
        case .failed: .failed
        case .cancelled: .cancelled
        case .expired: .expired
        }
    }

    /// nil: none that there is.
    init?(_ wire: MoultV1.JobState) {
        switch wire {
        case .queued: self = .queued
        case .running: self = .running
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .cancelled: self = .cancelled
        case .expired: self = .expired
        case .unspecified, .unrecognized: return nil
        }
    }
}

extension JobFailure {
    fileprivate var wire: MoultV1.JobFailure {
        switch self {
        case .unknownModel: .unknownModel
        case .refused: .refused
        case .denied: .denied
        case .outOfMemory: .outOfMemory
        case .broken: .broken
        case .timedOut: .timedOut
        case .tooLong: .tooLong
        }
    }
}

extension JobPriority {
    fileprivate var wire: MoultV1.Priority {
        switch self {
        case .low: .low
        case .normal: .normal
        case .high: .high
        }
    }

    init(_ wire: MoultV1.Priority) {
        switch wire {
        case .low: self = .low
        case .high: self = .high
        case .normal, .unspecified, .unrecognized: self = .normal
        }
    }
}
