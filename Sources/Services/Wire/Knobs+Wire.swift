internal import Messages
internal import Migration
internal import RPC
internal import Spaces

extension Knobs {
    /// - Throws: INVALID_ARGUMENT for what no setting can be; bounds are the domain's.
    init(_ wire: MoultV1.Knobs) throws(RPCStatus) {
        self.init()
        if case .itemsPerSecondMax(let rate) = wire.rate {
            itemsPerSecondMax = try Self.bound(rate, named: "items_per_second_max")
        }
        if case .batchItems(let items) = wire.batch { batchItems = Int(items) }
        if case .concurrency(let requests) = wire.width { concurrency = Int(requests) }
        if case .nice(let times) = wire.niceness {
            nice = try Self.finite(times, named: "nice")
        }
        if case .hours(let text) = wire.day { hours = try Self.hours(text) }
        if case .spendMicrosMax(let micros) = wire.budget {
            spendMicrosMax = micros == 0 ? .lifted : .at(micros)
        }
        if case .searchP99MsMax(let ms) = wire.searchBound {
            searchP99MsMax = ms == 0 ? .lifted : .at(Int(ms))
        }
        if case .queryWaitMsMax(let ms) = wire.queryBound {
            queryWaitMsMax = ms == 0 ? .lifted : .at(Int(ms))
        }
        if case .slowWrites(let slows) = wire.backPressure { slowsWrites = slows }
        if case .oversize(let policy) = wire.longTexts { oversize = try OversizePolicy(policy) }
        if case .quarantineShareMax(let share) = wire.quarantineBound {
            quarantineShareMax = try Self.finite(share, named: "quarantine_share_max")
        }
        if case .gate(let gate) = wire.evidence { self.gate = try EvaluationGate(gate) }
        if case .hold(let hold) = wire.holding { holds = hold }
        if case .rollbackWindowSeconds(let seconds) = wire.window {
            rollbackWindowSeconds = Int(seconds)
        }
    }

    private static func bound(
        _ number: Double,
        named name: String
    ) throws(RPCStatus) -> Bound<Double> {
        number == 0 ? .lifted : .at(try finite(number, named: name))
    }

    /// A bound is no bound on NaN: every comparison with it says no.
    private static func finite(_ number: Double, named name: String) throws(RPCStatus) -> Double {
        guard number.isFinite else {
            throw .invalidArgument(
                "knobs.\(name) is \(number); give a finite number.",
                subject: "knobs.\(name)"
            )
        }
        return number
    }

    private static func hours(_ text: String) throws(RPCStatus) -> Bound<HoursOfDay> {
        if text.isEmpty { return .lifted }
        guard let hours = HoursOfDay(text) else {
            throw .invalidArgument(
                "knobs.hours is \"\(text)\"; give two different times of a day in UTC, as "
                    + "22:00-06:00, or nothing for any hour.",
                subject: "knobs.hours"
            )
        }
        return .at(hours)
    }
}

extension MigrationSettings {
    /// Every knob as it is.
    var wire: MoultV1.Knobs {
        MoultV1.Knobs(
            rate: .itemsPerSecondMax(itemsPerSecondMax ?? 0),
            batch: .batchItems(Int32(clamping: batchItems)),
            width: .concurrency(Int32(clamping: concurrency)),
            niceness: .nice(nice),
            day: .hours(hours?.text ?? ""),
            budget: .spendMicrosMax(spendMicrosMax ?? 0),
            searchBound: .searchP99MsMax(Int32(clamping: searchP99MsMax ?? 0)),
            queryBound: .queryWaitMsMax(Int32(clamping: queryWaitMsMax ?? 0)),
            backPressure: .slowWrites(slowsWrites),
            longTexts: .oversize(oversize.wire),
            quarantineBound: .quarantineShareMax(quarantineShareMax),
            evidence: .gate(gate.wire),
            holding: .hold(holds),
            window: .rollbackWindowSeconds(Int64(rollbackWindowSeconds))
        )
    }
}

extension OversizePolicy {
    fileprivate init(_ wire: MoultV1.Oversize) throws(RPCStatus) {
        switch wire {
        case .unspecified, .reject: self = .reject
        case .truncate: self = .truncate
        case .split: self = .split
        case .unrecognized(let value):
            throw .invalidArgument(
                "knobs.oversize is \(value); give 0 to 3.",
                subject: "knobs.oversize"
            )
        }
    }

    var wire: MoultV1.Oversize {
        switch self {
        case .reject: .reject
        case .truncate: .truncate
        case .split: .split
        }
    }
}

extension EvaluationGate {
    fileprivate init(_ wire: MoultV1.Gate) throws(RPCStatus) {
        switch wire {
        case .unspecified, .hold: self = .hold
        case .block: self = .block
        case .inform: self = .inform
        case .unrecognized(let value):
            throw .invalidArgument("knobs.gate is \(value); give 0 to 3.", subject: "knobs.gate")
        }
    }

    fileprivate var wire: MoultV1.Gate {
        switch self {
        case .block: .block
        case .hold: .hold
        case .inform: .inform
        }
    }
}

extension HoursOfDay {
    /// From "22:00-06:00".
    package init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            .map(Self.minute)
        guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
        self.init(fromMinute: from, toMinute: to)
    }

    /// As "22:00-06:00".
    package var text: String { "\(Self.text(fromMinute))-\(Self.text(toMinute))" }

    /// Of the day, from "22:00".
    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    private static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}
