internal import NIOCore
internal import Synchronization

/// What a test, or a person, has the double do.
extension OllamaHost {
    func setFaults(_ script: FaultScript) {
        core.withLock { $0.faults = script }
        log(DoubleEvent(.order, detail: "faults"))
    }

    func events(after sequence: Int) -> [DoubleEvent] {
        core.withLock { $0.log.events(after: sequence) }
    }

    func clearEvents() {
        core.withLock { $0.log.clear() }
    }

    /// Every model is gone and every connection reset.
    func restart(_ doors: Doors, for time: Duration) async {
        log(DoubleEvent(.order, detail: "restart"))
        tell { scheduler, now in scheduler.restart(at: now) }
        await doors.close(for: time)
    }

    /// Connections are refused until `comeUp`; what is loaded stays.
    func goDown(_ doors: Doors) async {
        log(DoubleEvent(.order, detail: "down"))
        await doors.listener.close()
    }

    func comeUp(_ doors: Doors) async throws {
        log(DoubleEvent(.order, detail: "up"))
        try await doors.listener.open()
    }

    /// A client that nobody knows uses a model, as another program on the same host would.
    func useAsStranger(_ name: String, keepAlive: KeepAlive?) async throws {
        let model = try model(name, missing: APIError.notFound)
        let options = RequestOptions.none.launch(model, defaultContext: configuration.context)
        let request = SchedulerRequest(
            id: nextRequestID(),
            model: model.scheduled,
            options: options,
            keepAlive: keepAlive
        )
        log(DoubleEvent(.order, request: request.id.number, model: model.name, detail: "foreign"))
        try await holding(request) { _ in }
    }

    /// Ends what goes on by itself.
    func stop() {
        core.withLock { core in
            core.alarm?.cancel()
            for load in core.loads.values { load.cancel() }
            core.loads = [:]
            core.log.finish()
        }
    }
}
