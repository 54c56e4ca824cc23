/// What Ollama takes from its environment, and how long its machine takes for things.
package struct SchedulerSettings: Equatable, Sendable {
    /// What Ollama takes for one GPU when nobody says.
    static let automaticLoadedMax = 3

    /// `OLLAMA_MAX_LOADED_MODELS`; 0: Ollama's own choice.
    package var loadedMax: Int
    /// `OLLAMA_MAX_QUEUE`: requests that wait for a load; the one being loaded is not counted.
    package var queueMax: Int
    /// `OLLAMA_KEEP_ALIVE`.
    package var keepAlive: KeepAlive
    package var memoryBytes: Int64
    /// From the handler's return until the runner counts as idle.
    package var finishDelay: Duration
    /// From the runner's end until its memory is seen to be free.
    package var recoveryTime: Duration
    /// ollama#17408: a sentenced runner that is used again with a `keep_alive` lives on, and the
    /// loader waits for its end.
    package var hasRevivalDeadlock: Bool

    package init(
        loadedMax: Int = 2,
        queueMax: Int = 512,
        keepAlive: KeepAlive = KeepAlive(.seconds(300)),
        memoryBytes: Int64 = 24 << 30,
        finishDelay: Duration = .microseconds(200),
        recoveryTime: Duration = .milliseconds(5),
        hasRevivalDeadlock: Bool = true
    ) {
        self.loadedMax = loadedMax
        self.queueMax = queueMax
        self.keepAlive = keepAlive
        self.memoryBytes = memoryBytes
        self.finishDelay = finishDelay
        self.recoveryTime = recoveryTime
        self.hasRevivalDeadlock = hasRevivalDeadlock
    }
}
