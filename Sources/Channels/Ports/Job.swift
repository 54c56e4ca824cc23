/// A queued chat request.
package struct Job: Sendable, Hashable {
    package let id: JobID
    package let request: JobRequest
    package let submittedUnixMs: Int64
    package var state: JobState
    /// Attempts that were begun.
    package var attempts: Int
    /// Not to be begun earlier, after an attempt that failed; nil: at any time.
    package var notBeforeUnixMs: Int64?
    /// Somebody asked for its end.
    package var isCancelRequested: Bool
    /// When its last attempt was begun; nil: none was.
    package var begunUnixMs: Int64?
    package var endedUnixMs: Int64?
    /// Why the last attempt failed, or how the job ended; empty: nothing went wrong.
    package var message: String
    /// Of a job that failed, and of no other.
    package var failure: JobFailure?
    /// Of a job that succeeded.
    package var statistics: ChatStatistics?

    package init(
        id: JobID,
        request: JobRequest,
        submittedUnixMs: Int64,
        state: JobState = .queued,
        attempts: Int = 0,
        notBeforeUnixMs: Int64? = nil,
        isCancelRequested: Bool = false,
        begunUnixMs: Int64? = nil,
        endedUnixMs: Int64? = nil,
        message: String = "",
        failure: JobFailure? = nil,
        statistics: ChatStatistics? = nil
    ) {
        self.id = id
        self.request = request
        self.submittedUnixMs = submittedUnixMs
        self.state = state
        self.attempts = attempts
        self.notBeforeUnixMs = notBeforeUnixMs
        self.isCancelRequested = isCancelRequested
        self.begunUnixMs = begunUnixMs
        self.endedUnixMs = endedUnixMs
        self.message = message
        self.failure = failure
        self.statistics = statistics
    }
}

package struct JobID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// From 1, never used again.
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: JobID, right: JobID) -> Bool { left.rawValue < right.rawValue }
}

/// What somebody asks of the chat channel.
package struct JobRequest: Sendable, Hashable {
    package var model: String
    /// A JSON object as of `/api/chat`, without model, stream and keep_alive.
    package var body: String
    package var priority: JobPriority
    /// Of the whole job, waiting and all tries; nil: none.
    package var deadlineUnixMs: Int64?
    /// The same key within the kept jobs names the same job; empty: none.
    package var idempotencyKey: String
    /// Who asked, for those who list jobs; free text.
    package var label: String
    /// W3C trace context of whoever asked; empty: none.
    package var traceparent: String

    package init(
        model: String,
        body: String,
        priority: JobPriority = .normal,
        deadlineUnixMs: Int64? = nil,
        idempotencyKey: String = "",
        label: String = "",
        traceparent: String = ""
    ) {
        self.model = model
        self.body = body
        self.priority = priority
        self.deadlineUnixMs = deadlineUnixMs
        self.idempotencyKey = idempotencyKey
        self.label = label
        self.traceparent = traceparent
    }

    /// Whether both ask for the same, so that one key may name them: told twice, as after a lost
    /// answer, a request differs in its trace alone.
    ///
    /// By bytes: Swift takes canonically equivalent texts for equal.
    package func isRepeat(of earlier: JobRequest) -> Bool {
        priority == earlier.priority && deadlineUnixMs == earlier.deadlineUnixMs
            && zip(texts, earlier.texts).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    private var texts: [String] { [model, label, idempotencyKey, body] }
}

package enum JobPriority: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case low = 0
    case normal = 1
    case high = 2

    package static func < (left: JobPriority, right: JobPriority) -> Bool {
        left.rawValue < right.rawValue
    }
}

package enum JobState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Waits for its turn. Next: running, cancelled, expired.
    case queued
    /// An attempt is under way, or was when the server stopped. Next: queued (for another
    /// attempt), succeeded, failed, cancelled, expired.
    case running
    case succeeded
    /// Refused by the model or its host, or out of attempts.
    case failed
    case cancelled
    /// Its deadline passed.
    case expired

    package var hasEnded: Bool { self != .queued && self != .running }

    /// Whether a job may go from `state` to this one.
    package func canFollow(_ state: JobState) -> Bool {
        switch (state, self) {
        case (.queued, .running), (.queued, .cancelled), (.queued, .expired): true
        case (.running, .queued), (.running, .succeeded), (.running, .failed): true
        case (.running, .cancelled), (.running, .expired): true
        default: false
        }
    }
}

/// Why a job failed, for programs; its message is for people.
package enum JobFailure: String, Sendable, Hashable, Codable, CaseIterable {
    /// The host has no such model.
    case unknownModel = "unknown_model"
    /// The host refuses the request as it is.
    case refused
    /// It takes a person: a key, a right.
    case denied
    /// Too little memory on the host to load or run the model.
    case outOfMemory = "out_of_memory"
    /// The last attempt broke off, or the last load.
    case broken
    /// The last attempt took longer than it may, or the last load.
    case timedOut = "timed_out"
    /// It said more than a job may say.
    case tooLong = "too_long"

    init(_ code: HostError.Code) {
        self =
            switch code {
            case .unknownModel: .unknownModel
            case .refused: .refused
            case .denied: .denied
            case .outOfMemory: .outOfMemory
            case .timedOut: .timedOut
            case .failed, .unreachable, .busy, .cancelled: .broken
            }
    }
}

extension Job {
    /// As lists have it: a thousand bodies would be a lot of memory.
    package var withoutBody: Job {
        var request = request
        request.body = ""
        return Job(
            id: id,
            request: request,
            submittedUnixMs: submittedUnixMs,
            state: state,
            attempts: attempts,
            notBeforeUnixMs: notBeforeUnixMs,
            isCancelRequested: isCancelRequested,
            begunUnixMs: begunUnixMs,
            endedUnixMs: endedUnixMs,
            message: message,
            failure: failure,
            statistics: statistics
        )
    }
}

/// A place in a job's log, ascending over all of its attempts.
///
/// Each attempt begins a block of its own, above whatever the one before could have told: what was
/// told and not yet committed when the server died is never told again under the same number.
package struct JobSequence: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    package let rawValue: Int64

    /// Pieces that one attempt can have.
    package static let attemptPiecesMax: Int64 = 1 << 32

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Below the first piece of an attempt, counted from 1.
    package init(beforeAttempt attempt: Int) {
        rawValue = Int64(attempt) * Self.attemptPiecesMax
    }

    package var next: JobSequence { JobSequence(rawValue: rawValue + 1) }

    /// 0: before any attempt.
    package var attempt: Int { Int(clamping: rawValue / Self.attemptPiecesMax) }

    package static func < (left: JobSequence, right: JobSequence) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// One entry of a job's log.
///
/// A class, for thousands may watch a job: to hand it on is one reference to count.
package final class JobPiece: Sendable {
    package let sequence: JobSequence
    package let piece: ChatPiece
    /// The entry as it is sent, made once for however many watch.
    package let encoded = EncodedOnce()

    package init(sequence: JobSequence, piece: ChatPiece) {
        self.sequence = sequence
        self.piece = piece
    }
}

extension JobPiece: Hashable {
    /// Whether it was encoded already makes no difference.
    package static func == (left: JobPiece, right: JobPiece) -> Bool {
        left.sequence == right.sequence && left.piece == right.piece
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(sequence)
        hasher.combine(piece)
    }
}
