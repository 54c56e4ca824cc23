import Channels
import Hummingbird

import struct NIOCore.ByteBuffer

/// Has one chat done for a client: as a job, whose events become an answer.
///
/// The job is this client's alone: when the client leaves, it is cancelled, as Ollama ends what
/// nobody listens to. While the job waits, nothing is sent but comments in streams of events.
struct ChatDesk {
    let chat: any ChatServing
    let surroundings: Surroundings

    func answer<Wording: ChatWording>(
        _ request: JobRequest,
        streams: Bool,
        for context: FrontContext,
        wording: (JobID) -> Wording
    ) async throws -> Response {
        let departure = try await context.departure()
        let job = try await submit(request)
        departure.expect { giveUp(job) }
        do {
            let hearing = Hearing(watch: try await watch(job), relay: Relay(canTakeBack: !streams))
            guard streams else {
                defer { departure.expectNothing() }
                return try await whole(hearing, wording(job), of: job)
            }
            return try await stream(hearing, wording(job), of: job, departure)
        } catch {
            departure.expectNothing()
            throw error
        }
    }

    private func submit(_ request: JobRequest) async throws(Refusal) -> JobID {
        do throws(ChannelError) {
            return try await chat.submit(request).view.job.id
        } catch {
            throw Refusal(error, missing: .unknown(model: request.model))
        }
    }

    /// Nobody would hear a job that cannot be watched.
    private func watch(_ job: JobID) async throws(ChannelError) -> JobWatch {
        do {
            return try await chat.watch(job, after: JobSequence(rawValue: 0))
        } catch {
            giveUp(job)
            throw error
        }
    }

    private func giveUp(_ job: JobID) { surroundings.givenUp.add(job, of: chat) }
}

// One answer.
extension ChatDesk {
    private func whole(
        _ hearing: Hearing,
        _ wording: some ChatWording,
        of job: JobID
    ) async throws -> Response {
        var hearing = hearing
        var said = Gathered()
        while true {
            switch await hearing.next() {
            case .nothing: break
            case .tell(let piece): said.add(piece)
            case .takeBack: said = Gathered()
            case .finish(let statistics):
                let now = surroundings.nowUnixMs()
                return .json(wording.whole(said.piece, statistics, atUnixMs: now))
            case .fail(let refusal, let endsJob):
                if endsJob { giveUp(job) }
                throw refusal
            }
        }
    }
}

// A stream.
extension ChatDesk {
    /// The answer's head goes out with its first word, so that an error before has its status.
    ///
    /// Of a stream of events it goes out earlier if that takes long: from then on comments can say
    /// that there is life.
    private func stream(
        _ hearing: Hearing,
        _ wording: some ChatWording,
        of job: JobID,
        _ departure: Departure
    ) async throws -> Response {
        let opening = Opening(hearing)
        let isEvents = wording.mediaType == MediaTypes.events
        let patience = isEvents ? surroundings.settings.limits.heartbeatEvery : nil
        let opened = await opening.opened(within: patience, on: surroundings.clock)
        if case .fail(let refusal, let endsJob) = opened?.step {
            if endsJob { giveUp(job) }
            throw refusal
        }
        return Response(
            status: .ok,
            headers: [.contentType: wording.mediaType, .cacheControl: "no-cache"],
            body: ResponseBody { writer in
                defer { departure.expectNothing() }
                do {
                    try await tell(await opening.opened(), wording, of: job, to: &writer)
                    try await writer.finish(nil)
                } catch {
                    giveUp(job)
                    throw error
                }
            }
        )
    }

    @concurrent
    private func tell(
        _ opened: Opened,
        _ wording: some ChatWording,
        of job: JobID,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        var (wording, hearing, step) = (wording, opened.hearing, opened.step)
        while true {
            switch step {
            case .nothing, .takeBack: break
            case .tell(let piece):
                let bytes = wording.piece(piece, atUnixMs: surroundings.nowUnixMs())
                if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
            case .finish(let statistics):
                let bytes = wording.end(statistics, atUnixMs: surroundings.nowUnixMs())
                return try await writer.write(ByteBuffer(bytes: bytes))
            case .fail(let refusal, let endsJob):
                if endsJob { giveUp(job) }
                return try await writer.write(ByteBuffer(bytes: wording.failure(refusal)))
            }
            step = await hearing.next()
        }
    }
}
