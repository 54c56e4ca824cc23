import Channels
import Hummingbird
import JSONText

/// `/api/chat` and `/api/generate`.
///
/// `keep_alive` is taken and not heeded: which model stays loaded is the chat channel's to decide.
/// So the two requests that only load or unload a model are answered, and change nothing.
struct OllamaChat {
    let surroundings: Surroundings

    func chat(_ request: Request, _ context: FrontContext) async throws -> Response {
        var body = try await surroundings.bodies.object(of: request)
        let model = try body.model()
        let streams = try body.flag(at: "stream") ?? true
        let isEmpty = (try body.list(at: "messages") ?? []).isEmpty
        let doneReason = body.asksForUnloading ? "unload" : "load"
        body.drop(["model", "stream", "keep_alive"])
        let wording = OllamaChatWording(model: model)
        if isEmpty { return try await empty(wording, model, doneReason, streams: streams) }
        return try await answer(
            surroundings.job(model, body, of: request),
            wording,
            streams: streams,
            context
        )
    }

    func generate(_ request: Request, _ context: FrontContext) async throws -> Response {
        let body = try await surroundings.bodies.object(of: request)
        let model = try body.model()
        let streams = try body.flag(at: "stream") ?? true
        let wording = OllamaGenerateWording(model: model)
        let isEmpty = (try body.text(at: "prompt") ?? "").isEmpty
        guard !isEmpty else {
            let doneReason = body.asksForUnloading ? "unload" : "load"
            return try await empty(wording, model, doneReason, streams: streams)
        }
        return try await answer(
            surroundings.job(model, try body.chatOfGenerate(), of: request),
            wording,
            streams: streams,
            context
        )
    }

    private func answer(
        _ job: JobRequest,
        _ wording: some ChatWording,
        streams: Bool,
        _ context: FrontContext
    ) async throws -> Response {
        let desk = ChatDesk(chat: try surroundings.chatting(), surroundings: surroundings)
        return try await desk.answer(job, streams: streams, for: context) { _ in wording }
    }

    /// Ollama answers these two with one object, also where a stream is asked for.
    private func empty(
        _ wording: some ChatWording,
        _ model: String,
        _ doneReason: String,
        streams: Bool
    ) async throws -> Response {
        _ = try surroundings.chatting()
        try await surroundings.catalog.require(model)
        let now = surroundings.nowUnixMs()
        return .json(wording.whole(ChatPiece(), .done(doneReason), atUnixMs: now))
    }
}

extension JSONObject {
    mutating func drop(_ names: [String]) {
        for name in names { self[name] = nil }
    }

    /// `keep_alive` of nothing.
    fileprivate var asksForUnloading: Bool {
        let zeros: Set<String> = ["0", "0s", "0m", "0h", "0ms"]
        return self["keep_alive"]?.double == 0
            || self["keep_alive"]?.string.map(zeros.contains) == true
    }

    /// The body of `/api/chat` that says the same as this one of `/api/generate`.
    ///
    /// A host's chat puts the prompt into the model's own template; what only a bare prompt can do
    /// is refused.
    func chatOfGenerate() throws(Refusal) -> JSONObject {
        try refuseWhatOnlyABarePromptCanDo()
        var user: JSONObject = ["role": .string("user")]
        user.take([("prompt", "content"), ("images", "images")], of: self)
        var messages: [JSONValue] = [.object(user)]
        if let system = try text(at: "system"), !system.isEmpty {
            let message: JSONObject = ["role": .string("system"), "content": .string(system)]
            messages.insert(.object(message), at: 0)
        }
        var chat = self
        chat.drop([
            "model", "prompt", "suffix", "system", "template", "context", "raw", "images", "stream",
            "keep_alive",
        ])
        chat["messages"] = .array(messages)
        return chat
    }

    private func refuseWhatOnlyABarePromptCanDo() throws(Refusal) {
        let asked: [(String, Bool)] = [
            ("raw", try flag(at: "raw") ?? false),
            ("suffix", !(try text(at: "suffix") ?? "").isEmpty),
            ("template", !(try text(at: "template") ?? "").isEmpty),
            ("context", !(try list(at: "context") ?? []).isEmpty),
        ]
        guard let (name, _) = asked.first(where: \.1) else { return }
        throw Refusal(
            .unsupported,
            "\"\(name)\" cannot be honoured: what is generated here goes through the model's own "
                + "chat template; leave it out, or use /api/chat.",
            field: name
        )
    }
}
