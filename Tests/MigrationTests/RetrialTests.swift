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
}
