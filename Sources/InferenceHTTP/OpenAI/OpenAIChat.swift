import Channels
import Hummingbird
import JSONText

/// `/v1/chat/completions`.
struct OpenAIChat {
    let surroundings: Surroundings

    func complete(_ request: Request, _ context: FrontContext) async throws -> Response {
        let body = try await surroundings.bodies.object(of: request)
        let model = try body.model()
        let streams = try body.flag(at: "stream") ?? false
        let includesUsage = try body.object(at: "stream_options")?.flag(at: "include_usage")
        let job = surroundings.job(model, try OpenAIAsk(body).chat(), of: request)
        let desk = ChatDesk(chat: try surroundings.chatting(), surroundings: surroundings)
        return try await desk.answer(job, streams: streams, for: context) { id in
            OpenAIChatWording(model: model, job: id, includesUsage: includesUsage ?? false)
        }
    }
}
