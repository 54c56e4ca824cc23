import Frames
import Logging
import Messages
import NIOCore
import RPC

// Frames in.
extension Connection {
    /// Takes what the decoder has, until it has no more or the connection is not to be read.
    func takeFrames() {
        loop: while !pauses.isPaused, isTakingFrames {
            switch decoder.next() {
            case .needsBytes:
                break loop
            case .frame(let frame):
                if frame.hasUnknownFlags { tally.add(.framesWithUnknownFlags) }
                act(on: streams.receive(frame))
            case .oversized(let header):
                tally.add(.framesOversized)
                act(on: streams.receiveOversized(header))
            case .notFrames(let firstByte):
                refuse(.notFrames(firstByte: firstByte))
            }
            if outbox.unreadBytes > limits.output.pauseBytes {
                flushBeforePause()
            }
        }
        pace.advance(to: decoder, now: clock.now)
    }

    private var isTakingFrames: Bool {
        switch phase {
        case .serving, .draining: true
        case .closing, .closed: false
        }
    }

    private func act(on received: ReceivedOnServer) {
        switch received {
        case .request(let id, let flags, let data):
            take(request: data, on: id, flags)
        case .message(let id, let inputEnds, let data):
            take(message: data, on: id, inputEnds: inputEnds)
        case .inputEnded(let id):
            calls[id]?.input?.close()
        case .refused(let id, let refusal):
            tally.add(refusal == .draining ? .callsRefusedDraining : .framesRefused)
            let status = RPCStatus(refusal, on: id)
            outbox.gather { $0.writeStatus(status, on: id) }
        case .broken(let id, let refusal):
            tally.add(.framesRefused)
            if let call = calls[id] { end(call, with: RPCStatus(refusal, on: id)) }
        case .ignored:
            tally.add(.framesIgnored)
        case .close(let cause):
            refuse(cause)
        }
    }

    private func take(message: ByteBuffer, on id: StreamID, inputEnds: Bool) {
        guard let call = calls[id] else { return }
        call.input?.add(message)
        if inputEnds { call.input?.close() }
        if call.isOver(limits.input) {
            pauses.pauseForInput(now: clock.now)
            channel.setOption(.autoRead, value: false).whenFailure { _ in }
        }
    }

    /// Closes on a peer that speaks something else, or too much nonsense.
    private func refuse(_ cause: CloseCause) {
        switch cause {
        case .notFrames(let firstByte):
            tally.add(.connectionsNotTTRPC)
            logger.info(
                "not ttrpc (HTTP? TLS?): connection closed",
                metadata: ["peer": "\(peer)", "first_byte": "\(firstByte)"]
            )
            reportTally()
            channel.close(promise: nil)
        case .strayData(let count):
            tally.add(.connectionsClosedForStrayData)
            logger.info(
                "data for streams that are not open: connection closed",
                metadata: ["peer": "\(peer)", "frames": "\(count)"]
            )
            closeGently()
        }
    }
}

// Pausing.
extension Connection {
    /// The peer may have read all of it, only nothing was flushed yet: looks before it pauses.
    private func flushBeforePause() {
        reportTally()
        _ = writeGathered()
        guard outbox.unreadBytes > limits.output.pauseBytes else { return }
        pauses.pauseForOutput(now: clock.now)
        channel.setOption(.autoRead, value: false).whenFailure { _ in }
    }

    /// Reads on when what it was paused for is over.
    func resumeReading() {
        guard pauses.isPaused, !isClosed else { return }
        if outbox.unreadBytes <= limits.output.pauseBytes / 2 {
            pauses.resumeForOutput()
        }
        if !calls.values.contains(where: { $0.isOver(limits.input) }) {
            pauses.resumeForInput()
        }
        guard !pauses.isPaused else { return }
        loop.execute { [self] in
            guard !pauses.isPaused, !isClosed else { return }
            resumeTakingFrames()
            if !pauses.isPaused {
                channel.setOption(.autoRead, value: true).whenFailure { _ in }
            }
        }
    }
}

extension Call {
    /// Whether its handler leaves more unread than a connection is read for.
    func isOver(_ limits: InputLimits) -> Bool {
        guard let input else { return false }
        return input.count > limits.streamMessagesMax || input.bytes > limits.streamBytesMax
    }
}
