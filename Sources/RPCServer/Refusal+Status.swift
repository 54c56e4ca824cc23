import Frames
import RPC

extension RPCStatus {
    /// What a client is told of a frame that was refused.
    init(_ refusal: Refusal, on id: StreamID) {
        switch refusal {
        case .streamIDNotOdd:
            self = .invalidArgument(
                "Stream id \(id) is not a client's: open streams with odd ids.",
                subject: "stream_id"
            )
        case .streamIDUsed(let last):
            self = .invalidArgument(
                "Stream id \(id) cannot be used again: ids rise, and the last was \(last).",
                subject: "stream_id"
            )
        case .streamNotOpen:
            self = .invalidArgument(
                "Stream \(id) is not open, so it takes no data.",
                subject: "stream_id"
            )
        case .streamTakesNoData:
            self = .invalidArgument(
                "Stream \(id) takes no more data: its call is unary or its client closed it.",
                subject: "stream_id"
            )
        case .noDataWithData:
            self = .invalidArgument(
                "A frame of stream \(id) is flagged \"no data\" and has some.",
                subject: "flags"
            )
        case .oversized(let length):
            self = .limitExceeded(
                "A frame has \(length) bytes of data; \(FrameLimits.dataBytesMax) are the most: "
                    + "send less at once.",
                limit: "frame"
            )
        case .tooManyStreams(let limit):
            self = .limitExceeded(
                "\(limit) streams are in flight on this connection; wait for one to end.",
                limit: "streams_in_flight",
                retryable: true
            )
        case .draining:
            self = .draining
        }
    }
}
