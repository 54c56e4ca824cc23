import Testing

@testable import Curl

@Suite struct `The head of an answer` {
    private func events(_ lines: [String], bytesMax: Int = 1_000) -> [HeadReader.Event] {
        var reader = HeadReader(bytesMax: bytesMax)
        return lines.map { line in
            Array((line + "\r\n").utf8).withUnsafeBytes { reader.take($0) }
        }
    }

    @Test func `is whole at its blank line`() {
        let found = events(["HTTP/1.1 200 OK", "A:b", "c:  d e \t", "No colon", "", "T: trailer"])
        let head = CurlHead(
            status: 200,
            headers: CurlHeaders([CurlHeader("A", "b"), CurlHeader("c", "d e")])
        )
        #expect(found == [.more, .more, .more, .more, .head(head), .more])
    }

    @Test func `is not that of an interim answer`() {
        let found = events(["HTTP/1.1 100 Continue", "A: b", "", "HTTP/1.1 204 None", ""])
        #expect(found.last == .head(CurlHead(status: 204)))
        #expect(found.dropLast() == [.more, .more, .more, .more])
    }

    @Test func `has as many bytes as the limit, and no more`() {
        let lines = ["HTTP/1.1 200 OK", ""]
        #expect(events(lines, bytesMax: 19).last == .head(CurlHead(status: 200)))
        #expect(events(lines, bytesMax: 18).last == .tooLarge)
    }
}

@Suite struct `The time of a transfer` {
    private let start = ContinuousClock.now

    private func timing(_ change: (inout TransferLimits) -> Void) -> TransferTiming {
        TransferTiming(limits: TransferLimits(change), start: start)
    }

    @Test func `has no end while it waits for a connection, but in all`() {
        var timing = timing { $0.totalTimeout = nil }
        #expect(timing.deadline == nil)
        timing = self.timing { $0.totalTimeout = .seconds(9) }
        #expect(timing.deadline == start + .seconds(9))
        #expect(timing.expired(at: start + .seconds(8)) == nil)
        #expect(timing.expired(at: start + .seconds(9)) == .total)
    }

    @Test func `of the head begins with the connection`() {
        var timing = timing { $0.headTimeout = .seconds(2) }
        timing.connected(at: start + .seconds(5))
        #expect(timing.deadline == start + .seconds(7))
        #expect(timing.expired(at: start + .milliseconds(6_999)) == nil)
        #expect(timing.expired(at: start + .seconds(7)) == .head)
    }

    @Test func `begins anew with each byte, and stands still while the reader is busy`() {
        var timing = timing { $0.stallTimeout = .seconds(2) }
        timing.connected(at: start)
        timing.received(at: start + .seconds(1))
        timing.received(at: start + .seconds(2))
        #expect(timing.deadline == start + .seconds(4))
        #expect(timing.expired(at: start + .seconds(4)) == .stall)
        timing.paused()
        #expect(timing.deadline == nil)
        #expect(timing.expired(at: start + .seconds(100)) == nil)
        timing.received(at: start + .seconds(100))
        #expect(timing.deadline == start + .seconds(102))
    }

    @Test func `of a load has no end`() {
        var timing = timing {
            $0.headTimeout = nil
            $0.stallTimeout = nil
        }
        timing.connected(at: start)
        #expect(timing.deadline == nil)
        timing.received(at: start)
        #expect(timing.deadline == nil)
    }

    @Test func `in all goes before the phase's`() {
        var timing = timing {
            $0.headTimeout = .seconds(2)
            $0.totalTimeout = .seconds(3)
        }
        timing.connected(at: start + .seconds(2))
        #expect(timing.deadline == start + .seconds(3))
        #expect(timing.expired(at: start + .seconds(5)) == .total)
    }
}

@Suite struct `The queue of transfers` {
    private final class Entry {}

    private func queue(perHost: Int, total: Int = 100, waiting: Int = 100) -> TransferQueue<Entry> {
        TransferQueue(
            CurlLimits {
                $0.connectionsPerHostMax = perHost
                $0.transfersMax = total
                $0.waitingMax = waiting
            }
        )
    }

    @Test func `starts them in their order, within the bound of their host`() {
        let (one, two, three) = (Entry(), Entry(), Entry())
        var queue = queue(perHost: 1)
        for (entry, origin) in [(one, "a"), (two, "a"), (three, "b")] {
            #expect(queue.add(entry, origin: origin) == true)
        }
        #expect(queue.start() === one)
        #expect(queue.start() === three)
        #expect(queue.start() == nil)
        queue.end(at: "b")
        #expect(queue.start() == nil)
        queue.end(at: "a")
        #expect(queue.start() === two)
        #expect(queue.runningCount == 1)
    }

    @Test func `starts as many as the bound in all`() {
        var queue = queue(perHost: 5, total: 2)
        for origin in ["a", "b", "c"] { #expect(queue.add(Entry(), origin: origin) == true) }
        #expect(queue.start() != nil)
        #expect(queue.start() != nil)
        #expect(queue.start() == nil)
        queue.end(at: "a")
        #expect(queue.start() != nil)
    }

    @Test func `has as many waiting as its limit, besides those that may start at once`() {
        var queue = queue(perHost: 1, waiting: 1)
        #expect(queue.add(Entry(), origin: "a") == true)
        #expect(queue.start() != nil)
        let second = Entry()
        #expect(queue.add(second, origin: "a") == true)
        #expect(queue.add(Entry(), origin: "a") == false)
        #expect(queue.remove(second) == true)
        #expect(queue.remove(second) == false)
        #expect(queue.add(Entry(), origin: "a") == true)
    }

    @Test func `lets one start at once where nobody may wait`() {
        var queue = queue(perHost: 1, waiting: 0)
        #expect(queue.add(Entry(), origin: "a") == true)
        #expect(queue.start() != nil)
        #expect(queue.add(Entry(), origin: "a") == false)
    }
}
