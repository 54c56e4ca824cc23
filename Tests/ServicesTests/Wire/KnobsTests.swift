import Messages
import Migration
import RPC
import Spaces
import Testing

@testable import Services

struct KnobsTests {
    @Test func `every knob of a migration is read back as it is`() throws {
        var settings = MigrationSettings(itemsPerSecondMax: 12.5, batchItems: 7, concurrency: 3)
        settings.nice = 1.5
        settings.hours = HoursOfDay(fromMinute: 1_320, toMinute: 360)
        settings.spendMicrosMax = 12_500_000
        settings.searchP99MsMax = 50
        settings.queryWaitMsMax = 40
        settings.slowsWrites = true
        settings.oversize = .split
        settings.quarantineShareMax = 0.25
        settings.gate = .block
        settings.holds = true
        settings.rollbackWindowSeconds = 3_600
        let wire = settings.wire
        #expect(wire.day == .hours("22:00-06:00"))
        let knobs = try Knobs(wire)
        #expect(knobs.itemsPerSecondMax == .at(12.5))
        #expect(knobs.batchItems == 7)
        #expect(knobs.concurrency == 3)
        #expect(knobs.nice == 1.5)
        #expect(knobs.hours == settings.hours.map { .at($0) })
        #expect(knobs.spendMicrosMax == .at(12_500_000))
        #expect(knobs.searchP99MsMax == .at(50))
        #expect(knobs.queryWaitMsMax == .at(40))
        #expect(knobs.slowsWrites == true)
        #expect(knobs.oversize == .split)
        #expect(knobs.quarantineShareMax == 0.25)
        #expect(knobs.gate == .block)
        #expect(knobs.holds == true)
        #expect(knobs.rollbackWindowSeconds == 3_600)
    }

    @Test func `an absent knob is not turned`() throws {
        #expect(try Knobs(MoultV1.Knobs()) == Knobs())
    }

    @Test func `zero lifts a bound, and turns what is no bound`() throws {
        let knobs = try Knobs(
            MoultV1.Knobs(
                rate: .itemsPerSecondMax(0),
                niceness: .nice(0),
                day: .hours(""),
                budget: .spendMicrosMax(0),
                searchBound: .searchP99MsMax(0),
                queryBound: .queryWaitMsMax(0),
                backPressure: .slowWrites(false),
                holding: .hold(false)
            )
        )
        #expect(knobs.itemsPerSecondMax == .lifted)
        #expect(knobs.nice == 0)
        #expect(knobs.hours == .lifted)
        #expect(knobs.spendMicrosMax == .lifted)
        #expect(knobs.searchP99MsMax == .lifted)
        #expect(knobs.queryWaitMsMax == .lifted)
        #expect(knobs.slowsWrites == false)
        #expect(knobs.holds == false)
    }

    @Test(arguments: [
        (MoultV1.Knobs(rate: .itemsPerSecondMax(.nan)), "knobs.items_per_second_max"),
        (MoultV1.Knobs(niceness: .nice(.infinity)), "knobs.nice"),
        (MoultV1.Knobs(quarantineBound: .quarantineShareMax(.nan)), "knobs.quarantine_share_max"),
        (MoultV1.Knobs(day: .hours("22-06")), "knobs.hours"),
        (MoultV1.Knobs(longTexts: .oversize(.unrecognized(9))), "knobs.oversize"),
        (MoultV1.Knobs(evidence: .gate(.unrecognized(9))), "knobs.gate"),
    ])
    func `what no setting can be is refused by its field`(wire: MoultV1.Knobs, field: String) {
        let status = #expect(throws: RPCStatus.self) { try Knobs(wire) }
        #expect(status?.code == .invalidArgument)
        #expect(status?.subject == field)
    }
}

struct HoursOfDayTextTests {
    @Test(arguments: ["22:00-06:00", "00:00-23:59", "06:30-18:05"])
    func `hours are written as they are read`(text: String) {
        #expect(HoursOfDay(text)?.text == text)
    }

    @Test(arguments: [
        "", "22:00", "22:00-", "24:00-06:00", "22:60-06:00", "06:00-06:00", "6:00-18:00",
        "22:00-06:00-07:00", "+1:00-06:00", "22.00-06.00",
    ])
    func `what are no two times of a day is refused`(text: String) {
        #expect(HoursOfDay(text) == nil)
    }
}
