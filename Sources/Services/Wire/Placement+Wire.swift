internal import Channels
internal import Messages
internal import Migration

extension MoultV1.PlanResponse {
    /// What a plan says of places, and of the time that turns take.
    mutating func take(_ place: SlotPlan, for plan: MigrationPlan) {
        host = place.host
        seat = place.seat.wire
        fit = place.fit.wire
        placement = place.sentences
        guard let turns = place.turns, let work = plan.estimatedDuration else { return }
        let most = work * plan.spreadMax
        estimatedDurationMs = turns.shortest(work).wholeMilliseconds
        estimatedDurationMsMax = turns.longest(most).wholeMilliseconds
        slicesMax = Int32(clamping: turns.slices(of: most))
        if turns.isChangeUnknown {
            placement.append("What a change of models takes is not known yet, and not counted.")
        }
    }
}

extension MigrationPlan {
    /// How many times the likely work it may be, by what the sample leaves open.
    fileprivate var spreadMax: Double {
        tokens.likely > 0 ? Double(tokens.most) / Double(tokens.likely) : 1
    }
}

extension Seating.Seat {
    var wire: MoultV1.Seat {
        switch self {
        case .direct: .direct
        case .shared: .shared
        case .guest: .guest
        case .otherHost: .otherHost
        case .none: .none
        }
    }
}

extension SlotPlan.Fit {
    var wire: MoultV1.Fit {
        switch self {
        case .fits: .yes
        case .tooLarge: .no
        case .unknown: .unknown
        }
    }
}
