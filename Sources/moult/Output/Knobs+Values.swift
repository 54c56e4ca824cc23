import Messages

// Each knob is a oneof of one member, so that an absent one can be told from zero.
extension MoultV1.Knobs {
    var itemsPerSecondMax: Double? {
        rate.map {
            switch $0 {
            case .itemsPerSecondMax(let value): value
            }
        }
    }

    var batchItems: Int32? {
        batch.map {
            switch $0 {
            case .batchItems(let value): value
            }
        }
    }

    var concurrency: Int32? {
        width.map {
            switch $0 {
            case .concurrency(let value): value
            }
        }
    }

    var nice: Double? {
        niceness.map {
            switch $0 {
            case .nice(let value): value
            }
        }
    }

    var hours: String? {
        day.map {
            switch $0 {
            case .hours(let value): value
            }
        }
    }

    var spendMicrosMax: Int64? {
        budget.map {
            switch $0 {
            case .spendMicrosMax(let value): value
            }
        }
    }

    var searchP99MsMax: Int32? {
        searchBound.map {
            switch $0 {
            case .searchP99MsMax(let value): value
            }
        }
    }

    var queryWaitMsMax: Int32? {
        queryBound.map {
            switch $0 {
            case .queryWaitMsMax(let value): value
            }
        }
    }

    var slowWrites: Bool? {
        backPressure.map {
            switch $0 {
            case .slowWrites(let value): value
            }
        }
    }

    var oversize: MoultV1.Oversize? {
        longTexts.map {
            switch $0 {
            case .oversize(let value): value
            }
        }
    }

    var quarantineShareMax: Double? {
        quarantineBound.map {
            switch $0 {
            case .quarantineShareMax(let value): value
            }
        }
    }

    var gate: MoultV1.Gate? {
        evidence.map {
            switch $0 {
            case .gate(let value): value
            }
        }
    }

    var hold: Bool? {
        holding.map {
            switch $0 {
            case .hold(let value): value
            }
        }
    }

    var rollbackWindowSeconds: Int64? {
        window.map {
            switch $0 {
            case .rollbackWindowSeconds(let value): value
            }
        }
    }
}
