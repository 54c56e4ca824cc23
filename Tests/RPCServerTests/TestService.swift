import Messages
import RPC

typealias Pair = TTRPC.KeyValue

/// A service with a method of each kind, over pairs of strings.
enum TestMethods {
    static let service = "moult.test.Echo"

    private static func method(_ name: String, _ kind: CallKind) -> WireMethod<Pair, Pair> {
        WireMethod(service: service, name: name, kind: kind)
    }

    /// Answers what it gets, on the event loop.
    static let inline = method("Inline", .unary)
    /// Answers what it gets, in a task.
    static let echo = method("Echo", .unary)
    /// The same, after it has been elsewhere.
    static let roundabout = method("Roundabout", .unary)
    /// Answers when the test says so.
    static let wait = method("Wait", .unary)
    /// The same; it goes on when nobody waits any more.
    static let waitDurably = method("WaitDurably", .unary)
    /// Fails with a status, or with an error that nobody foresaw.
    static let fail = method("Fail", .unary)
    /// Answers with so many bytes.
    static let large = method("Large", .unary)
    /// Sends as many messages as it is told.
    static let count = method("Count", .serverStream)
    /// The same, handed over all at once.
    static let countTogether = method("CountTogether", .serverStream)
    /// Sends until its caller goes.
    static let flood = method("Flood", .serverStream)
    /// Sends the latest state, as often as it is told, then waits.
    static let latest = method("Latest", .serverStream)
    /// Sends one message, then waits for its end.
    static let subscribe = method("Subscribe", .serverStream)
    /// Answers how many messages came.
    static let sum = method("Sum", .clientStream)
    /// Sends what it gets.
    static let chat = method("Chat", .bidirectional)
    /// Takes a message when the test says so.
    static let sip = method("Sip", .bidirectional)
}

/// What a test lets the handlers do, and what they did.
final class TestService: Sendable {
    let started = Signal()
    let release = Signal()
    let cancelled = Signal()
    let completed = Signal()

    /// An error whose text is nobody's business.
    struct Secret: Error {
        var password = "hunter2"
    }

    var table: ServiceTable {
        ServiceTable {
            addUnary(to: &$0)
            addStreams(to: &$0)
            $0.unary(MoultV1.SessionMethods.cancelStream) { request, context in
                let cancelled = await context.connection.cancelStream(request.streamID)
                return MoultV1.CancelStreamResponse(cancelled: cancelled)
            }
        }
    }

    private func addUnary(to table: inout ServiceTable) {
        table.inline(TestMethods.inline) { request, _ in request }
        table.unary(TestMethods.echo) { request, context in
            Pair(
                key: request.key,
                value: context.metadata["reply"] ?? request.value
            )
        }
        table.unary(TestMethods.roundabout) { request, _ in
            await Elsewhere().pass(request)
        }
        table.unary(TestMethods.wait) { request, _ in
            try await self.waitForRelease()
            return request
        }
        table.unary(TestMethods.waitDurably, isDurable: true) { request, _ in
            try await self.waitForRelease()
            return request
        }
        table.unary(TestMethods.fail) { request, _ in
            guard request.key == "status" else { throw Secret() }
            throw RPCStatus.invalidArgument("\(request.value) is wrong.", subject: request.value)
        }
        table.unary(TestMethods.large) { request, _ in
            Pair(key: "", value: String(repeating: "x", count: Int(request.value) ?? 0))
        }
    }

    private func addStreams(to table: inout ServiceTable) {
        table.serverStream(TestMethods.count) { request, writer, _ in
            for number in 0..<(Int(request.value) ?? 0) {
                try await writer.send(Pair(key: request.key, value: "\(number)"))
            }
        }
        table.serverStream(TestMethods.countTogether) { request, writer, _ in
            let numbers = 0..<(Int(request.value) ?? 0)
            try await writer.send(
                numbers.map { try PackedMessage(Pair(key: request.key, value: "\($0)")) }
            )
        }
        table.serverStream(TestMethods.flood) { request, writer, _ in
            let message = try PackedMessage(
                Pair(value: String(repeating: "x", count: Int(request.value) ?? 1_000))
            )
            do {
                while true {
                    try await writer.send(message)
                }
            } catch {
                self.cancelled.fire()
                throw error
            }
        }
        table.serverStream(TestMethods.latest) { request, writer, _ in
            for number in 1...(Int(request.value) ?? 1) {
                try writer.sendLatest(
                    Pair(key: String(repeating: "x", count: 1_000), value: "\(number)")
                )
            }
            self.completed.fire()
            try await self.waitForRelease()
        }
        table.serverStream(TestMethods.subscribe) { request, writer, _ in
            try await writer.send(request)
            try await self.waitForRelease()
        }
        table.clientStream(TestMethods.sum) { requests, _ in
            var count = 0
            for try await _ in requests {
                count += 1
            }
            return Pair(key: "count", value: "\(count)")
        }
        table.bidirectional(TestMethods.chat) { requests, writer, _ in
            do {
                for try await request in requests {
                    try await writer.send(request)
                }
            } catch {
                self.cancelled.fire()
                throw error
            }
            self.completed.fire()
        }
        table.bidirectional(TestMethods.sip) { requests, writer, _ in
            self.started.fire()
            try await self.waitForRelease()
            for try await request in requests {
                try await writer.send(Pair(key: request.key))
            }
        }
    }

    private func waitForRelease() async throws {
        started.fire()
        do {
            try await release.wait()
        } catch {
            cancelled.fire()
            throw error
        }
        completed.fire()
    }
}

/// Somewhere else than an event loop.
private actor Elsewhere {
    func pass(_ pair: Pair) -> Pair { pair }
}
