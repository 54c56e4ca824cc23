import Knowledge
import Spaces
import Testing

@testable import Migration

/// Knobs, their bounds and the one lane that turns them.
struct KnobTests {
    private static let limits = MigrationLimits.standard

    private static func problem(_ turn: (inout Knobs) -> Void) -> String? {
        var knobs = Knobs()
        turn(&knobs)
        do throws(MigrationError) {
            try MigrationSettings.standard.turned(knobs).check(against: limits)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func `an absent knob leaves everything as it is`() throws {
        var settings = MigrationSettings(itemsPerSecondMax: 3, batchItems: 7, concurrency: 2)
        settings.hours = HoursOfDay(fromMinute: 1, toMinute: 2)
        settings.spendMicrosMax = 5
        settings.isPaused = true
        #expect(settings.turned(Knobs()) == settings)
    }

    @Test func `each knob is turned, and a bound is lifted`() throws {
        let hours = try #require(HoursOfDay(fromMinute: 1_320, toMinute: 360))
        var knobs = Knobs()
        knobs.itemsPerSecondMax = .at(9)
        knobs.batchItems = 8
        knobs.concurrency = 2
        knobs.nice = 1.5
        knobs.hours = .at(hours)
        knobs.searchP99MsMax = .at(50)
        knobs.queryWaitMsMax = .at(20)
        knobs.slowsWrites = true
        knobs.spendMicrosMax = .at(1_000)
        knobs.oversize = .split
        knobs.quarantineShareMax = 0.5
        knobs.gate = .block
        knobs.holds = true
        knobs.rollbackWindowSeconds = 60
        let turned = MigrationSettings.standard.turned(knobs)
        var expected = MigrationSettings(itemsPerSecondMax: 9, batchItems: 8, concurrency: 2)
        expected.nice = 1.5
        expected.hours = hours
        expected.searchP99MsMax = 50
        expected.queryWaitMsMax = 20
        expected.slowsWrites = true
        expected.spendMicrosMax = 1_000
        expected.oversize = .split
        expected.quarantineShareMax = 0.5
        expected.gate = .block
        expected.holds = true
        expected.rollbackWindowSeconds = 60
        #expect(turned == expected)
        var lifting = Knobs()
        lifting.itemsPerSecondMax = .lifted
        lifting.hours = .lifted
        lifting.searchP99MsMax = .lifted
        lifting.queryWaitMsMax = .lifted
        lifting.spendMicrosMax = .lifted
        let lifted = turned.turned(lifting)
        #expect(lifted.itemsPerSecondMax == nil)
        #expect(lifted.hours == nil)
        #expect(lifted.searchP99MsMax == nil)
        #expect(lifted.queryWaitMsMax == nil)
        #expect(lifted.spendMicrosMax == nil)
        #expect(lifted.nice == 1.5)
    }

    @Test func `every knob is taken at its bounds and refused past them`() {
        let limits = Self.limits
        #expect(Self.problem { $0.itemsPerSecondMax = .at(limits.itemsPerSecondMost) } == nil)
        #expect(Self.problem { $0.itemsPerSecondMax = .at(1_000_000.5) } != nil)
        #expect(Self.problem { $0.nice = 0 } == nil)
        #expect(Self.problem { $0.nice = limits.niceMax } == nil)
        #expect(Self.problem { $0.nice = limits.niceMax.nextUp } != nil)
        #expect(Self.problem { $0.nice = -0.1 } != nil)
        #expect(Self.problem { $0.nice = .nan } != nil)
        #expect(Self.problem { $0.searchP99MsMax = .at(limits.liveBoundMsMax) } == nil)
        #expect(Self.problem { $0.searchP99MsMax = .at(limits.liveBoundMsMax + 1) } != nil)
        #expect(Self.problem { $0.searchP99MsMax = .at(0) } != nil)
        #expect(Self.problem { $0.queryWaitMsMax = .at(1) } == nil)
        #expect(Self.problem { $0.queryWaitMsMax = .at(0) } != nil)
        #expect(Self.problem { $0.queryWaitMsMax = .at(limits.liveBoundMsMax + 1) } != nil)
        #expect(Self.problem { $0.spendMicrosMax = .at(limits.spendMicrosMost) } == nil)
        #expect(Self.problem { $0.spendMicrosMax = .at(limits.spendMicrosMost + 1) } != nil)
        #expect(Self.problem { $0.spendMicrosMax = .at(-1) } != nil)
        #expect(Self.problem { $0.quarantineShareMax = 1 } == nil)
        #expect(Self.problem { $0.quarantineShareMax = 1.01 } != nil)
        #expect(Self.problem { $0.quarantineShareMax = .nan } != nil)
        let longest = limits.rollbackWindowSecondsMax
        #expect(Self.problem { $0.rollbackWindowSeconds = longest } == nil)
        #expect(Self.problem { $0.rollbackWindowSeconds = longest + 1 } != nil)
        #expect(Self.problem { $0.rollbackWindowSeconds = -1 } != nil)
    }

    @Test func `a refusal names the knob, its value and what to give`() {
        let sentence = Self.problem { $0.nice = 101 }
        #expect(sentence == "The knob nice is 101.0; give 0.0 to 100.0.")
    }

    @Test func `whoever comes to a turnstile goes through alone and in turn`() async {
        let turnstile = Turnstile()
        let isInside = Signal()
        let goOn = Signal()
        let heard = Heard()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await turnstile.alone {
                    isInside.fire()
                    await goOn.wait()
                    heard.append(1)
                }
            }
            await isInside.wait()
            group.addTask { await turnstile.alone { heard.append(2) } }
            #expect(heard.sequences.isEmpty)
            goOn.fire()
        }
        #expect(heard.sequences == [1, 2])
    }

    @Test(arguments: [
        ("it is down", "It is down."), ("It is down.", "It is down."), ("why?", "Why?"), ("", ""),
    ])
    func `a fragment becomes a sentence`(fragment: String, sentence: String) {
        #expect(fragment.asSentence == sentence)
    }

    @Test func `a hold or a gate takes back an order to cut over, and nothing else does`() {
        var ordered = MigrationSettings.standard
        ordered.isCutOverOrdered = true
        var knobs = Knobs()
        knobs.holds = false
        knobs.nice = 1
        #expect(ordered.turned(knobs).isCutOverOrdered)
        knobs.holds = true
        #expect(!ordered.turned(knobs).isCutOverOrdered)
        knobs.holds = nil
        knobs.gate = .block
        #expect(!ordered.turned(knobs).isCutOverOrdered)
    }
}
