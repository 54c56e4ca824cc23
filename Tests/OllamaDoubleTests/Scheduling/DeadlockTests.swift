import OllamaDouble
import Testing

/// ollama#17408: a busy victim that is used again with a `keep_alive` lives on, and the loader
/// waits for its end.
@Suite struct DeadlockTests {
    /// Two pins and a load that waits for the chat model, which is used again as it is.
    private func wedged(
        again keepAlive: KeepAlive?,
        hasDeadlock: Bool = true
    ) -> SchedulerRun {
        var run = SchedulerRun(SchedulerSettings(hasRevivalDeadlock: hasDeadlock))
        run.ask(1, for: .embedder, keepAlive: .forever)
        run.endLoad()
        run.ask(2, for: .chat, keepAlive: .minutes5)
        run.endLoad()
        run.ask(3, for: .other)
        run.ask(4, for: .chat, keepAlive: keepAlive)
        for number in [1, 2, 4] { run.done(number) }
        run.settle()
        return run
    }

    @Test func `every model that is not loaded hangs from then on`() {
        var run = wedged(again: .forever)
        run.ask(5, for: .third)
        run.pass(.seconds(86_400))
        #expect(run.notes.contains(.revived(.chat)))
        #expect(run.loads.isEmpty)
        #expect(run.served[3] == nil)
        #expect(run.served[5] == nil)
    }

    @Test func `what is loaded looks healthy meanwhile`() {
        var run = wedged(again: .forever)
        run.ask(5, for: .embedder)
        #expect(run.served[5] != nil)
        #expect(run.loaded == ["chat", "embedder"])
    }

    @Test(arguments: [ScheduledModel.chat, .embedder])
    func `the unloading of either loaded model heals it`(model: ScheduledModel) {
        var run = wedged(again: .forever)
        run.unload(model)
        run.settle()
        #expect(run.loads.map(\.model.name) == ["other"])
    }

    @Test func `without a keep_alive the victim goes as it was told to`() {
        let run = wedged(again: nil)
        #expect(!run.notes.contains(.revived(.chat)))
        #expect(run.loads.map(\.model.name) == ["other"])
    }

    @Test func `a finite session is as bad until it ends`() {
        var run = wedged(again: .minutes5)
        run.pass(.seconds(299))
        #expect(run.loads.isEmpty)
        run.pass(.seconds(1))
        #expect(run.loads.map(\.model.name) == ["other"])
    }

    @Test func `switched off, the victim goes whatever is asked of it`() {
        let run = wedged(again: .forever, hasDeadlock: false)
        #expect(run.loads.map(\.model.name) == ["other"])
    }
}
