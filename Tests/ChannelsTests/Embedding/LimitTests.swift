import Spaces
import Testing

@testable import Channels

/// What may wait, and what is said when it may not.
@Suite struct LimitTests {
    @Test func `as many texts may wait as the limit says, and not one more`() {
        var settings = EmbedSettings()
        settings.waitingTextsMax = 3
        var rig = MachineRig(settings, textsMax: 1)
        rig.ask(["first"])
        let last = rig.ask(["a", "b", "c"])
        #expect(rig.settled[last] == nil)
        let late = rig.ask(["d"])
        #expect(rig.settled[late]?.error?.code == .unavailable)
        #expect(rig.settled[late]?.error?.retryAfter != nil)
        rig.answer()
        rig.advance(by: .milliseconds(2))
        let next = rig.ask(["e"])
        #expect(rig.settled[next] == nil)
    }

    @Test func `as many bytes may wait as the limit says, and not one more`() {
        var settings = EmbedSettings()
        settings.waitingBytesMax = 10
        var rig = MachineRig(settings, textsMax: 1)
        rig.ask(["first"])
        let fits = rig.ask(["12345", "6789a"])
        #expect(rig.settled[fits] == nil)
        let late = rig.ask(["b"])
        #expect(rig.settled[late]?.error?.code == .unavailable)
    }

    @Test func `a call that can never fit is told to ask for fewer`() {
        var settings = EmbedSettings()
        settings.waitingTextsMax = 2
        var rig = MachineRig(settings)
        let call = rig.ask(["a", "b", "c"])
        #expect(rig.settled[call]?.error?.code == .batchRefused)
    }

    @Test func `bulk that is full refuses no query`() {
        var settings = EmbedSettings()
        settings.waitingTextsMax = 1
        var rig = MachineRig(settings, textsMax: 1)
        rig.ask(["first"], .bulk)
        rig.ask(["second"], .bulk)
        let refused = rig.ask(["third"], .bulk)
        #expect(rig.settled[refused]?.error?.code == .unavailable)
        rig.ask(["query"])
        #expect(rig.underWay.map(\.texts) == [["first"], ["query"]])
    }

    @Test func `what is there already takes no room`() {
        var settings = EmbedSettings()
        settings.waitingTextsMax = 1
        var rig = MachineRig(settings)
        rig.ask(["a"])
        rig.answer()
        let call = rig.ask(["a", "b"])
        #expect(rig.settled[call] == nil)
        rig.answer()
        #expect(rig.settled[call]?.reply?.vectors.count == 2)
    }

    @Test func `nothing is left of calls that have ended`() {
        var rig = MachineRig()
        for round in 0..<20 {
            let calls = (0..<10).map { rig.ask(["\(round)", "\($0)"], $0 < 5 ? .bulk : .query) }
            rig.leave(calls[3])
            rig.leave(calls[7])
            rig.run(perRequest: .milliseconds(5), perText: .milliseconds(1))
            rig.advance(by: .seconds(2))
            rig.run(perRequest: .milliseconds(5), perText: .milliseconds(1))
        }
        // Beside queries bulk has its turns far apart.
        for _ in 0..<100 {
            rig.advance(by: .seconds(2))
            rig.run(perRequest: .milliseconds(5), perText: .milliseconds(1))
        }
        #expect(rig.machine.calls.isEmpty)
        #expect(rig.machine.flights.isEmpty)
        #expect(rig.machine.flightsByKey.isEmpty)
        #expect(rig.machine.requests.isEmpty)
        #expect(rig.machine.loads.values.allSatisfy { $0.texts == 0 && $0.bytes == 0 })
    }
}
