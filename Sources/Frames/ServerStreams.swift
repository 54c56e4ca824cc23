import NIOCore

/// The streams of one connection, as its server sees them: a frame in, what to do about it out.
///
/// A frame that is out of order never disturbs a stream that is in order: it is refused on the
/// stream id that it names, and the stream of that id, if there is one, goes on. Only where a
/// message of an open stream was lost (`ReceivedOnServer.broken`) does that stream end.
package struct ServerStreams: Sendable {
    private enum Phase {
        /// Streams are opened and ended. Goes to `draining`.
        case open
        /// New streams are refused, those that are open may finish.
        case draining
    }

    private let limits: StreamLimits
    private var phase = Phase.open
    private var states: [StreamID: ServerStreamState] = [:]
    private var lastStreamID: StreamID = 0
    private var strayData = 0

    /// Streams that the server ended while their client still sent, the latest last.
    ///
    /// What was on its way then is refused like all stray data, but not held against the client.
    private var endedEarly: [StreamID] = []

    package init(limits: StreamLimits = StreamLimits()) {
        self.limits = limits
    }

    package var inFlight: Int { states.count }

    package var isDraining: Bool { phase == .draining }

    /// Refuses new streams from now on.
    ///
    /// Those that are open may finish.
    package mutating func drain() {
        phase = .draining
    }

    /// Takes the next frame.
    package mutating func receive(_ frame: Frame) -> ReceivedOnServer {
        switch frame.kind {
        case .request: receiveRequest(frame)
        case .data: receiveData(frame)
        case .response: .ignored(.responseFromClient)
        default: .ignored(.unknownKind)
        }
    }

    /// Takes a frame whose data was over the limit and is not there.
    package mutating func receiveOversized(_ header: FrameHeader) -> ReceivedOnServer {
        switch header.kind {
        case .request:
            if let refusal = admit(header.streamID) {
                return .refused(header.streamID, refusal)
            }
            return .refused(header.streamID, .oversized(dataLength: header.dataLength))
        case .data:
            guard case .receiving = states[header.streamID] else {
                return strayData(on: header.streamID, flags: header.flags)
            }
            return .broken(header.streamID, .oversized(dataLength: header.dataLength))
        case .response: return .ignored(.responseFromClient)
        default: return .ignored(.unknownKind)
        }
    }
}

// A stream's life after its Request was taken.
extension ServerStreams {
    /// Keeps a stream that was just requested, until `end`.
    ///
    /// A call that is answered at once needs not be kept.
    ///
    /// - Parameter takesInput: whether its method takes more messages than the request's.
    /// - Returns: nil, or why it cannot be kept; then it has ended.
    package mutating func open(_ id: StreamID, takesInput: Bool) -> Refusal? {
        guard states.count < limits.streamsInFlightMax else {
            return .tooManyStreams(limit: limits.streamsInFlightMax)
        }
        states[id] = takesInput ? .receiving : .answering
        return nil
    }

    /// Takes no more messages on a stream, which the server ends by itself.
    ///
    /// - Returns: whether more could have come.
    package mutating func stopInput(_ id: StreamID) -> Bool {
        guard case .receiving = states[id] else { return false }
        states[id] = .deaf
        return true
    }

    /// Forgets a stream: its last frame is on its way, or its connection is gone.
    ///
    /// - Returns: whether it was open. Nothing may be sent on one that was not.
    package mutating func end(_ id: StreamID) -> Bool {
        guard let state = states.removeValue(forKey: id) else { return false }
        if state != .answering {
            if endedEarly.count >= limits.streamsInFlightMax {
                endedEarly.removeFirst()
            }
            endedEarly.append(id)
        }
        return true
    }
}

extension ServerStreams {
    private mutating func receiveRequest(_ frame: Frame) -> ReceivedOnServer {
        if let refusal = admit(frame.streamID) {
            return .refused(frame.streamID, refusal)
        }
        return .request(frame.streamID, frame.flags, frame.data)
    }

    /// Checks the id of a new stream, and uses it up.
    private mutating func admit(_ id: StreamID) -> Refusal? {
        guard id % 2 == 1 else { return .streamIDNotOdd }
        guard id > lastStreamID else { return .streamIDUsed(last: lastStreamID) }
        lastStreamID = id
        guard case .open = phase else { return .draining }
        if id >= limits.lastStreamIDMax {
            phase = .draining
        }
        return nil
    }

    private mutating func receiveData(_ frame: Frame) -> ReceivedOnServer {
        let id = frame.streamID
        switch states[id] {
        case nil, .answering:
            return strayData(on: id, flags: frame.flags)
        case .deaf:
            return .ignored(.dataAfterInputStopped)
        case .receiving:
            break
        }
        let ends = frame.flags.contains(.remoteClosed)
        if frame.flags.contains(.noData) {
            guard frame.data.readableBytes == 0 else { return .broken(id, .noDataWithData) }
            guard ends else { return .ignored(.emptyFrame) }
            states[id] = .answering
            return .inputEnded(id)
        }
        if ends {
            states[id] = .answering
        }
        return .message(id, inputEnds: ends, frame.data)
    }

    private mutating func strayData(on id: StreamID, flags: FrameFlags) -> ReceivedOnServer {
        let refusal: Refusal = states[id] == nil ? .streamNotOpen : .streamTakesNoData
        if let index = endedEarly.firstIndex(of: id) {
            if flags.contains(.remoteClosed) {
                endedEarly.remove(at: index)
            }
            return .refused(id, refusal)
        }
        strayData += 1
        guard strayData <= limits.strayDataMax else { return .close(.strayData(strayData)) }
        return .refused(id, refusal)
    }
}
