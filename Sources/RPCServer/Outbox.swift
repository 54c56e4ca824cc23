import Frames
import NIOCore

/// The bytes of one connection that are on their way out, and the stream messages that wait.
///
/// While the socket takes what it is given, frames are gathered and go out together at the end of
/// a read. Once it does not, messages of streams wait in a queue for each stream, where they can
/// be coalesced and cut; replies of unary calls are bounded by the streams in flight, and always
/// gathered.
struct Outbox {
    fileprivate struct Waiting {
        var frames = CircularBuffer<ByteBuffer>()
        var bytes = 0
        /// Whether the last frame gives way to a later one.
        var endsReplaceable = false
        /// Since when `bytes` has been over the soft limit.
        var overSoftSince: ContinuousClock.Instant?
    }

    /// Where a message went.
    enum Placement: Equatable {
        /// It goes out with the next flush.
        case gathered
        /// It waits for its turn.
        case waiting
        /// Its stream has more waiting than is borne, and is to be cut.
        case overHardLimit
    }

    private let limits: OutputLimits
    private var gathered = ByteBuffer()
    private var waiting: [StreamID: Waiting] = [:]
    private var turns = CircularBuffer<StreamID>()
    private(set) var waitingBytes = 0

    /// Bytes that the channel was given and the socket has not taken.
    var inChannel = 0

    init(limits: OutputLimits) {
        self.limits = limits
    }

    /// Everything that the peer has not read, as far as is known here.
    var unreadBytes: Int { gathered.readableBytes + inChannel + waitingBytes }

    var isEmpty: Bool { unreadBytes == 0 }

    private var hasRoom: Bool { gathered.readableBytes + inChannel < limits.socketBytesMax }

    /// Waiting bytes of one stream.
    func waitingBytes(of id: StreamID) -> Int { waiting[id]?.bytes ?? 0 }

    /// Adds to what goes out with the next flush.
    mutating func gather(_ write: (inout ByteBuffer) -> Void) {
        write(&gathered)
    }

    /// Takes what was gathered; give it back by `reuse` when it is sent, for its memory.
    mutating func takeGathered() -> ByteBuffer? {
        guard gathered.readableBytes > 0 else { return nil }
        let bytes = gathered
        gathered = ByteBuffer()
        return bytes
    }

    /// Keeps the memory of sent bytes, unless it is large.
    mutating func reuse(_ sent: ByteBuffer) {
        guard sent.capacity <= limits.socketBytesMax, gathered.capacity == 0 else { return }
        gathered = sent
        gathered.clear()
    }
}

// Messages of streams.
extension Outbox {
    /// Adds a message of a stream.
    ///
    /// - Parameter isLatest: whether a later such message takes its place while it waits.
    mutating func add(
        _ message: [UInt8],
        to id: StreamID,
        isLatest: Bool,
        now: @autoclosure () -> ContinuousClock.Instant
    ) -> Placement {
        let isFirst = waiting[id] == nil
        if isFirst && turns.isEmpty && hasRoom {
            gathered.writeMessage(message, on: id)
            return .gathered
        }
        if isFirst {
            turns.append(id)
        }
        if isLatest {
            waitingBytes -= waiting[id]?.dropReplaceable() ?? 0
        }
        var frame = ByteBuffer()
        frame.writeMessage(message, on: id)
        waitingBytes += frame.readableBytes
        // In place: a copy of the queue for each message would cost the square of its length.
        let bytes = waiting[id, default: Waiting()].add(frame, isLatest: isLatest)
        waiting[id]?.note(limits: limits, now: now)
        return bytes > limits.streamHardBytes ? .overHardLimit : .waiting
    }

    /// Adds a stream's last frame, behind whatever of it waits.
    mutating func end(_ id: StreamID, _ write: (inout ByteBuffer) -> Void) {
        guard waiting[id] != nil else {
            write(&gathered)
            return
        }
        var frame = ByteBuffer()
        write(&frame)
        _ = waiting[id]?.add(frame, isLatest: false)
        waitingBytes += frame.readableBytes
    }

    /// Drops what waits of a stream.
    mutating func drop(_ id: StreamID) {
        guard let queue = waiting.removeValue(forKey: id) else { return }
        waitingBytes -= queue.bytes
        turns.removeAll { $0 == id }
    }

    /// Gathers what waits, a frame of each stream in turn, as far as there is room.
    ///
    /// - Returns: the streams of which something went out.
    mutating func refill(now: @autoclosure () -> ContinuousClock.Instant) -> [StreamID] {
        var moved: [StreamID] = []
        while hasRoom, let id = turns.popFirst() {
            guard let frame = waiting[id]?.takeFirst() else { continue }
            gathered.writeImmutableBuffer(frame)
            waitingBytes -= frame.readableBytes
            if !moved.contains(id) {
                moved.append(id)
            }
            if waiting[id]?.frames.isEmpty == true {
                waiting[id] = nil
            } else {
                waiting[id]?.note(limits: limits, now: now)
                turns.append(id)
            }
        }
        return moved
    }

    /// The streams that have been over the soft limit for too long.
    func overSoftLimit(now: ContinuousClock.Instant) -> [StreamID] {
        waiting.compactMap { id, queue in
            guard let since = queue.overSoftSince else { return nil }
            return since + limits.streamSoftDuration <= now ? id : nil
        }
    }

    /// When the next stream will have been over the soft limit for too long.
    var nextSoftDeadline: ContinuousClock.Instant? {
        waiting.values.compactMap(\.overSoftSince).min().map { $0 + limits.streamSoftDuration }
    }
}

extension Outbox.Waiting {
    /// - Returns: the bytes that wait now.
    fileprivate mutating func add(_ frame: ByteBuffer, isLatest: Bool) -> Int {
        frames.append(frame)
        bytes += frame.readableBytes
        endsReplaceable = isLatest
        return bytes
    }

    fileprivate mutating func takeFirst() -> ByteBuffer? {
        guard let frame = frames.popFirst() else { return nil }
        bytes -= frame.readableBytes
        return frame
    }

    /// - Returns: the bytes that no longer wait.
    fileprivate mutating func dropReplaceable() -> Int {
        guard endsReplaceable, let replaced = frames.popLast() else { return 0 }
        bytes -= replaced.readableBytes
        endsReplaceable = false
        return replaced.readableBytes
    }

    fileprivate mutating func note(
        limits: OutputLimits,
        now: () -> ContinuousClock.Instant
    ) {
        guard bytes > limits.streamSoftBytes else {
            overSoftSince = nil
            return
        }
        if overSoftSince == nil {
            overSoftSince = now()
        }
    }
}
