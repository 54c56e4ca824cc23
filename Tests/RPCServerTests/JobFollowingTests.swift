import Logging
import Messages
import RPC
import RPCServer
import Synchronization
import Testing

@testable import MoultClient

/// A server whose watches of a job say what a test tells them to, one script a stream.
private final class WatchedJob: Sendable {
    /// What one stream says, and how it ends.
    struct Script: Sendable {
        var events: [MoultV1.JobEvent]
        var end: RPCStatus?
    }

    private let scripts: Mutex<[Script]>
    let asked = Mutex<[Int64]>([])

    init(_ scripts: [Script]) {
        self.scripts = Mutex(scripts)
    }

    var table: ServiceTable {
        ServiceTable { table in
            table.serverStream(MoultV1.InferenceMethods.watchJob) { request, writer, _ in
                self.asked.withLock { $0.append(request.afterSequence) }
                let script = self.scripts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                for event in script?.events ?? [] { try await writer.send(event) }
                if let end = script?.end { throw end }
            }
        }
    }

    static func began(_ attempt: Int32, at sequence: Int64) -> MoultV1.JobEvent {
        MoultV1.JobEvent(
            jobID: 1,
            sequence: sequence,
            event: .began(MoultV1.JobBegan(attempt: attempt))
        )
    }

    static func chunk(_ sequence: Int64) -> MoultV1.JobEvent {
        let chunk = MoultV1.JobChunk(content: "\(sequence)")
        return MoultV1.JobEvent(jobID: 1, sequence: sequence, event: .chunk(chunk))
    }

    static let ended = MoultV1.JobEvent(jobID: 1, event: .ended(MoultV1.Job(state: .succeeded)))
}

@Suite struct JobFollowingTests {
    /// What is heard of a job whose streams end as `scripts` say, and where each began.
    private func follow(
        _ scripts: [WatchedJob.Script],
        after: Int64 = 0,
        lost: @escaping @Sendable (MoultError) -> Void = { _ in }
    ) async throws -> (events: [MoultV1.JobEvent], asked: [Int64]) {
        let job = WatchedJob(scripts)
        let server = try await RPCServer.start(
            on: [try ServerAddress("tcp://127.0.0.1:0")],
            serving: [job.table],
            limits: RPCLimits(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let client = try MoultClient(server: "\(server.addresses[0])")
        var events: [MoultV1.JobEvent] = []
        var failure: (any Error)?
        do {
            for try await event in client.inference.followJob(1, after: after, lost: lost) {
                events.append(event)
            }
        } catch {
            failure = error
        }
        await client.close()
        await server.shutdown()
        if let failure { throw failure }
        return (events, job.asked.withLock { $0 })
    }

    @Test func `a watch that is cut off goes on where it was, and says nothing twice`() async throws
    {
        let losses = Mutex<[MoultV1.Reason]>([])
        let (events, asked) = try await follow(
            [
                .init(
                    events: [WatchedJob.began(1, at: 10), WatchedJob.chunk(11)],
                    end: .draining
                ),
                .init(
                    events: [
                        WatchedJob.began(1, at: 10), WatchedJob.chunk(11), WatchedJob.chunk(12),
                    ],
                    end: .subscriberTooSlow
                ),
                .init(
                    events: [],
                    end: RPCStatus(
                        .unavailable,
                        "The server stops.",
                        reason: .providerUnavailable,
                        retryable: true
                    )
                ),
                .init(
                    events: [WatchedJob.began(2, at: 20), WatchedJob.chunk(21), WatchedJob.ended]
                ),
            ],
            lost: { error in losses.withLock { $0.append(error.reason) } }
        )
        #expect(
            events == [
                WatchedJob.began(1, at: 10), WatchedJob.chunk(11), WatchedJob.chunk(12),
                WatchedJob.began(2, at: 20), WatchedJob.chunk(21), WatchedJob.ended,
            ]
        )
        #expect(asked == [0, 11, 12, 12])
        #expect(
            losses.withLock { $0 }
                == [.draining, .subscriberTooSlow]
        )
    }

    @Test func `it begins behind what is known`() async throws {
        let (events, asked) = try await follow(
            [.init(events: [WatchedJob.chunk(7), WatchedJob.chunk(8), WatchedJob.ended])],
            after: 7
        )
        #expect(events == [WatchedJob.chunk(8), WatchedJob.ended])
        #expect(asked == [7])
    }

    @Test(arguments: [
        RPCStatus(.notFound, "There is no job 1.", reason: .notFound),
        RPCStatus(.unavailable, "It will not serve you.", reason: .providerUnavailable),
    ])
    func `an answer is no loss`(refusal: RPCStatus) async {
        let error = await #expect(throws: MoultError.self) {
            _ = try await follow([.init(events: [], end: refusal)])
        }
        #expect(error?.message == refusal.message)
    }

    @Test func `pauses grow up to their bound, until the patience is over`() {
        let error = MoultError.connectionLost
        let start = ContinuousClock.now
        var reattaching = Reattaching(patience: .seconds(10))
        var pauses: [Duration] = []
        var now = start
        while let pause = reattaching.pause(after: error, at: now) {
            pauses.append(pause)
            now += pause
        }
        #expect(pauses.prefix(3) == [.milliseconds(50), .milliseconds(100), .milliseconds(200)])
        #expect(pauses.max() == Reattaching.pauseMax)
        #expect(pauses.reduce(.zero, +) == .seconds(10))

        reattaching.heard()
        #expect(reattaching.pause(after: error, at: now) == Reattaching.pauseFirst)
    }
}
