import Synchronization

/// What a server does and what it refused, for whoever asks: the Stats call, metrics, tests.
package final class ServerActivity: Sendable {
    /// What is counted: a closed set, so that a name means the same for ever.
    package enum Counter: Int, CaseIterable, Sendable {
        case callsAnsweredInline
        case callsStarted
        case callsExpired
        case callsCancelled
        case callsRefusedDraining
        case connectionsAccepted
        case connectionsHeldBack
        case connectionsNotTTRPC
        case connectionsTooSlowToSend
        case connectionsTooSlowToRead
        case connectionsClosedForStrayData
        case framesOversized
        case framesRefused
        case framesIgnored
        case framesWithUnknownFlags
        case repliesDropped
        case streamsOverLimit
        case streamInputOverLimit
        case subscribersCut
        case internalFaults

        /// As it is shown: `calls_answered_inline`.
        package var name: String {
            switch self {
            case .callsAnsweredInline: "calls_answered_inline"
            case .callsStarted: "calls_started"
            case .callsExpired: "calls_expired"
            case .callsCancelled: "calls_cancelled"
            case .callsRefusedDraining: "calls_refused_draining"
            case .connectionsAccepted: "connections_accepted"
            case .connectionsHeldBack: "connections_held_back"
            case .connectionsNotTTRPC: "connections_not_ttrpc"
            case .connectionsTooSlowToSend: "connections_too_slow_to_send"
            case .connectionsTooSlowToRead: "connections_too_slow_to_read"
            case .connectionsClosedForStrayData: "connections_closed_for_stray_data"
            case .framesOversized: "frames_oversized"
            case .framesRefused: "frames_refused"
            case .framesIgnored: "frames_ignored"
            case .framesWithUnknownFlags: "frames_with_unknown_flags"
            case .repliesDropped: "replies_dropped"
            case .streamsOverLimit: "streams_over_limit"
            case .streamInputOverLimit: "stream_input_over_limit"
            case .subscribersCut: "subscribers_cut"
            case .internalFaults: "internal_faults"
            }
        }
    }

    /// All of it at one moment.
    package struct Snapshot: Sendable, Equatable {
        package var connections = 0
        package var callsInFlight = 0
        package var counts: [Counter: UInt64] = [:]
    }

    private let state = Mutex(Snapshot())

    package init() {}

    package func add(_ amount: UInt64 = 1, to counter: Counter) {
        state.withLock { $0.counts[counter, default: 0] &+= amount }
    }

    package func changeConnections(by change: Int) {
        state.withLock { $0.connections += change }
    }

    package func changeCallsInFlight(by change: Int) {
        state.withLock { $0.callsInFlight += change }
    }

    package var snapshot: Snapshot { state.withLock { $0 } }
}
