/// How long a connection may take to send: its first frame, and each frame it has begun.
///
/// Between frames there is no limit: an idle client costs a descriptor, and keep-alive finds out
/// whether it is still there.
package struct ReadPace: Sendable {
    private enum State {
        /// No frame has come to its end yet; one must, by `until`. Goes to `idle` or `begun`.
        case awaitingFirst(since: ContinuousClock.Instant, until: ContinuousClock.Instant)
        /// Between frames. Goes to `begun`.
        case idle
        /// The frame after `framesEnded` others is on its way, and must be whole by `until`.
        case begun(framesEnded: UInt64, at: ContinuousClock.Instant, until: ContinuousClock.Instant)
    }

    private let limits: ReadPaceLimits
    private var state: State

    package init(limits: ReadPaceLimits, connectedAt: ContinuousClock.Instant) {
        self.limits = limits
        self.state = .awaitingFirst(since: connectedAt, until: connectedAt + limits.firstFrame)
    }

    /// When the connection is to be closed, unless more of its bytes come; nil: never.
    package var deadline: ContinuousClock.Instant? {
        switch state {
        case .idle: nil
        case .awaitingFirst(_, let until), .begun(_, _, let until): until
        }
    }

    /// Takes note of how far `decoder` is, after it was fed and emptied.
    package mutating func advance(to decoder: FrameDecoder, now: ContinuousClock.Instant) {
        let framesEnded = decoder.framesEnded
        guard let dataLength = decoder.begunDataLength else {
            if framesEnded > 0 { state = .idle }
            return
        }
        switch state {
        case .awaitingFirst(let since, _) where framesEnded == 0:
            state = .awaitingFirst(
                since: since,
                until: since + limits.firstFrame + limits.time(forData: dataLength)
            )
        case .begun(framesEnded, let begunAt, _):
            begin(after: framesEnded, at: begunAt, dataLength: dataLength)
        case .awaitingFirst, .idle, .begun:
            begin(after: framesEnded, at: now, dataLength: dataLength)
        }
    }

    private mutating func begin(
        after framesEnded: UInt64,
        at begunAt: ContinuousClock.Instant,
        dataLength: UInt32
    ) {
        state = .begun(
            framesEnded: framesEnded,
            at: begunAt,
            until: begunAt + limits.begunFrame + limits.time(forData: dataLength)
        )
    }
}

/// How slowly a peer may send.
package struct ReadPaceLimits: Equatable, Sendable {
    /// From the connection's start to the end of its first frame, whatever its size.
    package var firstFrame: Duration

    /// For a frame that has begun, whatever its size.
    package var begunFrame: Duration

    /// The rate that a frame's data gets on top of that.
    package var bytesPerSecondMin: UInt32

    package init(
        firstFrame: Duration = .seconds(10),
        begunFrame: Duration = .seconds(10),
        bytesPerSecondMin: UInt32 = 65_536
    ) {
        self.firstFrame = firstFrame
        self.begunFrame = begunFrame
        self.bytesPerSecondMin = bytesPerSecondMin
    }

    /// How much longer a frame with so much data may take than one without.
    package func time(forData length: UInt32) -> Duration {
        .milliseconds(Int64(length) * 1_000 / Int64(max(1, bytesPerSecondMin)))
    }
}
