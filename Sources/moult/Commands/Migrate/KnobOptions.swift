import ArgumentParser
import Messages
import MoultServer

/// The knobs of a migration: what is not given stays as it is, or as the server has it.
struct KnobOptions: ParsableArguments {
    @Option(help: "At most so many items a second; 0: as fast as it goes.")
    var rate: Double?

    @Option(help: "Items in one request to the embedder, 1 to 1,000.")
    var batch: Int32?

    @Option(help: "Requests in flight, 1 to 64.")
    var concurrency: Int32?

    @Option(help: "Rest so many times as long as each request took, 0 to 100.")
    var nice: Double?

    @Option(
        help: ArgumentHelp(
            "Work only at these hours, in UTC, as 22:00-06:00; \"always\": at any.",
            valueName: "from-to"
        )
    )
    var hours: Hours?

    @Option(
        help: ArgumentHelp(
            "Pause before more than this is spent, as 12.50, in the server's currency; 0: no limit.",
            valueName: "amount"
        )
    )
    var spendLimit: Money?

    @Option(
        name: .customLong("search-p99-ms"),
        help: ArgumentHelp(
            "Back off while the p99 of searches is above this; 0: do not look.",
            valueName: "ms"
        )
    )
    var searchP99Ms: Int32?

    @Option(
        help: ArgumentHelp(
            "Back off while searches wait longer than this for their query's vector; 0: do not look.",
            valueName: "ms"
        )
    )
    var queryWaitMs: Int32?

    @Flag(
        inversion: .prefixedNo,
        help: "Slow writes down when it would not converge otherwise."
    )
    var slowWrites: Bool?

    @Option(
        help: "What becomes of texts that the model does not take in: reject, truncate or split."
    )
    var oversize: Oversize?

    @Option(
        help: ArgumentHelp(
            "The share of the items that may be quarantined at the flip, as 0.05 or 5%.",
            valueName: "share"
        )
    )
    var quarantineShare: Share?

    @Option(
        help: """
            What a verdict does to the flip: block (only go goes on), hold (no-go waits for a \
            person) or inform (it is told).
            """
    )
    var gate: Gate?

    @Flag(inversion: .prefixedNo, help: "Wait before the flip until `moult migrate cut-over`.")
    var hold: Bool?

    @Option(
        help: ArgumentHelp(
            "Keep the space that was active before fresh for so long after the flip, as 24h or 7d.",
            valueName: "time"
        )
    )
    var rollbackWindow: TimeSpan?

    /// nil: none was given.
    var wire: MoultV1.Knobs? {
        let knobs = MoultV1.Knobs(
            rate: rate.map { .itemsPerSecondMax($0) },
            batch: batch.map { .batchItems($0) },
            width: concurrency.map { .concurrency($0) },
            niceness: nice.map { .nice($0) },
            day: hours.map { .hours($0.text) },
            budget: spendLimit.map { .spendMicrosMax($0.micros) },
            searchBound: searchP99Ms.map { .searchP99MsMax($0) },
            queryBound: queryWaitMs.map { .queryWaitMsMax($0) },
            backPressure: slowWrites.map { .slowWrites($0) },
            longTexts: oversize.map { .oversize($0.wire) },
            quarantineBound: quarantineShare.map { .quarantineShareMax($0.value) },
            evidence: gate.map { .gate($0.wire) },
            holding: hold.map { .hold($0) },
            window: rollbackWindow.map { .rollbackWindowSeconds($0.seconds) }
        )
        return knobs == MoultV1.Knobs() ? nil : knobs
    }
}

extension KnobOptions {
    enum Oversize: String, ExpressibleByArgument, CaseIterable {
        case reject
        case truncate
        case split

        var wire: MoultV1.Oversize {
            switch self {
            case .reject: .reject
            case .truncate: .truncate
            case .split: .split
            }
        }
    }

    enum Gate: String, ExpressibleByArgument, CaseIterable {
        case block
        case hold
        case inform

        var wire: MoultV1.Gate {
            switch self {
            case .block: .block
            case .hold: .hold
            case .inform: .inform
            }
        }
    }
}
