// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// What an operator may turn.
    ///
    /// An absent one stays as it is, or with Start as the server has it.
    public struct Knobs: WireMessage {
        /// 0: as fast as it goes.
        public enum Rate: Sendable, Hashable {
            /// The field `items_per_second_max`, number 1.
            case itemsPerSecondMax(Double)
        }

        /// 1 to 1,000.
        public enum Batch: Sendable, Hashable {
            /// The field `batch_items`, number 2.
            case batchItems(Int32)
        }

        /// 1 to 64.
        public enum Width: Sendable, Hashable {
            /// The field `concurrency`, number 3.
            case concurrency(Int32)
        }

        /// After each request it rests so many times as long as the request took: 0 to 100.
        public enum Niceness: Sendable, Hashable {
            /// The field `nice`, number 4.
            case nice(Double)
        }

        /// "22:00-06:00", in UTC; empty: at any hour.
        public enum Day: Sendable, Hashable {
            /// The field `hours`, number 5.
            case hours(String)
        }

        /// In millionths of the currency; 0: no limit.
        public enum Budget: Sendable, Hashable {
            /// The field `spend_micros_max`, number 6.
            case spendMicrosMax(Int64)
        }

        /// 0: not looked at.
        public enum SearchBound: Sendable, Hashable {
            /// The field `search_p99_ms_max`, number 7.
            case searchP99MsMax(Int32)
        }

        /// One of the members of `query_bound`.
        public enum QueryBound: Sendable, Hashable {
            /// The field `query_wait_ms_max`, number 8.
            case queryWaitMsMax(Int32)
        }

        /// Writes are slowed when the migration would not converge otherwise.
        public enum BackPressure: Sendable, Hashable {
            /// The field `slow_writes`, number 9.
            case slowWrites(Bool)
        }

        /// One of the members of `long_texts`.
        public enum LongTexts: Sendable, Hashable {
            /// The field `oversize`, number 10.
            case oversize(MoultV1.Oversize)
        }

        /// The share of the items that may be quarantined at the flip: 0 to 1.
        public enum QuarantineBound: Sendable, Hashable {
            /// The field `quarantine_share_max`, number 11.
            case quarantineShareMax(Double)
        }

        /// One of the members of `evidence`.
        public enum Evidence: Sendable, Hashable {
            /// The field `gate`, number 12.
            case gate(MoultV1.Gate)
        }

        /// It waits before the flip until CutOver.
        public enum Holding: Sendable, Hashable {
            /// The field `hold`, number 13.
            case hold(Bool)
        }

        /// How long the space that was active before is kept fresh after the flip; 0: not at all.
        ///
        /// Of a migration that has finished, this knob alone can be turned.
        public enum Window: Sendable, Hashable {
            /// The field `rollback_window_seconds`, number 14.
            case rollbackWindowSeconds(Int64)
        }

        /// 0: as fast as it goes.
        public var rate: Rate?
        /// 1 to 1,000.
        public var batch: Batch?
        /// 1 to 64.
        public var width: Width?
        /// After each request it rests so many times as long as the request took: 0 to 100.
        public var niceness: Niceness?
        /// "22:00-06:00", in UTC; empty: at any hour.
        public var day: Day?
        /// In millionths of the currency; 0: no limit.
        public var budget: Budget?
        /// 0: not looked at.
        public var searchBound: SearchBound?
        /// At most one of these; nil: none.
        public var queryBound: QueryBound?
        /// Writes are slowed when the migration would not converge otherwise.
        public var backPressure: BackPressure?
        /// At most one of these; nil: none.
        public var longTexts: LongTexts?
        /// The share of the items that may be quarantined at the flip: 0 to 1.
        public var quarantineBound: QuarantineBound?
        /// At most one of these; nil: none.
        public var evidence: Evidence?
        /// It waits before the flip until CutOver.
        public var holding: Holding?
        /// How long the space that was active before is kept fresh after the flip; 0: not at all.
        ///
        /// Of a migration that has finished, this knob alone can be turned.
        public var window: Window?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            rate: Rate? = nil,
            batch: Batch? = nil,
            width: Width? = nil,
            niceness: Niceness? = nil,
            day: Day? = nil,
            budget: Budget? = nil,
            searchBound: SearchBound? = nil,
            queryBound: QueryBound? = nil,
            backPressure: BackPressure? = nil,
            longTexts: LongTexts? = nil,
            quarantineBound: QuarantineBound? = nil,
            evidence: Evidence? = nil,
            holding: Holding? = nil,
            window: Window? = nil
        ) {
            self.rate = rate
            self.batch = batch
            self.width = width
            self.niceness = niceness
            self.day = day
            self.budget = budget
            self.searchBound = searchBound
            self.queryBound = queryBound
            self.backPressure = backPressure
            self.longTexts = longTexts
            self.quarantineBound = quarantineBound
            self.evidence = evidence
            self.holding = holding
            self.window = window
        }
    }
}

