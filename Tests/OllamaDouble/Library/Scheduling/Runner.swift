/// A model as the scheduler knows it.
package struct ScheduledModel: Hashable, Sendable {
    package let name: String
    /// What runners are keyed by: two names of one blob share a runner.
    package let blob: String
    package let sizeBytes: Int64

    package init(name: String, blob: String, sizeBytes: Int64 = 0) {
        self.name = name
        self.blob = blob
        self.sizeBytes = sizeBytes
    }
}

/// Tells a runner from the one that had its blob before.
package struct RunnerID: Hashable, Sendable {
    package let number: Int
}

/// A loaded model.
struct Runner: Sendable {
    enum Occupation: Equatable {
        /// Requests hold it; no timer runs. Goes to `idle`, or is unloaded, when the last lets go.
        case busy(references: Int)
        /// Nobody holds it; it is unloaded at `until`. Goes to `busy` with the next request.
        case idle(until: Duration)
    }

    let id: RunnerID
    let model: ScheduledModel
    let options: LaunchOptions
    let vramBytes: Int64
    var occupation: Occupation
    var session: KeepAlive
    /// What `ps` shows, once the runner went idle for the first time; nil until then.
    var expiresAt: Duration?
    /// Why it is to be unloaded as soon as it is idle; nil: nobody asked for that.
    var sentence: UnloadReason?

    var isIdle: Bool {
        if case .idle = occupation { true } else { false }
    }

    /// Whether Ollama would rather unload this one: the shorter session, then the lower blob.
    func goesBefore(_ other: Runner) -> Bool {
        (session, model.blob) < (other.session, other.model.blob)
    }
}

/// Why a model was unloaded.
package enum UnloadReason: Hashable, Sendable {
    case keepAliveEnded
    /// A client asked, with an empty request and `keep_alive: 0`.
    case asked
    case slotsFull(for: String)
    case memoryShort(for: String)
    case optionsDiffer
    /// The load of another model, or a request, ran out of memory.
    case outOfMemory
    case restart
}

/// A loaded model as `ps` shows it.
package struct LoadedModel: Equatable, Sendable {
    package let model: ScheduledModel
    package let options: LaunchOptions
    package let vramBytes: Int64
    package let expiresAt: Duration
    package let session: KeepAlive
    package let references: Int
    /// An eviction waits for it to be idle.
    package let isSentenced: Bool
}
