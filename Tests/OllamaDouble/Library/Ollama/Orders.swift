internal import NIOCore
internal import Synchronization

/// What a test, or a person, has the double do.
extension OllamaHost: DirectedDouble {
    func perform(_ order: SidePort.Order, named name: String, _ doors: Doors) async throws {
        switch name {
        case "restart": await restart(doors, for: .milliseconds(order.milliseconds ?? 0))
        case "wedge": wedge()
        case "settings": order.settings.map(change)
        case "models": order.model.map(change)
        case "foreign":
            guard let model = order.model else { throw APIError.modelRequired }
            let keepAlive = order.keepAlive.map { KeepAlive(seconds: $0) }
            try await useAsStranger(model.name, keepAlive: keepAlive)
        default: throw APIError(404, "There is no order “\(name)”.")
        }
    }

    /// Every model is gone and every connection reset.
    func restart(_ doors: Doors, for time: Duration) async {
        record.append(DoubleEvent(.order, detail: "restart"))
        tell { scheduler, now in scheduler.restart(at: now) }
        await doors.close(for: time)
    }

    /// A client that nobody knows uses a model, as another program on the same host would.
    func useAsStranger(_ name: String, keepAlive: KeepAlive?) async throws {
        let model = try model(name, missing: APIError.notFound)
        let request = SchedulerRequest(
            id: record.nextRequestID(),
            model: model.scheduled,
            options: RequestOptions.none.launch(model, defaultContext: configuration.context),
            keepAlive: keepAlive
        )
        record.append(
            DoubleEvent(.order, request: request.id.number, model: model.name, detail: "foreign")
        )
        try await holding(request) { _ in }
    }

    /// Brings ollama#17408 about: the loader waits for the end of a model that nobody ends.
    func wedge() {
        record.append(DoubleEvent(.order, detail: "wedge"))
        let id = record.nextRequestID()
        tell { scheduler, now in scheduler.wedge(as: id, at: now) }
    }

    func change(_ patch: SchedulerPatch) {
        record.append(DoubleEvent(.order, detail: "settings"))
        tell { scheduler, now in
            scheduler.settings = patch.applied(to: scheduler.settings)
            return scheduler.advance(to: now)
        }
    }

    func change(_ patch: ModelPatch) {
        record.append(DoubleEvent(.order, model: patch.name, detail: "models"))
        core.withLock { $0.catalog.apply(patch) }
    }

    /// Ends what goes on by itself.
    func stop() {
        core.withLock { core in
            core.alarm?.cancel()
            for load in core.loads.values { load.cancel() }
            core.loads = [:]
        }
        record.finish()
    }
}
