internal import Synchronization

/// How a double stands at this moment.
package struct DoubleState: Codable, Sendable, Equatable {
    package struct Model: Codable, Sendable, Equatable {
        package let name: String
        package let blob: String
        /// Requests that hold it.
        package let references: Int
        package let isPinned: Bool
        /// Until it is unloaded, if nobody uses it; nil: it never is.
        package let secondsLeft: Double?
        package let context: Int
        /// An eviction waits for it.
        package let isSentenced: Bool
    }

    package let isUp: Bool
    package let loaded: [Model]
    /// What the loader loads, or waits to load.
    package let loading: String?
    package let isLoaderWaiting: Bool
    package let queued: Int
}

extension OllamaHost {
    func state(isUp: Bool) -> DoubleState {
        core.withLock { core in
            let now = clock.now
            let loading = core.scheduler.loading
            return DoubleState(
                isUp: isUp,
                loaded: core.scheduler.loaded(at: now).map { DoubleState.Model($0, at: now) },
                loading: loading?.model.name,
                isLoaderWaiting: loading.map { !$0.hasBegun } ?? false,
                queued: core.scheduler.queueLength
            )
        }
    }
}

extension DoubleState.Model {
    init(_ entry: LoadedModel, at now: Duration) {
        name = entry.model.name
        blob = entry.model.blob
        references = entry.references
        isPinned = entry.session.isForever
        secondsLeft = entry.session.isForever ? nil : (entry.expiresAt - now) / .seconds(1)
        context = entry.options.context
        isSentenced = entry.isSentenced
    }
}
