package import NIOCore

/// The streams of one connection, as its client sees them: a frame in, what it means out.
package struct ClientStreams: Sendable {
    private let limits: StreamLimits
    private var expected: [StreamID: ExpectedAnswer] = [:]
    private var nextStreamID: StreamID = 1

    package init(limits: StreamLimits = StreamLimits()) {
        self.limits = limits
    }

    package var inFlight: Int { expected.count }

    /// Whether the connection has ids left.
    ///
    /// One without is to be replaced by a new one.
    package var hasStreamIDs: Bool { nextStreamID < limits.lastStreamIDMax }

    /// Gives a new stream its id; nil: this connection has none left.
    ///
    /// - Parameter answer: what the call's method lets the server send.
    package mutating func open(expecting answer: ExpectedAnswer) -> StreamID? {
        guard hasStreamIDs else { return nil }
        let id = nextStreamID
        nextStreamID += 2
        expected[id] = answer
        return id
    }

    /// Forgets a stream whose caller has gone.
    ///
    /// What still comes for it is ignored.
    package mutating func abandon(_ id: StreamID) -> Bool {
        expected.removeValue(forKey: id) != nil
    }

    /// Takes the next frame.
    package mutating func receive(_ frame: Frame) -> ReceivedOnClient {
        switch frame.kind {
        case .response: receiveResponse(frame)
        case .data: receiveData(frame)
        case .request: .ignored(.requestFromServer)
        default: .ignored(.unknownKind)
        }
    }

    /// Takes a frame whose data was over the limit and is not there.
    package mutating func receiveOversized(_ header: FrameHeader) -> ReceivedOnClient {
        guard expected.removeValue(forKey: header.streamID) != nil else {
            return .ignored(.streamEnded)
        }
        return .broken(header.streamID, .oversized(dataLength: header.dataLength))
    }
}

extension ClientStreams {
    private mutating func receiveResponse(_ frame: Frame) -> ReceivedOnClient {
        guard expected.removeValue(forKey: frame.streamID) != nil else {
            return .ignored(.streamEnded)
        }
        return .response(frame.streamID, frame.data)
    }

    private mutating func receiveData(_ frame: Frame) -> ReceivedOnClient {
        let id = frame.streamID
        guard let answer = expected[id] else { return .ignored(.streamEnded) }
        guard answer == .messages else {
            expected[id] = nil
            return .broken(id, .streamTakesNoData)
        }
        let ends = frame.flags.contains(.remoteClosed)
        if ends {
            expected[id] = nil
        }
        if frame.flags.contains(.noData) {
            guard frame.data.readableBytes == 0 else {
                expected[id] = nil
                return .broken(id, .noDataWithData)
            }
            return ends ? .ended(id) : .ignored(.emptyFrame)
        }
        return .message(id, ends: ends, frame.data)
    }
}

/// What a method lets its server send.
package enum ExpectedAnswer: Equatable, Sendable {
    /// One Response.
    case response
    /// Data frames, then their end or a Response.
    case messages
}

/// What a frame means to a client.
package enum ReceivedOnClient: Equatable, Sendable {
    /// A stream's end, with its status and, of a unary call, its answer.
    case response(StreamID, ByteBuffer)
    /// A message, and with `ends` the stream's last.
    case message(StreamID, ends: Bool, ByteBuffer)
    /// A stream's good end.
    case ended(StreamID)
    /// The server broke the protocol on a stream, which has ended by that.
    case broken(StreamID, Refusal)
    case ignored(Ignored)
}
