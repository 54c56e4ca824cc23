import OllamaDouble
import Testing

/// How long a model stays, and what `ps` says of it.
@Suite struct SessionTests {
    @Test func `a model stays as long as it was told to, counted from its last use`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: KeepAlive(.seconds(10)), as: 1)
        run.pass(.seconds(9))
        run.ask(2, for: .embedder)
        run.pass(.seconds(60))
        run.done(2)
        run.settle()
        run.pass(.seconds(9))
        #expect(run.loaded == ["embedder"])
        run.pass(.seconds(1))
        #expect(run.loaded.isEmpty)
    }

    @Test func `a request without a keep_alive leaves the session as it is`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.load(.embedder, as: 2)
        #expect(run.entry(.embedder)?.session == .forever)
    }

    @Test func `a request with one changes it, also to less`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.load(.embedder, keepAlive: KeepAlive(.seconds(1)), as: 2)
        run.pass(.seconds(1))
        #expect(run.loaded.isEmpty)
    }

    @Test func `with none of its own a model gets the host's`() {
        var run = SchedulerRun(SchedulerSettings(keepAlive: KeepAlive(.seconds(7))))
        run.load(.embedder, as: 1)
        #expect(run.entry(.embedder)?.session == KeepAlive(.seconds(7)))
    }

    @Test func `a keep_alive of nothing unloads the model when it is idle`() {
        var run = SchedulerRun()
        run.ask(1, for: .embedder, keepAlive: .zero)
        run.endLoad()
        #expect(run.loaded == ["embedder"])
        run.done(1)
        run.settle()
        #expect(run.loaded.isEmpty)
        #expect(run.notes.contains(.unloaded(.embedder, .keepAliveEnded)))
    }

    @Test func `an unload request takes an idle model at once`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.unload(.embedder)
        #expect(run.loaded.isEmpty)
        #expect(run.notes.last == .unloaded(.embedder, .asked))
    }

    @Test func `an unload request takes a busy model when it is idle`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.endLoad()
        run.unload(.chat)
        #expect(run.loaded == ["chat"])
        run.done(1)
        run.settle()
        #expect(run.loaded.isEmpty)
    }

    @Test func `a model that is not loaded can be unloaded for nothing`() {
        var run = SchedulerRun()
        run.unload(.chat)
        #expect(run.notes.isEmpty)
    }

    @Test func `a model is listed only once it is loaded`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        #expect(run.loaded.isEmpty)
        run.endLoad()
        #expect(run.loaded == ["chat"])
    }

    @Test func `a pinned model's end is 292 years ahead`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        let left = run.entry(.embedder).map { $0.expiresAt - run.now } ?? .zero
        #expect(left > .seconds(291 * 365 * 86_400))
    }

    @Test func `the model that lives longest is listed first`() {
        var run = SchedulerRun()
        run.load(.chat, as: 1)
        run.load(.embedder, keepAlive: .forever, as: 2)
        let names = run.scheduler.loaded(at: run.now).map(\.model.name)
        #expect(names == ["embedder", "chat"])
    }

    @Test func `two names of one blob are one runner, under the name that loaded it`() {
        var run = SchedulerRun()
        let tag = ScheduledModel(name: "embedder:v2", blob: ScheduledModel.embedder.blob)
        run.load(.embedder, as: 1)
        run.ask(2, for: tag)
        #expect(run.served[2]?.runner == run.served[1]?.runner)
        #expect(run.loaded == ["embedder"])
    }

    @Test func `a restart leaves nothing, and refuses who waited`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat)
        run.ask(3, for: .other)
        run.restart()
        #expect(run.loaded.isEmpty)
        #expect(run.abandoned == 1)
        #expect(run.refused == [2: .canceled, 3: .canceled])
        run.ask(4, for: .chat)
        run.endLoad()
        #expect(run.served[4] != nil)
    }
}
