import Testing

@testable import SQLiteStore

struct ReadGateTests {
    @Test func `nothing comes in once it is closed`() async {
        let gate = ReadGate()
        #expect(gate.enter())
        gate.leave()
        await gate.close()
        #expect(!gate.enter())
    }

    @Test func `it closes behind the last read`() async {
        let gate = ReadGate()
        #expect(gate.enter())
        let closing = Task { await gate.close() }
        while gate.enter() {
            gate.leave()
            await Task.yield()
        }
        gate.leave()
        await closing.value
    }
}
