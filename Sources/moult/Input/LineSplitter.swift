/// Cuts a stream of bytes into lines, whatever the chunks it comes in.
///
/// Holds at most one line of the longest length allowed. A longer one is told once and skipped up
/// to its end, and the lines behind it are read as ever.
struct LineSplitter: Sendable {
    enum Line: Hashable, Sendable {
        /// Without its LF or CR LF. Numbers count from 1.
        case line(number: Int, bytes: [UInt8])
        case tooLong(number: Int)
    }

    private enum State: Hashable {
        /// The line's beginning is in `pending`.
        case reading
        /// The line was too long and has been told.
        case skipping
    }

    let lineBytesMax: Int
    private var state = State.reading
    private var pending: [UInt8] = []
    private var number = 1

    /// A text of 1 MiB whose every character is escaped is 6 MiB of JSON.
    init(lineBytesMax: Int = 8 << 20) {
        self.lineBytesMax = lineBytesMax
    }

    mutating func take(_ chunk: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        for byte in chunk {
            if byte == UInt8(ascii: "\n") {
                if state == .reading { lines.append(closeLine()) }
                state = .reading
                number += 1
            } else if state == .reading {
                pending.append(byte)
                if isTooLong {
                    lines.append(.tooLong(number: number))
                    pending = []
                    state = .skipping
                }
            }
        }
        return lines
    }

    /// A last line without an end counts; after an end there is none.
    mutating func finish() -> Line? {
        guard state == .reading, !pending.isEmpty else { return nil }
        return closeLine()
    }

    /// A carriage return may yet turn out to belong to the line's end.
    private var isTooLong: Bool {
        let length = pending.last == UInt8(ascii: "\r") ? pending.count - 1 : pending.count
        return length > lineBytesMax
    }

    private mutating func closeLine() -> Line {
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        defer { pending = [] }
        return .line(number: number, bytes: pending)
    }
}
