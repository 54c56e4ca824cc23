import Frames
import NIOCore
import RPC

// How a connection ends, other than by its peer.
extension Connection {
    /// Refuses new calls from now on.
    ///
    /// Unary calls finish; streams that only send end now, and those that receive get no more
    /// messages, so that they can answer what they have.
    func drain(closesWhenDone: Bool) {
        guard case .serving = phase else { return }
        phase = .draining(closesWhenDone: closesWhenDone)
        streams.drain()
        for call in calls.values {
            switch call.kind {
            case .unary: break
            case .serverStream: end(call, with: .draining)
            case .clientStream, .bidirectional: stopInput(of: call)
            }
        }
        postFlush()
    }

    /// Ends what is still in flight when the grace is over.
    func endCalls() {
        for call in calls.values {
            end(call, with: .draining)
        }
        postFlush()
    }

    /// Sends what is there, says that no more comes, and reads on until the peer has closed too:
    /// closing with unread bytes would reset the connection, and the last reply would die of it.
    func closeGently() {
        guard !isClosed else { return }
        if case .closing = phase { return }
        for call in calls.values {
            abandon(call)
        }
        phase = .closing(until: clock.now + limits.connections.lingerMax)
        reportTally()
        _ = writeGathered()
        channel.setOption(.autoRead, value: true).whenFailure { _ in }
        channel.writeAndFlush(ByteBuffer()).whenComplete { [channel] _ in
            channel.close(mode: .output, promise: nil)
        }
        armSweep()
    }

    /// Returns when no call is in flight and nothing is unsent, or the connection is gone.
    func waitUntilDone() async {
        await withCheckedContinuation { continuation in
            onLoop { [self] in
                doneWaiters.append(continuation)
                noteIfDone()
            }
        }
    }

    func noteIfDone() {
        guard isClosed || (calls.isEmpty && outbox.isEmpty) else { return }
        let waiters = doneWaiters
        doneWaiters = []
        for waiter in waiters {
            waiter.resume()
        }
        switch phase {
        case .serving where streams.isDraining: drain(closesWhenDone: true)
        case .draining(closesWhenDone: true): closeGently()
        case .serving, .draining, .closing, .closed: break
        }
    }

    private func stopInput(of call: Call) {
        guard streams.stopInput(call.id) else { return }
        call.isInputStopped = true
        call.input?.close()
    }
}
