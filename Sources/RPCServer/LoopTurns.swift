import NIOCore
import Synchronization

/// Sees to it that an event loop looks at its sockets however much its run queues have to do.
///
/// A loop looks at its sockets only when it has no task left to run. A handler that always has one
/// more, as one that sends to a fast reader, would be the only thing it ever does, and no request
/// or cancellation would be read. So the queues of a loop share a number of turns; when they are
/// used up, queues wait here until the loop has looked.
///
/// Unchecked: touched on its loop only.
final class LoopTurns: @unchecked Sendable {
    /// Turns of all queues between two looks at the sockets.
    private static let turnsMax = 16

    /// Longer than it takes to get from here to the loop's next look.
    private static let pause = TimeAmount.microseconds(50)

    private let loop: any EventLoop
    private var turnsGiven = 0
    private var worked: UInt64 = 0
    private var waiting: [RunQueue] = []

    init(loop: any EventLoop) {
        self.loop = loop
    }

    /// The loop has read from a socket, so it has looked.
    func loopLooked() {
        turnsGiven = 0
        if !waiting.isEmpty { release() }
    }

    /// Something was done on the loop that may have taken a while.
    func noteWork() {
        worked &+= 1
    }

    /// Gives a queue its turn behind what the loop has to do already.
    func giveTurn(to queue: RunQueue) {
        guard turnsGiven < Self.turnsMax else {
            waiting.append(queue)
            if waiting.count == 1 {
                // From a task of its own, behind what goes on now.
                loop.execute { [self] in waitForLook() }
            }
            return
        }
        turnsGiven += 1
        loop.execute { queue.takeTurn() }
    }

    private func waitForLook() {
        let before = worked
        loop.scheduleTask(in: Self.pause) { [self] in
            guard !waiting.isEmpty else { return }
            // Work since then may have taken longer than the pause, and the loop come here without
            // a look.
            guard before == worked else { return waitForLook() }
            turnsGiven = 0
            release()
        }
    }

    private func release() {
        let queues = waiting
        waiting = []
        for queue in queues {
            giveTurn(to: queue)
        }
    }
}

/// The turns of each loop that a server's connections are on.
final class TurnsOfLoops: Sendable {
    private let turns = Mutex<[ObjectIdentifier: LoopTurns]>([:])

    func turns(of loop: any EventLoop) -> LoopTurns {
        turns.withLock { turns in
            if let known = turns[ObjectIdentifier(loop)] { return known }
            let new = LoopTurns(loop: loop)
            turns[ObjectIdentifier(loop)] = new
            return new
        }
    }
}
