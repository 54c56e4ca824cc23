import Channels

/// A job's events as they come, and what they mean for one answer.
struct Hearing: Sendable {
    private let watch: JobWatch
    private var relay: Relay

    init(watch: JobWatch, relay: Relay) {
        self.watch = watch
        self.relay = relay
    }

    mutating func next() async -> Relay.Step {
        var events = watch.makeAsyncIterator()
        do throws(ChannelError) {
            guard let event = try await events.next(isolation: nil) else {
                return relay.stepOnLostWatch(nil)
            }
            return relay.step(on: event)
        } catch {
            return relay.stepOnLostWatch(error)
        }
    }
}

/// The first step that a client is to hear of, and what follows it.
struct Opened: Sendable {
    let hearing: Hearing
    let step: Relay.Step
}

/// Waits for an answer's first word, for as long as it takes or for a while at first.
struct Opening: Sendable {
    private let task: Task<Opened, Never>
    /// The first word, or nil when patience ran out; what comes first counts.
    private let signals: AsyncStream<Opened?>
    private let signal: AsyncStream<Opened?>.Continuation

    init(_ hearing: Hearing) {
        let (signals, signal) = AsyncStream.makeStream(
            of: Opened?.self,
            bufferingPolicy: .bufferingOldest(1)
        )
        (self.signals, self.signal) = (signals, signal)
        task = Task {
            let opened = await Self.firstWord(of: hearing)
            signal.yield(opened)
            return opened
        }
    }

    func opened() async -> Opened {
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// The first word, or nil when `patience` has passed before; to be asked once.
    func opened(within patience: Duration?, on clock: any Clock<Duration>) async -> Opened? {
        guard let patience else { return await opened() }
        let timer = Task { [signal] in
            guard (try? await clock.sleep(for: patience)) != nil else { return }
            signal.yield(nil)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            for await opened in signals { return opened }
            return await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private static func firstWord(of hearing: Hearing) async -> Opened {
        var hearing = hearing
        while true {
            let step = await hearing.next()
            if step != .nothing { return Opened(hearing: hearing, step: step) }
        }
    }
}
