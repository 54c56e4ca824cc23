import TestSupport
import Testing

@testable import Channels

/// One seed, one run: a host that loads, fails, is started anew and shared with a chat worker.
@Suite struct ResidencySimulationTests {
    @Test(arguments: 0..<200)
    func `embedders are pinned one at a time, and whoever waits is told`(seed: UInt64) {
        var run = SimulatedHost(seed: seed)
        for _ in 0..<200 { run.step() }
        run.finish()
        #expect(run.findings.isEmpty, "\(run.findings)")
    }
}

/// A host whose answers come in any order, and those who ask the machine.
private struct SimulatedHost {
    private var numbers: SeededNumbers
    private var rig: ResidencyRig
    private var residents: [Resident] = []
    private var isAway = false
    private var mayFail = true
    private var waiting: Set<ResidencyMachine.Ticket> = []
    private var kept = "a"
    private(set) var findings: [String] = []

    init(seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        rig = ResidencyRig(["a"])
    }

    mutating func step() {
        switch Int.random(in: 0..<16, using: &numbers) {
        case 0...5: answer()
        case 6...8: rig.advance(by: .milliseconds(Int.random(in: 1...9_000, using: &numbers)))
        case 9, 10: enter()
        case 11: if let ticket = rig.see() { waiting.insert(ticket) }
        case 12: chat()
        case 13: fail()
        case 14: replace()
        default: rig.tell { $0.left("a", fault: HostError(.failed, "It failed."), at: $1) }
        }
        check()
    }

    /// The faults are over, and everything is well before long.
    mutating func finish() {
        isAway = false
        mayFail = false
        rig.tell { $0.chatLoads(nil, at: $1) }
        for _ in 0..<2_000 {
            if rig.pending.isEmpty { rig.advance(by: .seconds(1)) }
            answer()
            check()
        }
        let told = rig.admitted.union(rig.refused.keys)
        if !waiting.isSubset(of: told) { findings.append("Somebody waits for ever.") }
        let pinned = residents.filter(\.isPinned).map(\.name)
        if pinned != rig.machine.pins.keys.sorted() { findings.append("Pinned is \(pinned).") }
        let states = rig.machine.pins.values.map(\.state)
        if states != [.warm] { findings.append("The pin is \(states).") }
        let grave = rig.names.filter { $0 != .singleSlot }
        if !grave.isEmpty { findings.append("\(grave) is left.") }
    }

    /// One of the things that are under way ends.
    private mutating func answer() {
        guard let action = rig.pending.randomElement(using: &numbers) else { return }
        let isFailing = isAway || mayFail && Int.random(in: 0..<6, using: &numbers) == 0
        let code: HostError.Code = isAway ? .unreachable : .failed
        switch action {
        case .look:
            if isFailing {
                rig.lookFailed(isAway ? .unreachable : .timedOut)
            } else {
                rig.looked(residents)
            }
        case .warm(let model):
            if !isFailing { load(Resident(name: model)) }
            rig.warmed(model, isFailing ? HostError(code, "It failed.") : nil, took: .seconds(2))
        case .stopWarming(let model):
            rig.warmed(model, HostError(.cancelled, "It was given up."))
        case .unload(let model):
            if !isFailing { residents.removeAll { $0.name == model } }
            rig.unloaded(model, isFailing ? code : nil)
        case .list:
            rig.listed([])
        default:
            break
        }
    }

    private mutating func load(_ resident: Resident) {
        residents.removeAll { $0.name == resident.name }
        residents.append(resident)
        let pinned = residents.filter(\.isPinned).map(\.name)
        if pinned.count > 1 { findings.append("\(pinned) are pinned at once.") }
    }

    private mutating func enter() {
        let isCold: Bool
        switch rig.machine.pins[kept]?.state {
        case .warm, .warming(_, _, isLoaded: true): isCold = false
        case .cold, .warming, nil: isCold = rig.machine.pins[kept] != nil
        }
        switch rig.enter(kept) {
        case .passes: if isCold { findings.append("A request passed to a cold model.") }
        case .waits(let ticket): waiting.insert(ticket)
        case .refused, .isGuest: break
        }
    }

    private mutating func chat() {
        guard rig.machine.chatLoad == nil else { return rig.tell { $0.chatLoads(nil, at: $1) } }
        rig.tell { $0.chatLoads("chat", at: $1) }
        residents.removeAll { $0.name == "chat" }
        residents.append(.chat("chat"))
    }

    private mutating func fail() {
        isAway.toggle()
        if isAway { residents = [] }
    }

    private mutating func replace() {
        guard rig.machine.replacement == nil else { return }
        let new = kept == "a" ? "b" : "a"
        if let ticket = rig.replace(kept, by: new) { waiting.insert(ticket) }
        kept = new
    }

    private mutating func check() {
        let warms = rig.pending.count { if case .warm = $0 { true } else { false } }
        if warms > 1 { findings.append("\(warms) loads are under way at once.") }
        if rig.pending.count(where: { $0 == .look }) > 1 { findings.append("Two looks at once.") }
    }
}
