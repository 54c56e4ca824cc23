import Knowledge
import Spaces
import Testing

@testable import Migration

/// Arrivals beside what is embedded.
struct ForecastTests {
    /// Counts each ten seconds, of `embedding` and `arriving` items a second.
    private static func forecast(
        counts: Int,
        missing: Int = 10_000,
        embedding: [Int],
        arriving: [Int]
    ) -> Forecast {
        var forecast = Forecast(window: .seconds(30))
        var (missing, stored) = (missing, 0)
        for count in 0..<counts {
            forecast.counted(missing: missing, stored: stored, at: .seconds(10 * count))
            let embedded = 10 * embedding[count % embedding.count]
            stored += embedded
            missing += 10 * arriving[count % arriving.count] - embedded
        }
        return forecast
    }

    @Test(arguments: [(2, false), (3, true)])
    func `it says that it diverges at the third count and not before`(counts: Int, says: Bool) {
        let forecast = Self.forecast(counts: counts, embedding: [100], arriving: [150])
        #expect(forecast.diverges == says)
    }

    @Test(arguments: [(50, false), (90, false), (99, false), (100, true), (150, true)])
    func `it diverges when as much arrives as is embedded`(arriving: Int, diverges: Bool) {
        let forecast = Self.forecast(counts: 5, embedding: [100], arriving: [arriving])
        #expect(forecast.diverges == diverges)
        #expect((forecast.band(missing: 100) == nil) == diverges)
    }

    @Test func `the estimate is a band, from the fastest stretch to the slowest`() {
        let forecast = Self.forecast(counts: 4, embedding: [100, 150, 200], arriving: [50])
        let band = forecast.band(missing: 3_000)
        #expect(band?.least == .seconds(20))
        #expect(band?.likely == .seconds(30))
        #expect(band?.most == .seconds(60))
    }

    @Test func `a stretch that did not converge leaves the band open`() {
        let forecast = Self.forecast(counts: 4, embedding: [10, 150, 200], arriving: [50])
        #expect(forecast.band(missing: 3_000) != nil)
        #expect(forecast.band(missing: 3_000)?.most == nil)
    }

    @Test func `what is older than the window is forgotten`() {
        var forecast = Self.forecast(counts: 4, embedding: [100], arriving: [150])
        #expect(forecast.diverges)
        var (missing, stored) = (12_000, 3_000)
        for count in 4...8 {
            forecast.counted(missing: missing, stored: stored, at: .seconds(10 * count))
            missing -= 500
            stored += 1_000
        }
        #expect(!forecast.diverges)
    }
}

/// What the machine makes of it.
struct ArrivalTests {
    private static func limits(_ rig: MachineRig) -> [Double?] {
        rig.asked.compactMap {
            if case .limitArrivals(let limit) = $0 { .some(limit) } else { nil }
        }
    }

    /// After three counts, with more arriving than is embedded.
    private static func diverging(slowsWrites: Bool) throws -> MachineRig {
        var settings = MigrationSettings(batchItems: 50, concurrency: 1)
        settings.slowsWrites = slowsWrites
        var rig = MachineRig(settings)
        try rig.page((1...100).map(Int64.init), through: 100, hasMore: true)
        for count in 0..<3 {
            rig.now = .seconds(10 * count)
            let missing = 1_000 + 50 * count
            let counts = SpaceCounts(items: missing, embedded: 0, vectors: 0)
            rig.feed(.counted(.success(counts)))
            if count < 2, let embed = rig.openEmbeds.dropFirst(count).first {
                rig.answer(embed.ticket, embed.items)
                rig.feed(.stored(embed.ticket, .success(50)))
                rig.feed(.tick)
            }
            if count < 2 { rig.now += .seconds(10) }
        }
        rig.feed(.counted(.success(SpaceCounts(items: 1_100, embedded: 0, vectors: 0))))
        return rig
    }

    @Test func `a migration that does not converge says so, with numbers and what would help`()
        throws
    {
        let rig = try Self.diverging(slowsWrites: false)
        let progress = rig.machine.progress(at: rig.now)
        #expect(progress.diverges)
        guard case .unknown(let sentence) = progress.eta else {
            Issue.record("\(progress.eta)")
            return
        }
        #expect(sentence.contains("will not converge"))
        #expect(sentence.contains("10 items a second arrive and 5 are embedded"))
        #expect(sentence.contains("slow_writes"))
    }

    @Test func `writes are slowed to four fifths of what is embedded, and let go again`() throws {
        var rig = try Self.diverging(slowsWrites: true)
        #expect(rig.machine.arrivalLimit == 4)
        rig.tune { $0.isPaused = true }
        #expect(Self.limits(rig) == [nil])
        var other = try Self.diverging(slowsWrites: true)
        other.feed(.cancelRequested)
        #expect(Self.limits(other) == [nil])
    }

    @Test func `a proven pass lets writes go`() throws {
        var rig = try Self.diverging(slowsWrites: true)
        rig.feed(.vectorsRemoved)
        #expect(rig.machine.arrivalLimit != nil)
        rig.pilotThroughAll()
        #expect(rig.machine.phase == .handingOver)
        #expect(rig.machine.arrivalLimit == nil)
    }

    @Test func `writes are let go when the hours end, and never slowed to nothing`() throws {
        var rig = try Self.diverging(slowsWrites: true)
        #expect(rig.machine.arrivalLimit == 4)
        // The next request is due in a day.
        rig.tune { $0.hours = HoursOfDay(fromMinute: 1_000, toMinute: 1_001) }
        for embed in rig.openEmbeds.dropFirst(2) { rig.answer(embed.ticket, embed.items) }
        rig.wait(.seconds(10))
        rig.feed(.counted(.success(SpaceCounts(items: 1_200, embedded: 0, vectors: 0))))
        #expect(rig.machine.bottleneck == .hours)
        #expect(rig.machine.arrivalLimit == nil)
    }
}
