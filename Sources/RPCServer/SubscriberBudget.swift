import NIOCore
import RPC
import Synchronization

/// What waits for slow readers in all of a server: past the cap the stream with the most is cut.
final class SubscriberBudget: Sendable {
    private struct Entry {
        var bytes: Int
        var call: Call
        var connection: Connection
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var bytes = 0
    }

    private let bytesMax: Int
    private let state = Mutex(State())

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    /// Takes note of how much of a stream waits, and cuts the largest if that is too much in all.
    func note(_ bytes: Int, of call: Call, on connection: Connection) {
        let victim = state.withLock { state -> Entry? in
            let key = ObjectIdentifier(call)
            state.bytes += bytes - (state.entries[key]?.bytes ?? 0)
            state.entries[key] =
                bytes > 0 ? Entry(bytes: bytes, call: call, connection: connection) : nil
            guard state.bytes > bytesMax else { return nil }
            guard let largest = state.entries.max(by: { $0.value.bytes < $1.value.bytes }) else {
                return nil
            }
            state.bytes -= largest.value.bytes
            state.entries[largest.key] = nil
            return largest.value
        }
        guard let victim else { return }
        victim.connection.onLoop { victim.connection.cut(victim.call) }
    }

    /// Nothing of this stream waits any more.
    func forget(_ call: Call) {
        state.withLock { state in
            let entry = state.entries.removeValue(forKey: ObjectIdentifier(call))
            state.bytes -= entry?.bytes ?? 0
        }
    }

    var bytes: Int { state.withLock { $0.bytes } }
}
