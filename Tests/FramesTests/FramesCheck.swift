import Frames
import NIOCore

/// What must hold for any bytes on a connection.
///
/// The fuzzer and the ordinary tests both ask.
enum FramesCheck {
    /// Says what is broken; nil: nothing.
    ///
    /// The first byte says how the rest is cut into pieces.
    static func whatBreaks(on input: UnsafeRawBufferPointer) -> String? {
        guard let cut = input.first else { return nil }
        let bytes = ByteBuffer(bytes: input.dropFirst())
        let whole = steps(of: [bytes])
        guard whole == steps(of: pieces(of: bytes, by: Int(cut) + 1)) else {
            return "the same bytes in pieces decode to something else"
        }
        return serverBreaks(on: whole) ?? clientBreaks(on: whole)
    }

    private static func pieces(of bytes: ByteBuffer, by length: Int) -> [ByteBuffer] {
        var rest = bytes
        var pieces: [ByteBuffer] = []
        while let piece = rest.readSlice(length: min(length, rest.readableBytes)),
            piece.readableBytes > 0
        {
            pieces.append(piece)
        }
        return pieces
    }

    /// A low limit, so that small inputs get over it.
    private static func steps(of pieces: [ByteBuffer]) -> [FrameDecoder.Step] {
        var decoder = FrameDecoder(limits: FrameLimits(dataBytesMax: 64))
        var steps: [FrameDecoder.Step] = []
        for piece in pieces {
            decoder.feed(piece)
            while true {
                let step = decoder.next()
                if step == .needsBytes { break }
                steps.append(step)
                if case .notFrames = step { return steps }
            }
        }
        return steps
    }

    private static func serverBreaks(on steps: [FrameDecoder.Step]) -> String? {
        var streams = ServerStreams(limits: StreamLimits(streamsInFlightMax: 3, strayDataMax: 4))
        var open: Set<StreamID> = []
        var highest: StreamID = 0
        for step in steps {
            let received: ReceivedOnServer
            switch step {
            case .frame(let frame): received = streams.receive(frame)
            case .oversized(let header): received = streams.receiveOversized(header)
            case .needsBytes, .notFrames: return nil
            }
            switch received {
            case .request(let id, let flags, _):
                guard id > highest, id % 2 == 1 else { return "stream id \(id) after \(highest)" }
                highest = id
                if streams.open(id, takesInput: !flags.contains(.remoteClosed)) == nil {
                    open.insert(id)
                }
            case .message(let id, let inputEnds, _):
                guard open.contains(id) else { return "a message of \(id), which is not open" }
                if inputEnds && streams.end(id) { open.remove(id) }
            case .inputEnded(let id):
                guard open.contains(id) else { return "the end of \(id), which is not open" }
            case .broken(let id, _):
                guard open.remove(id) != nil, streams.end(id) else { return "\(id) ended twice" }
            case .refused(let id, let refusal):
                if case .oversized = refusal { highest = max(highest, id) }
            case .ignored: break
            case .close: return nil
            }
            guard streams.inFlight == open.count, open.count <= 3 else {
                return "\(streams.inFlight) streams are in flight instead of \(open.count)"
            }
        }
        return nil
    }

    private static func clientBreaks(on steps: [FrameDecoder.Step]) -> String? {
        var streams = ClientStreams()
        var open: Set<StreamID> = []
        for index in 0..<4 {
            if let id = streams.open(expecting: index % 2 == 0 ? .response : .messages) {
                open.insert(id)
            }
        }
        for step in steps {
            let received: ReceivedOnClient
            switch step {
            case .frame(let frame): received = streams.receive(frame)
            case .oversized(let header): received = streams.receiveOversized(header)
            case .needsBytes, .notFrames: return nil
            }
            switch received {
            case .response(let id, _), .message(let id, true, _), .ended(let id),
                .broken(let id, _):
                guard open.remove(id) != nil else { return "stream \(id) ended twice" }
            case .message(let id, false, _):
                guard open.contains(id) else { return "a message of \(id), which has ended" }
            case .ignored: break
            }
            guard streams.inFlight == open.count else { return "streams were lost" }
        }
        return nil
    }
}
