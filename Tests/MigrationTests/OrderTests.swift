import Knowledge
import Spaces
import Testing

@testable import Migration

/// An operator's hands, event by event.
struct OrderTests {
    private static let items = [1, 2, 3, 4, 5, 6].map { MachineRig.item($0) }

    @Test func `a pause lets in what is in flight, stores it, and starts nothing`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4, 5, 6], through: 6)
        let embeds = rig.embeds
        rig.tune { $0.isPaused = true }
        #expect(rig.machine.phase == .paused)
        #expect(rig.machine.reason == "paused by an operator")
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .paused)
        for embed in embeds {
            rig.answer(embed.ticket, embed.items)
            #expect(rig.stores.map(\.ticket) == [embed.ticket])
            rig.feed(.stored(embed.ticket, .success(2)))
            #expect(!rig.isAsking)
        }
        rig.wait(.seconds(3_600))
        #expect(!rig.isAsking)
        rig.tune { $0.isPaused = false }
        #expect(rig.machine.phase == .backfilling)
        try rig.page([5, 6], through: 6)
        #expect(rig.embeds.map { $0.items.map(\.revision.rawValue) } == [[5, 6]])
    }

    @Test func `a run that begins paused asks for nothing until it is resumed`() {
        var settings = MigrationSettings(batchItems: 2, concurrency: 2)
        settings.isPaused = true
        var rig = MachineRig(settings, isClear: false)
        #expect(rig.machine.phase == .paused)
        #expect(!rig.isAsking && rig.reading == nil)
        rig.wait(.seconds(3_600))
        rig.feed(.resumeRequested)
        #expect(!rig.isAsking)
        rig.tune { $0.isPaused = false }
        #expect(rig.lookTicket != nil)
    }

    @Test func `a fault of what is in flight does not end an operator's pause`() throws {
        var rig = MachineRig()
        try rig.page([1, 2, 3, 4], through: 4)
        let embeds = rig.embeds
        rig.tune { $0.isPaused = true }
        rig.fail(embeds[0].ticket, .unavailable, "down")
        rig.fail(embeds[1].ticket, .batchRefused, "no")
        #expect(rig.machine.reason == "paused by an operator")
        #expect(rig.machine.nextTry == nil)
        #expect(!rig.isAsking)
    }

    @Test func `a pause in a hand-over turns the route back first`() throws {
        var rig = try MachineRig.handingOver()
        #expect(rig.machine.isRouteTurned)
        rig.tune { $0.isPaused = true }
        #expect(rig.has { if case .turnBack = $0 { true } else { false } })
        #expect(!rig.machine.isRouteTurned)
        #expect(rig.machine.reason == "paused by an operator")
    }

    @Test func `a pause stops a flip that the writer has not taken up`() throws {
        var (rig, flip) = try MachineRig.atFlip()
        rig.tune { $0.isPaused = true }
        #expect(!rig.machine.permitsFlip(flip))
        rig.feed(.flipped(flip, .success(.timedOut)))
        #expect(rig.machine.phase == .paused)
        #expect(rig.has { if case .turnBack = $0 { true } else { false } })
    }

    @Test func `a pause that is taken back before the flip answers leaves the flip alone`() throws {
        var (rig, flip) = try MachineRig.atFlip()
        rig.tune { $0.isPaused = true }
        rig.tune { $0.isPaused = false }
        #expect(rig.machine.permitsFlip(flip))
        rig.feed(.flipped(flip, .success(.timedOut)))
        #expect(rig.machine.phase == .handingOver)
        #expect(rig.has { if case .flip = $0 { true } else { false } })
    }

    @Test func `a fault that came during a pause stays when the pause is taken back`() throws {
        var (rig, flip) = try MachineRig.atFlip()
        rig.tune { $0.isPaused = true }
        rig.feed(.writePathFault("down"))
        rig.tune { $0.isPaused = false }
        #expect(!rig.machine.permitsFlip(flip))
    }

    @Test func `a pause ends a comparison, which is made again`() throws {
        var rig = MachineRig()
        try rig.pilot { if case .evaluate = $0 { true } else { false } }
        rig.tune { $0.isPaused = true }
        #expect(rig.has { if case .cancelEvaluation = $0 { true } else { false } })
        rig.tune { $0.isPaused = false }
        try rig.pilot { if case .evaluate = $0 { true } else { false } }
        #expect(rig.machine.phase == .evaluating)
    }

    @Test func `it holds, stays fresh each second, and cuts over when told`() throws {
        var settings = MigrationSettings(batchItems: 2, concurrency: 2)
        settings.holds = true
        // 07:05 UTC.
        var rig = MachineRig(settings, unixMsAtZero: (7 * 60 + 5) * 60_000)
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .holding)
        #expect(rig.machine.reason == "ready, holding since 07:05 UTC")
        #expect(rig.machine.progress(at: rig.now).brake?.brake == .holding)
        for second in 1...3_600 {
            let isWriting = second.isMultiple(of: 600)
            if isWriting {
                rig.newest = Int64(second)
                rig.backlog = [MachineRig.item(Int64(second))]
            }
            #expect(rig.machine.nextWake(after: rig.now).map { $0 <= .seconds(second) } == true)
            rig.now = .seconds(second)
            rig.feed(.tick)
            rig.pilotThroughAll()
            #expect(rig.backlog.isEmpty)
        }
        #expect(rig.machine.reason == "ready, holding since 07:05 UTC")
        rig.tune { $0.isCutOverOrdered = true }
        try rig.pilot { if case .flip = $0 { true } else { false } }
        #expect(rig.machine.phase == .handingOver)
    }

    @Test(arguments: [
        (EvaluationGate.block, EvaluationReport.Verdict.go, true),
        (.block, .inconclusive, false), (.block, .noGo, false),
        (.hold, .go, true), (.hold, .inconclusive, true), (.hold, .noGo, false),
        (.inform, .noGo, true),
    ])
    func `the gate lets pass what it should, and the order overrides it`(
        gate: EvaluationGate,
        verdict: EvaluationReport.Verdict,
        passes: Bool
    ) throws {
        var settings = MigrationSettings(batchItems: 2, concurrency: 2)
        settings.gate = gate
        var rig = MachineRig(settings)
        rig.verdict = verdict
        rig.pilotThroughAll()
        #expect(rig.machine.phase == (passes ? .handingOver : .holding))
        if !passes { #expect(rig.machine.reason.contains("the verdict is \(verdict.rawValue)")) }
        rig.tune { $0.isCutOverOrdered = true }
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .handingOver)
    }

    @Test func `a hook that refuses is asked again each minute, and when told`() throws {
        var rig = MachineRig()
        try rig.pilot { if case .askHook = $0 { true } else { false } }
        for wait in [0, 60] {
            if wait > 0 {
                rig.wait(.seconds(wait))
                try rig.pilot { if case .askHook = $0 { true } else { false } }
            }
            let hook = try rig.ticket {
                if case .askHook(let ticket, _) = $0 { ticket } else { nil }
            }
            rig.feed(.hookAnswered(hook, refusal: "not today"))
            rig.pilotThroughAll()
            #expect(rig.machine.phase == .holding)
            #expect(rig.machine.reason.contains("not today"))
        }
        rig.wait(.seconds(59))
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .holding)
        rig.feed(.resumeRequested)
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .handingOver)
    }

    @Test func `a space that was served from before is compared again only under block`() throws {
        for (gate, isCompared) in [(EvaluationGate.inform, false), (.block, true)] {
            var settings = MigrationSettings(batchItems: 2, concurrency: 2)
            settings.gate = gate
            var rig = MachineRig(settings, isReturning: true)
            var compared = false
            try rig.pilot { action in
                if case .evaluate = action { compared = true }
                if case .turn = action { return true }
                return compared
            }
            #expect(compared == isCompared)
        }
    }

    @Test func `batch and width are turned while it runs`() throws {
        var rig = MachineRig(MigrationSettings(batchItems: 1, concurrency: 1))
        try rig.page([1, 2, 3, 4, 5], through: 5)
        #expect(rig.embeds.count == 1)
        rig.tune {
            $0.batchItems = 2
            $0.concurrency = 3
        }
        #expect(rig.embeds.map(\.items.count) == [2, 2])
    }
}
