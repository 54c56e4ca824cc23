import Channels
import Synchronization

/// A host in memory: it loads at once, unless a test holds its loads, and says what it was asked.
final class FakeHost: ModelHost {
    enum Call: Sendable, Hashable {
        case load(String, ModelUse, KeepAlive)
        case unload(String)
    }

    private struct State {
        var residents: [Resident] = []
        var installed: [InstalledModel] = []
        var calls: [Call] = []
        var fault: HostError?
        var held: [CheckedContinuation<Void, Never>]?
        var mostPinned = 0
    }

    let name = "box"
    private let state = Mutex(State())
    private let arrivals: AsyncStream<Call>
    private let arrival: AsyncStream<Call>.Continuation

    init() {
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    var calls: [Call] { state.withLock { $0.calls } }
    /// The most models that were pinned at once.
    var mostPinned: Int { state.withLock { $0.mostPinned } }

    /// The next load or unloading, when it has come.
    func next() async -> Call? {
        var iterator = arrivals.makeAsyncIterator()
        return await iterator.next()
    }

    /// From now on every call fails; nil: none does.
    func fails(_ error: HostError?) {
        state.withLock { $0.fault = error }
    }

    func installs(_ model: InstalledModel) {
        state.withLock { $0.installed.append(model) }
    }

    /// A model has gone from the host.
    func evicts(_ model: String) {
        state.withLock { $0.residents.removeAll { $0.name == model } }
    }

    /// Loads wait from now on.
    func holdsLoads() {
        state.withLock { $0.held = [] }
    }

    func letsLoadsGo() {
        let held = state.withLock { state in
            defer { state.held = nil }
            return state.held ?? []
        }
        for continuation in held { continuation.resume() }
    }

    func version() async throws(HostError) -> String {
        try check()
        return "0.33.0"
    }

    func installed() async throws(HostError) -> [InstalledModel] {
        try check()
        return state.withLock { $0.installed }
    }

    func facts(of model: String) async throws(HostError) -> ModelFacts { ModelFacts() }

    func residents() async throws(HostError) -> [Resident] {
        try check()
        return state.withLock { $0.residents }
    }

    func load(
        _ model: String,
        as use: ModelUse,
        keepAlive: KeepAlive
    ) async throws(HostError) -> LoadReport {
        note(.load(model, use, keepAlive))
        await waitWhileHeld()
        if Task.isCancelled { throw HostError(.cancelled, "It was given up.") }
        try check()
        state.withLock { state in
            state.residents.removeAll { $0.name == model }
            let expiry: Int64? = keepAlive == .pinned ? nil : 1
            state.residents.append(Resident(name: model, expiresUnixMs: expiry))
            state.mostPinned = max(state.mostPinned, state.residents.count { $0.isPinned })
        }
        return LoadReport(loadTime: .seconds(1))
    }

    func unload(_ model: String) async throws(HostError) {
        note(.unload(model))
        try check()
        evicts(model)
    }

    func chat(
        _ model: String,
        body: String,
        keepAlive: KeepAlive,
        each: @Sendable (ChatPiece) async -> Void
    ) async throws(HostError) -> ChatStatistics { ChatStatistics() }

    private func note(_ call: Call) {
        state.withLock { $0.calls.append(call) }
        arrival.yield(call)
    }

    private func check() throws(HostError) {
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }

    /// Or until the load is given up.
    private func waitWhileHeld() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isHeld = state.withLock { state in
                    guard !Task.isCancelled, state.held != nil else { return false }
                    state.held?.append(continuation)
                    return true
                }
                if !isHeld { continuation.resume() }
            }
        } onCancel: {
            letsLoadsGo()
        }
    }
}

/// A chat worker that lends its slot when told to.
final class FakeLender: SlotLending {
    private struct State {
        var waiting: [CheckedContinuation<HostError?, Never>] = []
        var isFree = false
        var left: [String] = []
    }

    private let state = Mutex(State())

    var left: [String] { state.withLock { $0.left } }

    func isFree() {
        state.withLock { $0.isFree = true }
    }

    func enterSlot(_ model: String) async throws(HostError) {
        let error = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isFree = state.withLock { state in
                    if !state.isFree { state.waiting.append(continuation) }
                    return state.isFree
                }
                if isFree { continuation.resume(returning: nil) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            let error = HostError(.cancelled, "It left.")
            for continuation in waiting { continuation.resume(returning: error) }
        }
        if let error { throw error }
    }

    func leaveSlot(_ model: String) {
        state.withLock { $0.left.append(model) }
    }

    func holdSlot(for model: String) async throws(HostError) {}

    func giveSlotBack() {}
}
