import Channels
import Synchronization
import TestSupport

/// A host whose every answer a test gives, or that answers at once where the test does not care.
final class ScriptedHost: ModelHost, PinKeeping {
    enum Call: Hashable, Sendable {
        case version
        case list
        case facts(String)
        case look
        case unload(String)
        case pins
        case load(String, ModelUse, KeepAlive)
        case chat(String, String)
        /// The chat's request has ended.
        case chatEnded(String)
        case chatLoads(String?)

        var isQuestion: Bool {
            switch self {
            case .list, .facts: true
            default: false
            }
        }
    }

    /// One chat that a test leads.
    final class Chat: Sendable {
        enum Step: Sendable {
            case piece(ChatPiece)
            case end(ChatStatistics)
            case fail(HostError)
        }

        let steps: AsyncStream<Step>
        private let continuation: AsyncStream<Step>.Continuation

        init() {
            (steps, continuation) = AsyncStream.makeStream()
        }

        func say(_ content: String) { continuation.yield(.piece(ChatPiece(content: content))) }
        func end(_ statistics: ChatStatistics = ChatStatistics()) {
            continuation.yield(.end(statistics))
        }
        func fail(_ code: HostError.Code, _ message: String = "It broke.") {
            continuation.yield(.fail(HostError(code, message)))
        }
    }

    private struct State {
        var calls: [Call] = []
        var residents: Set<String> = []
        var listed: Set<String> = []
        var pinned: Set<String> = []
        var faults: [Call: [HostError]] = [:]
        var waiting: [(Call, CheckedContinuation<Void, Never>)] = []
        var isAway = false
    }

    let name = "test"
    private let state = Mutex(State())
    /// The chats as they begin; nil: each answers "hello" at once.
    private let chats: (AsyncStream<Chat>, AsyncStream<Chat>.Continuation)?

    init(isLed: Bool = false) {
        chats = isLed ? AsyncStream.makeStream() : nil
    }

    /// But for questions about what is installed.
    var calls: [Call] { all.filter { !$0.isQuestion } }
    var questions: [Call] { all.filter(\.isQuestion) }

    private var all: [Call] { state.withLock(\.calls) }
    /// Loaded by whoever it was.
    var residentNames: Set<String> {
        get { state.withLock(\.residents) }
        set { state.withLock { $0.residents = newValue } }
    }

    /// What its list of installed models has; others it has all the same, unless a test says not.
    var listed: Set<String> {
        get { state.withLock(\.listed) }
        set { state.withLock { $0.listed = newValue } }
    }

    /// Of those that are loaded.
    var pinned: Set<String> {
        get { state.withLock(\.pinned) }
        set { state.withLock { $0.pinned = newValue } }
    }

    var isAway: Bool {
        get { state.withLock(\.isAway) }
        set { state.withLock { $0.isAway = newValue } }
    }

    /// The next such call fails, and then as many as are given more.
    func fail(_ call: Call, _ errors: HostError...) {
        state.withLock { $0.faults[call, default: []] += errors }
    }

    func nextChat() async -> Chat? {
        guard let (stream, _) = chats else { return nil }
        for await chat in stream { return chat }
        return nil
    }

    /// Returns when such a call has come.
    func called(_ call: Call) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.calls.contains(call) { return true }
                state.waiting.append((call, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func note(_ call: Call) {
        let woken = state.withLock { state in
            state.calls.append(call)
            defer { state.waiting.removeAll { $0.0 == call } }
            return state.waiting.filter { $0.0 == call }.map(\.1)
        }
        for one in woken { one.resume() }
    }

    private func answer(_ call: Call) throws(HostError) {
        note(call)
        let error = state.withLock { state -> HostError? in
            if state.isAway { return HostError(.unreachable, "Nobody answers.") }
            guard let fault = state.faults[call]?.first else { return nil }
            state.faults[call]?.removeFirst()
            return fault
        }
        if let error { throw error }
    }

    func version() async throws(HostError) -> String {
        try answer(.version)
        return "0.13.5"
    }

    func installed() async throws(HostError) -> [InstalledModel] {
        try answer(.list)
        return state.withLock(\.listed).map { InstalledModel(name: $0, digest: "", sizeBytes: 1) }
    }

    func facts(of model: String) async throws(HostError) -> ModelFacts {
        try answer(.facts(model))
        return ModelFacts()
    }

    func residents() async throws(HostError) -> [Resident] {
        try answer(.look)
        return state.withLock { state in
            state.residents.sorted().map { name in
                Resident(name: name, expiresUnixMs: state.pinned.contains(name) ? nil : 1)
            }
        }
    }

    func load(
        _ model: String,
        as use: ModelUse,
        keepAlive: KeepAlive
    ) async throws(HostError) -> LoadReport {
        try answer(.load(model, use, keepAlive))
        state.withLock { _ = $0.residents.insert(model) }
        return LoadReport(loadTime: .seconds(1))
    }

    func unload(_ model: String) async throws(HostError) {
        try answer(.unload(model))
        state.withLock { _ = $0.residents.remove(model) }
    }

    func seePinned() async throws(HostError) { try answer(.pins) }

    func chatLoads(_ model: String?) { note(.chatLoads(model)) }

    func chatKnows(_ models: Set<String>?) {}

    func chat(
        _ model: String,
        body: String,
        keepAlive: KeepAlive,
        each: @Sendable (ChatPiece) async -> Void
    ) async throws(HostError) -> ChatStatistics {
        try answer(.chat(model, body))
        defer { note(.chatEnded(body)) }
        guard let (_, continuation) = chats else {
            await each(ChatPiece(content: "hello"))
            return ChatStatistics()
        }
        let chat = Chat()
        continuation.yield(chat)
        for await step in chat.steps {
            switch step {
            case .piece(let piece): await each(piece)
            case .end(let statistics): return statistics
            case .fail(let error): throw error
            }
        }
        throw HostError(.cancelled, "The request was given up.")
    }
}
