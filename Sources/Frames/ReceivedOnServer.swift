package import NIOCore

/// What a frame means to a server.
package enum ReceivedOnServer: Equatable, Sendable {
    /// A call. Answer it, or keep it with `ServerStreams.open`.
    ///
    /// Its flags say whether the client sends no Data (`remoteClosed`), and whether there is no
    /// message within the envelope (`noData`), which only who unpacks it can check.
    case request(StreamID, FrameFlags, ByteBuffer)

    /// A message of an open stream, and with `inputEnds` its last.
    case message(StreamID, inputEnds: Bool, ByteBuffer)

    /// An open stream gets no more messages.
    case inputEnded(StreamID)

    /// The frame is refused on its stream id. A stream of that id is not disturbed.
    case refused(StreamID, Refusal)

    /// A message of an open stream was lost, so that the stream is to end with this.
    case broken(StreamID, Refusal)

    /// Nothing is to be done, beside counting it.
    case ignored(Ignored)

    /// The connection is to be closed.
    case close(CloseCause)
}

/// Why a frame was refused: each has a status of its own.
package enum Refusal: Equatable, Sendable {
    /// Clients open streams with odd ids; 0 and even ones are not theirs.
    case streamIDNotOdd
    /// An id is used once, and ids rise.
    case streamIDUsed(last: StreamID)
    /// Data for a stream that was never opened, or has ended.
    case streamNotOpen
    /// Data for a unary call, or after the client's own end.
    case streamTakesNoData
    /// A frame that is flagged *no data* and has some.
    case noDataWithData
    /// More data than a frame may have.
    case oversized(dataLength: UInt32)
    /// One stream more than a connection may have open.
    case tooManyStreams(limit: Int)
    /// The server, or this connection, takes no new calls. Nothing was done.
    case draining
}

/// What a peer may send, and nobody minds.
package enum Ignored: Equatable, Sendable {
    case unknownKind
    case responseFromClient
    case requestFromServer
    /// *No data* on an open stream, without ending it.
    case emptyFrame
    /// A message of a stream whose server said that it takes no more.
    case dataAfterInputStopped
    /// For a stream that has ended, as when an answer crosses its cancellation.
    case streamEnded
}

/// Why a connection is closed by what came in on it.
package enum CloseCause: Equatable, Sendable {
    /// So many Data frames for no open stream.
    case strayData(Int)
    /// The first byte of a frame: HTTP, a TLS hello, or anything else.
    case notFrames(firstByte: UInt8)
}
