import OllamaDouble
import Testing

/// Whom Ollama throws out, and when.
@Suite struct EvictionTests {
    @Test func `an idle pinned embedder goes before a busy chat model`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat, keepAlive: .minutes5)
        run.endLoad()
        run.ask(3, for: .other, keepAlive: .minutes5)
        #expect(run.victims == ["embedder"])
    }

    @Test func `of two idle models the one with the shorter session goes`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.load(.chat, keepAlive: .minutes5, as: 2)
        run.ask(3, for: .other)
        #expect(run.victims == ["chat"])
    }

    @Test func `of two that are pinned the one with the lower blob goes`() {
        var run = SchedulerRun()
        run.load(.chat, keepAlive: .forever, as: 1)
        run.load(.embedder, keepAlive: .forever, as: 2)
        run.ask(3, for: .other)
        #expect(run.victims == ["embedder"])
    }

    @Test func `the host's own keep_alive makes every model pinned`() {
        var run = SchedulerRun(SchedulerSettings(keepAlive: .forever))
        run.load(.embedder, as: 1)
        run.load(.chat, as: 2)
        run.ask(3, for: .other)
        #expect(run.victims == ["embedder"])
    }

    @Test(arguments: [Duration.microseconds(200), .milliseconds(1), .milliseconds(5)])
    func `at the done frame the model that answered still counts as busy`(delay: Duration) {
        var run = SchedulerRun(SchedulerSettings(finishDelay: delay))
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat, keepAlive: .minutes5)
        run.endLoad()
        run.done(2)
        run.pass(delay - .nanoseconds(1))
        run.ask(3, for: .other)
        #expect(run.victims == ["embedder"])
    }

    @Test(arguments: [Duration.microseconds(200), .milliseconds(1), .milliseconds(5)])
    func `once the delay has passed it is the victim, and the pin stays`(delay: Duration) {
        var run = SchedulerRun(SchedulerSettings(finishDelay: delay))
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat, keepAlive: .minutes5)
        run.endLoad()
        run.done(2)
        run.pass(delay)
        run.ask(3, for: .other)
        #expect(run.victims == ["chat"])
    }

    @Test func `a busy victim is waited for and never killed`() {
        var run = SchedulerRun()
        run.ask(1, for: .embedder, keepAlive: .forever)
        run.endLoad()
        run.ask(2, for: .chat, keepAlive: .minutes5)
        run.endLoad()
        run.ask(3, for: .other)
        run.pass(.seconds(3_600))
        #expect(run.victims == ["chat"])
        #expect(run.loaded == ["chat", "embedder"])
        #expect(run.loads.isEmpty)

        run.done(2)
        run.settle()
        #expect(run.loads.map(\.model.name) == ["other"])
    }

    @Test func `while a victim is waited for nothing else is loaded`() {
        var run = SchedulerRun()
        run.ask(1, for: .embedder)
        run.endLoad()
        run.ask(2, for: .chat)
        run.endLoad()
        run.ask(3, for: .other)
        run.ask(4, for: .third)
        run.pass(.seconds(3_600))
        #expect(run.served[4] == nil)
        #expect(run.loads.isEmpty)
    }

    @Test func `a model is loaded only when the victim's memory is free`() {
        let settings = SchedulerSettings(recoveryTime: .seconds(1))
        var run = SchedulerRun(settings)
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.load(.chat, as: 2)
        run.ask(3, for: .other)
        #expect(run.loaded == ["embedder"])
        run.pass(.milliseconds(999))
        #expect(run.loads.isEmpty)
        run.pass(.milliseconds(1))
        #expect(run.loads.map(\.model.name) == ["other"])
    }

    @Test func `with the number of models left to Ollama the fourth one evicts`() {
        var run = SchedulerRun(SchedulerSettings(loadedMax: 0))
        run.load(.embedder, as: 1)
        run.load(.chat, as: 2)
        run.load(.other, as: 3)
        #expect(run.victims.isEmpty)
        run.ask(4, for: .third)
        #expect(run.victims == ["embedder"])
    }
}
