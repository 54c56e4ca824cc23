import OllamaDouble
import Testing

/// That two slots do not mean that two models fit.
@Suite struct MemoryTests {
    private let embedder = ScheduledModel(name: "embedder", blob: "b", sizeBytes: 1_000)

    /// 1,000 bytes are the embedder's; of the other 5,000 four fifths may be taken.
    private let settings = SchedulerSettings(memoryBytes: 6_000)

    @Test func `a model of four fifths of the free memory is loaded beside another`() {
        var run = SchedulerRun(settings)
        run.load(embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: ScheduledModel(name: "chat", blob: "c", sizeBytes: 4_000))
        #expect(run.victims.isEmpty)
        #expect(run.loads.count == 1)
    }

    @Test func `a byte more evicts the other, pinned or not`() {
        var run = SchedulerRun(settings)
        run.load(embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: ScheduledModel(name: "chat", blob: "c", sizeBytes: 4_001))
        #expect(run.victims == ["embedder"])
    }

    @Test func `what does not fit at all is loaded alone, and partly outside the GPU`() {
        var run = SchedulerRun(settings)
        let giant = ScheduledModel(name: "giant", blob: "g", sizeBytes: 9_000)
        run.load(giant, as: 1)
        #expect(run.entry(giant)?.vramBytes == 6_000)
    }

    @Test func `without layers on the GPU a model takes none of its memory`() {
        var run = SchedulerRun(settings)
        run.ask(1, for: embedder, options: LaunchOptions(gpuLayers: 0))
        run.endLoad()
        #expect(run.entry(embedder)?.vramBytes == 0)
    }

    @Test func `a load that runs out of memory evicts everybody and is tried once more`() {
        var run = SchedulerRun(SchedulerSettings(loadedMax: 3))
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.load(.chat, as: 2)
        run.ask(3, for: .other)
        run.endLoad(.outOfMemory("out of memory"))
        run.settle()
        #expect(run.loaded.isEmpty)
        #expect(run.loads.map(\.model.name) == ["other"])
        run.endLoad()
        #expect(run.served[3] != nil)
    }

    @Test func `a second time it fails the request`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat)
        run.endLoad(.outOfMemory("out of memory"))
        run.settle()
        run.endLoad(.outOfMemory("out of memory"))
        #expect(run.refused == [2: .loadFailed("out of memory")])
    }

    @Test func `alone it is not tried again`() {
        var run = SchedulerRun()
        run.ask(1, for: .chat)
        run.endLoad(.outOfMemory("out of memory"))
        #expect(run.refused == [1: .loadFailed("out of memory")])
    }

    @Test func `a call that runs out of memory takes the pinned ones too`() {
        var run = SchedulerRun()
        run.load(.embedder, keepAlive: .forever, as: 1)
        run.ask(2, for: .chat)
        run.endLoad()
        run.runOutOfMemory()
        #expect(run.loaded == ["chat"])
        run.done(2)
        run.settle()
        #expect(run.loaded.isEmpty)
    }
}
