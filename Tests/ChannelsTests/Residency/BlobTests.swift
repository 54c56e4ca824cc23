import Testing

@testable import Channels

/// Two names of one blob are one model in the host.
@Suite struct BlobTests {
    private static let installed = [
        InstalledModel(name: "e:latest", digest: "one", sizeBytes: 1),
        InstalledModel(name: "e:300m", digest: "one", sizeBytes: 1),
        InstalledModel(name: "g:latest", digest: "two", sizeBytes: 1),
    ]

    private func settled() -> ResidencyRig {
        var rig = ResidencyRig()
        rig.machine.guests = ["e:300m", "E", "g"]
        rig.settle()
        rig.listed(Self.installed)
        return rig
    }

    @Test(arguments: ["e:latest", "e:300m", "E", "E:300M"])
    func `the pinned one is no guest under another name`(name: String) {
        var rig = settled()
        #expect(rig.enter(name) == .passes)
        #expect(rig.enter("g") == .isGuest)
    }

    @Test func `a pin that changes its name alone stays where it is`() throws {
        var rig = settled()
        let ticketAsked = rig.replace("e", by: "e:300m")
        let ticket = try #require(ticketAsked)
        #expect(rig.admitted.contains(ticket))
        #expect(!rig.pending.contains(.unload("e")))
        #expect(rig.machine.pins.keys.sorted() == ["e:300m"])
        #expect(rig.enter("e:300m") == .passes)
    }

    @Test func `models that are not installed are told apart by their names`() {
        var rig = ResidencyRig()
        rig.machine.guests = ["f"]
        rig.settle()
        #expect(rig.enter("f") == .isGuest)
    }
}
