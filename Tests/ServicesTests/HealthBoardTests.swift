import Testing

@testable import Services

struct HealthBoardTests {
    @Test func `a watcher hears the state at once and each change`() async {
        let board = HealthBoard()
        let first = await board.next(after: 0)
        #expect(first.readiness == .notServing)
        async let second = board.next(after: first.version)
        board.set(.serving)
        #expect(await second.readiness == .serving)
    }

    @Test func `nothing comes after draining`() {
        let board = HealthBoard(.serving)
        board.set(.draining)
        board.set(.serving)
        #expect(board.readiness == .draining)
    }

    @Test func `a beat lets watchers say the state again`() async {
        let board = HealthBoard(.serving)
        let first = await board.next(after: 0)
        board.beat()
        let second = await board.next(after: first.version)
        #expect(second.readiness == .serving)
        #expect(second.version > first.version)
    }

    @Test func `a watcher that is cancelled waits no longer`() async {
        let board = HealthBoard(.serving)
        let version = await board.next(after: 0).version
        let watcher = Task { await board.next(after: version).version }
        watcher.cancel()
        #expect(await watcher.value == version)
    }
}
