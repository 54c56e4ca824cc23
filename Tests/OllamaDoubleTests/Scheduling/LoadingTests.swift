import OllamaDouble
import Testing

/// How requests come to their models.
@Suite struct LoadingTests {
    @Test func `one model is loaded at a time, in the order of the requests`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.ask(2, for: .embedder)
        #expect(run.loads.map(\.model.name) == ["chat"])
        run.endLoad()
        #expect(run.loads.map(\.model.name) == ["embedder"])
    }

    @Test func `requests for the model that loads are served with the first`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.ask(2, for: .chat)
        run.ask(3, for: .chat)
        run.endLoad()
        #expect(run.served.keys.sorted() == [1, 2, 3])
        #expect(run.entry(.chat)?.references == 3)
    }

    @Test func `a loaded model is used at once, whatever waits`() {
        var run = SchedulerRun(SchedulerSettings(queueMax: 1))
        run.load(.embedder, as: 1)
        run.ask(2, for: .chat)
        run.ask(3, for: .other)
        run.ask(4, for: .embedder)
        #expect(run.served[4] != nil)
    }

    @Test func `the queue takes as many as it is set to and refuses one more`() {
        var run = SchedulerRun(SchedulerSettings(queueMax: 2))
        run.ask(1, for: .chat)
        run.ask(2, for: .other)
        run.ask(3, for: .other)
        #expect(run.refused.isEmpty)
        run.ask(4, for: .other)
        #expect(run.refused == [4: .queueFull])
        #expect(SchedulerSettings().queueMax == 512)
    }

    @Test func `other options reload the model, which forgets that it was pinned`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(
            2,
            for: .embedder,
            options: LaunchOptions(context: 8_192, hasAutomaticContext: false)
        )
        run.settle()
        #expect(run.notes.contains(.unloaded(.embedder, .optionsDiffer)))
        run.endLoad()
        #expect(run.entry(.embedder)?.session == KeepAlive(.seconds(300)))
        #expect(run.served[2]?.options.context == 8_192)
    }

    @Test func `options that come to the same do not`() {
        var run = SchedulerRun()
        run.load(.embedder, as: 1)
        run.ask(
            2,
            for: .embedder,
            options: LaunchOptions(context: 4_096, hasAutomaticContext: false)
        )
        #expect(run.served[2]?.runner == run.served[1]?.runner)
    }

    @Test func `what was left to Ollama fits what it chose`() {
        let chosen = LaunchOptions(context: 32_768, hasAutomaticContext: true)
        #expect(chosen.serves(LaunchOptions(context: 4_096, hasAutomaticContext: true)))
        #expect(!chosen.serves(LaunchOptions(context: 4_096, hasAutomaticContext: false)))
    }

    @Test func `layers on the GPU matter only when they are asked for`() {
        let running = LaunchOptions(gpuLayers: 10)
        #expect(running.serves(LaunchOptions(gpuLayers: -1)))
        #expect(!running.serves(LaunchOptions(gpuLayers: 11)))
    }

    @Test func `a load whose client has gone is discarded, and the next begins`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.ask(2, for: .other)
        run.leave(1)
        #expect(run.abandoned == 1)
        #expect(run.notes.contains(.loadDiscarded(.chat)))
        #expect(run.loaded.isEmpty)
        #expect(run.loads.map(\.model.name) == ["other"])
    }

    @Test func `a request whose client has gone is not loaded for`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.ask(2, for: .other)
        run.leave(2)
        run.endLoad()
        #expect(run.loads.isEmpty)
        #expect(run.refused == [2: .canceled])
    }

    @Test func `one that goes while its victim is waited for has evicted for nothing`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat)
        run.endLoad()
        run.ask(3, for: .other)
        run.leave(3)
        run.settle()
        #expect(run.loaded == ["chat"])
        #expect(run.notes.contains(.loadDiscarded(.other)))
        #expect(run.loads.isEmpty)
    }

    @Test func `a load that crashes fails its request only`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.ask(2, for: .other)
        run.endLoad(.crashed("exit status 2"))
        #expect(run.refused == [1: .loadFailed("exit status 2")])
        #expect(run.loads.map(\.model.name) == ["other"])
    }
}