extension MoultV1.Knobs: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Knobs"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Knobs>) {
        moult__v1__knobs__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Knobs>) throws(UnpackFault) {
        switch source.pointee.rate_case.rawValue {
        case 1:
            self.rate = .itemsPerSecondMax(source.pointee.items_per_second_max)
        default: break
        }
        switch source.pointee.batch_case.rawValue {
        case 2:
            self.batch = .batchItems(source.pointee.batch_items)
        default: break
        }
        switch source.pointee.width_case.rawValue {
        case 3:
            self.width = .concurrency(source.pointee.concurrency)
        default: break
        }
        switch source.pointee.niceness_case.rawValue {
        case 4:
            self.niceness = .nice(source.pointee.nice)
        default: break
        }
        switch source.pointee.day_case.rawValue {
        case 5:
            self.day = .hours(try String(unpacked: source.pointee.hours))
        default: break
        }
        switch source.pointee.budget_case.rawValue {
        case 6:
            self.budget = .spendMicrosMax(source.pointee.spend_micros_max)
        default: break
        }
        switch source.pointee.search_bound_case.rawValue {
        case 7:
            self.searchBound = .searchP99MsMax(source.pointee.search_p99_ms_max)
        default: break
        }
        switch source.pointee.query_bound_case.rawValue {
        case 8:
            self.queryBound = .queryWaitMsMax(source.pointee.query_wait_ms_max)
        default: break
        }
        switch source.pointee.back_pressure_case.rawValue {
        case 9:
            self.backPressure = .slowWrites(source.pointee.slow_writes != 0)
        default: break
        }
        switch source.pointee.long_texts_case.rawValue {
        case 10:
            self.longTexts = .oversize(MoultV1.Oversize(unpacked: source.pointee.oversize.rawValue))
        default: break
        }
        switch source.pointee.quarantine_bound_case.rawValue {
        case 11:
            self.quarantineBound = .quarantineShareMax(source.pointee.quarantine_share_max)
        default: break
        }
        switch source.pointee.evidence_case.rawValue {
        case 12:
            self.evidence = .gate(MoultV1.Gate(unpacked: source.pointee.gate.rawValue))
        default: break
        }
        switch source.pointee.holding_case.rawValue {
        case 13:
            self.holding = .hold(source.pointee.hold != 0)
        default: break
        }
        switch source.pointee.window_case.rawValue {
        case 14:
            self.window = .rollbackWindowSeconds(source.pointee.rollback_window_seconds)
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Knobs>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.rate {
        case .itemsPerSecondMax(let value):
            target.pointee.rate_case = Moult__V1__Knobs__RateCase(rawValue: 1)
            target.pointee.items_per_second_max = value
        case nil: break
        }
        switch self.batch {
        case .batchItems(let value):
            target.pointee.batch_case = Moult__V1__Knobs__BatchCase(rawValue: 2)
            target.pointee.batch_items = value
        case nil: break
        }
        switch self.width {
        case .concurrency(let value):
            target.pointee.width_case = Moult__V1__Knobs__WidthCase(rawValue: 3)
            target.pointee.concurrency = value
        case nil: break
        }
        switch self.niceness {
        case .nice(let value):
            target.pointee.niceness_case = Moult__V1__Knobs__NicenessCase(rawValue: 4)
            target.pointee.nice = value
        case nil: break
        }
        switch self.day {
        case .hours(let value):
            target.pointee.day_case = Moult__V1__Knobs__DayCase(rawValue: 5)
            target.pointee.hours = try arena.text(value, of: "moult.v1.Knobs.hours")
        case nil: break
        }
        switch self.budget {
        case .spendMicrosMax(let value):
            target.pointee.budget_case = Moult__V1__Knobs__BudgetCase(rawValue: 6)
            target.pointee.spend_micros_max = value
        case nil: break
        }
        switch self.searchBound {
        case .searchP99MsMax(let value):
            target.pointee.search_bound_case = Moult__V1__Knobs__SearchBoundCase(rawValue: 7)
            target.pointee.search_p99_ms_max = value
        case nil: break
        }
        switch self.queryBound {
        case .queryWaitMsMax(let value):
            target.pointee.query_bound_case = Moult__V1__Knobs__QueryBoundCase(rawValue: 8)
            target.pointee.query_wait_ms_max = value
        case nil: break
        }
        switch self.backPressure {
        case .slowWrites(let value):
            target.pointee.back_pressure_case = Moult__V1__Knobs__BackPressureCase(rawValue: 9)
            target.pointee.slow_writes = value ? 1 : 0
        case nil: break
        }
        switch self.longTexts {
        case .oversize(let value):
            target.pointee.long_texts_case = Moult__V1__Knobs__LongTextsCase(rawValue: 10)
            target.pointee.oversize = Moult__V1__Oversize(rawValue: value.packable)
        case nil: break
        }
        switch self.quarantineBound {
        case .quarantineShareMax(let value):
            target.pointee.quarantine_bound_case =
                Moult__V1__Knobs__QuarantineBoundCase(rawValue: 11)
            target.pointee.quarantine_share_max = value
        case nil: break
        }
        switch self.evidence {
        case .gate(let value):
            target.pointee.evidence_case = Moult__V1__Knobs__EvidenceCase(rawValue: 12)
            target.pointee.gate = Moult__V1__Gate(rawValue: value.packable)
        case nil: break
        }
        switch self.holding {
        case .hold(let value):
            target.pointee.holding_case = Moult__V1__Knobs__HoldingCase(rawValue: 13)
            target.pointee.hold = value ? 1 : 0
        case nil: break
        }
        switch self.window {
        case .rollbackWindowSeconds(let value):
            target.pointee.window_case = Moult__V1__Knobs__WindowCase(rawValue: 14)
            target.pointee.rollback_window_seconds = value
        case nil: break
        }
    }
}
