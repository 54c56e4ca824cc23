import Channels
import HTTPTypes
import Hummingbird
import JSONText
import NIOCore

/// `/jobs`: chats that outlive their clients.
struct JobRoutes {
    let surroundings: Surroundings

    func submit(_ request: Request) async throws -> Response {
        let chat = try surroundings.chatting()
        let body = try await surroundings.bodies.object(of: request)
        let draft = try JobDraft(body, surroundings, request)
        let submitted = try await Self.submit(draft.request, to: chat)
        let path = "/jobs/\(submitted.view.job.id.rawValue)"
        return .json(
            JSONValue.object(submitted.view.members).bytes,
            status: submitted.isNew ? .accepted : .ok,
            headers: [.location: path]
        )
    }

    private static func submit(
        _ request: JobRequest,
        to chat: any ChatServing
    ) async throws(Refusal) -> SubmittedJob {
        do {
            return try await chat.submit(request)
        } catch {
            throw Refusal(error, missing: .unknown(model: request.model))
        }
    }

    func job(_ context: FrontContext) async throws -> Response {
        let view = try await surroundings.chatting().job(try context.job())
        return .json(.object(view.members))
    }

    func cancel(_ context: FrontContext) async throws -> Response {
        let view = try await surroundings.chatting().cancel(try context.job())
        return .json(.object(view.members))
    }

    /// What the job says after the event that the client has, from the store and then live.
    ///
    /// A client that has seen the end is told to come no more: to an `EventSource` a stream that
    /// closes is one to open again.
    func events(_ request: Request, _ context: FrontContext) async throws -> Response {
        let chat = try surroundings.chatting()
        let id = try context.job()
        let place = try EventPlace(of: request)
        guard case .after(let sequence) = place else { return Response(status: .noContent) }
        let watch = try await chat.watch(id, after: sequence)
        let departure = try await context.departure()
        return Response(
            status: .ok,
            headers: [.contentType: MediaTypes.events, .cacheControl: "no-cache"],
            body: ResponseBody { writer in
                let events = Departing(watch, departure)
                defer { departure.expectNothing() }
                while let event = try await events.next() {
                    try await writer.write(ByteBuffer(bytes: event.text.bytes))
                }
                try await writer.finish(nil)
            }
        )
    }
}

/// The events of a watch until its client leaves; an error of the watch ends them.
private struct Departing {
    private let watch: JobWatch
    private let departure: Departure

    init(_ watch: JobWatch, _ departure: Departure) {
        self.watch = watch
        self.departure = departure
    }

    func next() async throws -> JobEvent? {
        try await departure.cancelling { [watch] in
            var events = watch.makeAsyncIterator()
            return try await events.next(isolation: nil)
        }
    }
}

extension FrontContext {
    fileprivate func job() throws(Refusal) -> JobID {
        guard let text = parameters.get("id"), let id = Int64(text), id > 0 else {
            throw .unknownJob
        }
        return JobID(rawValue: id)
    }
}

/// Where a client goes on in a job's events.
private enum EventPlace {
    case after(JobSequence)
    /// It has seen the last.
    case end

    /// From `Last-Event-ID`, which browsers send when they come back, or from `?after=`.
    init(of request: Request) throws(Refusal) {
        let header = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
        let text = header ?? request.uri.queryParameters["after"].map(String.init) ?? "0"
        if text == JobEvent.lastID {
            self = .end
        } else if let number = Int64(text), number >= 0 {
            self = .after(JobSequence(rawValue: number))
        } else {
            throw Refusal(
                .invalid,
                "\"\(text)\" is no event's id; give one that an event had, or 0 for all.",
                field: "after"
            )
        }
    }
}
