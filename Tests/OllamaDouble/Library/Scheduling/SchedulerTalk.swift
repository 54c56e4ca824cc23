/// One request from its arrival until its handler has returned.
package struct RequestID: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }
}

/// What a handler asks of the scheduler.
package struct SchedulerRequest: Sendable {
    package let id: RequestID
    package let model: ScheduledModel
    package let options: LaunchOptions
    /// nil: the request does not say, and the model's timer keeps its length.
    package let keepAlive: KeepAlive?

    package init(
        id: RequestID,
        model: ScheduledModel,
        options: LaunchOptions = LaunchOptions(),
        keepAlive: KeepAlive? = nil
    ) {
        self.id = id
        self.model = model
        self.options = options
        self.keepAlive = keepAlive
    }
}

/// The right to use a runner until the handler returns.
package struct Grant: Hashable, Sendable {
    package let request: RequestID
    package let runner: RunnerID
    package let blob: String
    package let options: LaunchOptions
}

/// Why a request gets no runner.
package enum SchedulerRefusal: Error, Hashable, Sendable {
    case queueFull
    /// The client went away, or the server did.
    case canceled
    case loadFailed(String)
}

/// Tells a load from an earlier one of the same model.
package struct LoadID: Hashable, Sendable {
    package let number: Int
}

/// How a load ended.
package enum LoadResult: Hashable, Sendable {
    case loaded
    case crashed(String)
    case outOfMemory(String)
}

/// What the scheduler wants done.
package enum SchedulerAction: Equatable, Sendable {
    case serve(Grant)
    case refuse(RequestID, SchedulerRefusal)
    /// Ends with `loadEnded`, unless it is abandoned.
    case load(LoadID, ScheduledModel, LaunchOptions)
    case abandon(LoadID)
    case note(SchedulerNote)
}

/// What an event log of the scheduler says.
package enum SchedulerNote: Hashable, Sendable {
    case queued(ScheduledModel, behind: Int)
    case loadStarted(ScheduledModel)
    case loaded(ScheduledModel)
    case loadFailed(ScheduledModel, String)
    /// Its client had gone.
    case loadDiscarded(ScheduledModel)
    /// It is unloaded at once, or when it is idle.
    case victimChosen(ScheduledModel, UnloadReason, isBusy: Bool)
    case unloaded(ScheduledModel, UnloadReason)
    /// A sentenced runner was given a new session: ollama#17408.
    case revived(ScheduledModel)
}
