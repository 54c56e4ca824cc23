import Channels

/// What a client hears of a job.
///
/// A value: the job's events go in, what to do with the answer comes out. An attempt that fails is
/// followed by another as long as nothing of it was told.
struct Relay {
    enum Step: Equatable {
        case nothing
        case tell(ChatPiece)
        /// What was told does not count: only of an answer that can be taken back.
        case takeBack
        case finish(ChatStatistics)
        /// - Parameter endsJob: nobody will hear what it says further.
        case fail(Refusal, endsJob: Bool)
    }

    private enum State {
        /// Nothing of the answer is known. Next: `speaking`, `ended`.
        case silent
        /// A part of it is told. Next: `silent` (taken back), `ended`.
        case speaking
        case ended
    }

    private var state = State.silent
    /// Whether what was told can be taken back, because nobody has seen it.
    private let canTakeBack: Bool

    init(canTakeBack: Bool) {
        self.canTakeBack = canTakeBack
    }

    mutating func step(on event: JobEvent) -> Step {
        switch (state, event) {
        case (.ended, _), (_, .waiting): return .nothing
        case (_, .piece(let piece)):
            state = .speaking
            return .tell(piece.piece)
        case (.silent, .began), (.silent, .retrying): return .nothing
        case (.speaking, .began), (.speaking, .retrying): return startOver(event)
        case (_, .ended(let job)):
            state = .ended
            return job.ending
        }
    }

    /// The watch ended without the job's end: nobody hears the job any more, so it is to end too.
    mutating func stepOnLostWatch(_ error: ChannelError?) -> Step {
        guard case .ended = state else {
            state = .ended
            return .fail(error.map { Refusal($0) } ?? .stopping, endsJob: true)
        }
        return .nothing
    }

    private mutating func startOver(_ event: JobEvent) -> Step {
        guard !canTakeBack else {
            state = .silent
            return .takeBack
        }
        state = .ended
        var reason = "it was interrupted"
        if case .retrying(_, let message) = event { reason = message }
        return .fail(
            Refusal(.unavailable, "The answer broke off in the middle: \(reason) Ask again."),
            endsJob: true
        )
    }
}

extension Job {
    fileprivate var ending: Relay.Step {
        switch state {
        case .succeeded: .finish(statistics ?? ChatStatistics())
        case .failed: .fail(Refusal(failure, message), endsJob: false)
        case .expired: .fail(Refusal(.timedOut, message), endsJob: false)
        case .cancelled, .queued, .running:
            .fail(
                Refusal(.unavailable, message.isEmpty ? "The job was cancelled." : message),
                endsJob: false
            )
        }
    }
}

extension Refusal {
    fileprivate init(_ failure: JobFailure?, _ message: String) {
        let reason: Reason =
            switch failure {
            case .unknownModel: .unknownModel
            case .refused: .invalid
            case .denied: .forbidden
            case .timedOut: .timedOut
            case .outOfMemory, .broken, .tooLong, nil: .failed
            }
        self.init(reason, message)
    }
}
