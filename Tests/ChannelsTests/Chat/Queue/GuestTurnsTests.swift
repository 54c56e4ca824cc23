import Testing

@testable import Channels

/// What a guest's work comes to, with and without chat beside it.
struct GuestTurnsTests {
    private let turns = GuestTurns(
        slice: .seconds(20),
        jobs: .seconds(120),
        changeToGuest: .seconds(2),
        changeToJobs: .seconds(3),
        rest: .seconds(60)
    )

    @Test(arguments: [(0, 1), (1, 1), (20, 1), (20.5, 2), (60, 3)])
    func `work is cut into slices`(seconds: Double, slices: Int) {
        #expect(turns.slices(of: .seconds(seconds)) == slices + GuestTurns.turnsBeside)
    }

    @Test func `when nobody chats one change and the work are enough`() {
        #expect(turns.shortest(.seconds(60)) == .seconds(62))
    }

    @Test func `when jobs always wait they have their turn before each slice`() {
        let slices = 3 + GuestTurns.turnsBeside
        let work = Duration.seconds(60) + .seconds(20) * GuestTurns.turnsBeside
        #expect(turns.longest(.seconds(60)) == work + .seconds(185) * slices)
    }

    @Test func `what was learnt bounds the jobs' turn`() {
        var machine = machine()
        #expect(machine.turns(of: "guest").jobs == .seconds(120))
        #expect(machine.turns(of: "guest").isChangeUnknown)
        _ = machine.costs.learnJob(of: "chat", took: .seconds(2))
        _ = machine.costs.learnChange(to: "chat", took: .seconds(9))
        _ = machine.costs.learnChange(to: "guest", took: .seconds(4))
        let turns = machine.turns(of: "guest")
        #expect(turns.slice == .seconds(20))
        // 20 jobs, and the one during which the turn ended.
        #expect(turns.jobs == .seconds(42))
        #expect(turns.changeToGuest == .seconds(4))
        #expect(turns.changeToJobs == .seconds(9))
        #expect(machine.chatModels == ["chat"])
    }

    @Test func `jobs that take long end their turn by its time`() {
        var machine = machine()
        _ = machine.costs.learnJob(of: "chat", took: .seconds(30))
        #expect(machine.turns(of: "guest").jobs == .seconds(150))
    }

    private func machine() -> ChatMachine {
        ChatMachine(ChatSettings(), unixMsAtZero: 0, jitterSeed: 1, at: .zero)
    }
}
