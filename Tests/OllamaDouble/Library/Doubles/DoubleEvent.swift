/// One thing that happened in a double.
package struct DoubleEvent: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable {
        /// A request came in, with its body.
        case arrived
        /// It waits for a load, behind others.
        case queued
        /// Its runner works at it.
        case started
        /// Its runner works at it no more.
        case stopped
        /// Its handler returned.
        case ended
        case loadStarted = "load_started"
        case loaded
        case loadFailed = "load_failed"
        case loadDiscarded = "load_discarded"
        case victimChosen = "victim_chosen"
        case unloaded
        /// A model that was to go was given a new session: ollama#17408.
        case revived
        case fault
        case order
    }

    package var sequence = 0
    /// Since the double's start.
    package var milliseconds = 0.0
    package let kind: Kind
    package var request: Int?
    package var endpoint: String?
    package var model: String?
    package var body: String?
    /// Why, or how it ended.
    package var detail: String?
    package var status: Int?

    init(
        _ kind: Kind,
        request: Int? = nil,
        endpoint: String? = nil,
        model: String? = nil,
        body: String? = nil,
        detail: String? = nil,
        status: Int? = nil
    ) {
        self.kind = kind
        self.request = request
        self.endpoint = endpoint
        self.model = model
        self.body = body
        self.detail = detail
        self.status = status
    }

    init(_ note: SchedulerNote) {
        switch note {
        case .queued(let model, let behind):
            self.init(.queued, model: model.name, detail: "behind \(behind)")
        case .loadStarted(let model): self.init(.loadStarted, model: model.name)
        case .loaded(let model): self.init(.loaded, model: model.name)
        case .loadFailed(let model, let message):
            self.init(.loadFailed, model: model.name, detail: message)
        case .loadDiscarded(let model): self.init(.loadDiscarded, model: model.name)
        case .victimChosen(let model, let reason, let isBusy):
            let state = isBusy ? "busy" : "idle"
            self.init(.victimChosen, model: model.name, detail: "\(state): \(reason.text)")
        case .unloaded(let model, let reason):
            self.init(.unloaded, model: model.name, detail: reason.text)
        case .revived(let model): self.init(.revived, model: model.name)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case sequence, kind, request, endpoint, model, body, detail, status
        case milliseconds = "ms"
    }
}

extension UnloadReason {
    package var text: String {
        switch self {
        case .keepAliveEnded: "keep_alive ended"
        case .asked: "asked"
        case .slotsFull(let model): "slots full for \(model)"
        case .memoryShort(let model): "memory short for \(model)"
        case .optionsDiffer: "options differ"
        case .outOfMemory: "out of memory"
        case .restart: "restart"
        }
    }
}
