import Spaces
import TestSupport
import Testing

@testable import Channels

/// One seed, one run: callers come and go, and a provider answers, refuses and fails.
@Suite struct EmbedSimulationTests {
    @Test(arguments: 0..<200)
    func `every call is settled once, with its own vectors or for its own text's sake`(
        seed: UInt64
    ) {
        var run = SimulatedCallers(seed: seed)
        for _ in 0..<150 { run.step() }
        run.finish()
        #expect(run.findings.isEmpty, "\(run.findings)")
    }
}

/// Random callers, and a provider that refuses every request with a bad text in it.
private struct SimulatedCallers {
    private struct Caller {
        let texts: [String]
        var hasLeft = false
    }

    private var numbers: SeededNumbers
    private var rig: MachineRig
    private var callers: [EmbedCallID: Caller] = [:]
    /// Requests that the provider failed for no text's sake.
    private var outages = 0
    private(set) var findings: [String] = []

    init(seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        var settings = EmbedSettings()
        settings.cacheBytesMax = seed.isMultiple(of: 2) ? 0 : 2_000
        rig = MachineRig(settings, textsMax: Int(seed % 7) + 1)
    }

    mutating func step() {
        switch Int.random(in: 0..<10, using: &numbers) {
        case 0...3: ask()
        case 4: leave()
        case 5...7: serve()
        default: rig.advance(by: .milliseconds(Int.random(in: 1...400, using: &numbers)))
        }
        check()
    }

    mutating func finish() {
        for _ in 0..<10_000 where !rig.machine.calls.isEmpty {
            if rig.underWay.isEmpty { rig.advance(by: .seconds(1)) }
            serve()
            check()
        }
        let isEmpty =
            rig.machine.calls.isEmpty && rig.machine.flights.isEmpty
            && rig.machine.flightsByKey.isEmpty
            && rig.machine.loads.values.allSatisfy { $0.texts == 0 && $0.bytes == 0 }
        if !isEmpty { findings.append("Something is left: \(rig.machine.calls.keys).") }
        for (id, caller) in callers { judge(id, caller) }
    }

    private mutating func ask() {
        let texts = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
            let number = Int.random(in: 0..<40, using: &numbers)
            return number.isMultiple(of: 13) ? "bad \(number)" : "\(number)"
        }
        let id = rig.ask(texts, Bool.random(using: &numbers) ? .query : .bulk)
        callers[id] = Caller(texts: texts)
    }

    private mutating func leave() {
        let open = callers.filter { rig.settled[$0.key] == nil && !$0.value.hasLeft }
        guard let id = open.keys.min(by: { $0.rawValue < $1.rawValue }) else { return }
        callers[id]?.hasLeft = true
        rig.leave(id)
    }

    private mutating func serve() {
        guard let next = rig.underWay.first else { return }
        rig.advance(by: .milliseconds(Int.random(in: 0...20, using: &numbers)))
        guard rig.underWay.first?.id == next.id else { return }
        let bad = next.texts.firstIndex { $0.hasPrefix("bad") }
        if Int.random(in: 0..<30, using: &numbers) == 0 {
            outages += 1
            rig.fail(.unavailable)
        } else if let bad {
            rig.fail(Bool.random(using: &numbers) ? .textRefused(position: bad) : .batchRefused)
        } else {
            let zeros = Int.random(in: 0..<8, using: &numbers) == 0 && next.texts.count > 1
            rig.answer { zeros && $0 == next.texts[0] ? [0, 0] : Self.vector(of: $0) }
        }
    }

    private static func vector(of text: String) -> [Float] {
        (Int(text) ?? 0).isMultiple(of: 2) ? [0, 1] : [1, 0]
    }

    private mutating func check() {
        let query = rig.machine.underWay(.query)
        let bulk = rig.machine.underWay(.bulk)
        let limit = rig.machine.concurrency.current
        if query + bulk > rig.machine.settings.concurrencyMax + 1 {
            findings.append(
                "\(query) and \(bulk) requests are under way, with a limit of \(limit)."
            )
        }
    }

    private mutating func judge(_ id: EmbedCallID, _ caller: Caller) {
        let outcome = rig.settled[id]
        switch outcome {
        case nil:
            if !caller.hasLeft { findings.append("\(caller.texts) is not settled.") }
        case .success(let reply):
            if reply.vectors != caller.texts.map(Self.vector) {
                findings.append("\(caller.texts) has the vectors of others.")
            }
        case .failure(let error):
            if !isJust(error, caller.texts) { findings.append("\(caller.texts): \(error)") }
        }
    }

    private func isJust(_ error: EmbedderError, _ texts: [String]) -> Bool {
        switch error.code {
        case .textRefused(let position): texts[position].hasPrefix("bad")
        case .batchRefused: texts.contains { $0.hasPrefix("bad") }
        case .unavailable: outages > 0
        case .denied, .invalidAnswer, .timedOut, .cancelled: false
        }
    }
}
