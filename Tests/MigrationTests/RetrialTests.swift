import Knowledge
import Spaces
import Testing

@testable import Migration

/// Reading the quarantined that are asked for once more, and paying for them.
struct RetrialTests {
    @Test func `a short page is not the last, and an empty one is`() {
        var retrials = Retrials()
        retrials.read(Ticket(rawValue: 1))
        retrials.accept([MachineRig.item(1)])
        retrials.removeNext()
        #expect(retrials.wantsPage)
        #expect(retrials.after == MachineRig.item(1).id)
        retrials.read(Ticket(rawValue: 2))
        retrials.accept([])
        #expect(!retrials.wantsPage)
    }

    @Test func `a retrial that cannot be paid is put off until the limit is raised`() throws {
        var settings = MigrationSettings(batchItems: 1, concurrency: 1)
        settings.holds = true
        settings.spendMicrosMax = 1
        var rig = MachineRig(settings, microsPerMillionTokens: 1_000_000)
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .holding)
        rig.feed(.quarantineRetried)
        rig.feed(.readRetrying(try rig.retrialReading, .success([MachineRig.item(1)])))
        #expect(rig.machine.phase == .holding && !rig.isAsking)
        rig.tune { $0.spendMicrosMax = 1_000 }
        rig.feed(.readRetrying(try rig.retrialReading, .success([MachineRig.item(1)])))
        #expect(rig.isAsking)
    }
}

extension MachineRig {
    fileprivate var retrialReading: Ticket {
        get throws {
            try ticket { if case .readRetrying(let ticket, _, _) = $0 { ticket } else { nil } }
        }
    }
}
