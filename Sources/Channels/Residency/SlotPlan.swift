/// Where a migration's embedder is loaded, whether all fit, and why: for the migration's plan.
package struct SlotPlan: Sendable, Hashable {
    /// Whether all that is loaded at the same time has room.
    package enum Fit: Sendable, Hashable, CaseIterable {
        case fits
        /// The host would push out one of them for another, again and again.
        case tooLarge
        /// A size, the memory or the number of slots is not known.
        case unknown
    }

    /// The provider.
    package let host: String
    package let seat: Seating.Seat
    package let fit: Fit
    /// What was found, what follows, and what to do where there is something.
    package let sentences: [String]
    /// Hosts that have the model and nothing else to do, in sentences.
    package let betterHosts: [String]
    /// nil: it takes no turns.
    package var turns: GuestTurns?

    package init(_ question: SlotQuestion) {
        host = question.host.name
        seat = question.seating.seat(of: question.model)
        fit = question.fit
        sentences = question.sentences
        betterHosts = question.betterHosts
    }
}

/// What a slot plan is made from.
package struct SlotQuestion: Sendable, Hashable {
    /// Who has which place where the model is to be, it among them.
    package var seating: Seating
    package var model: String
    /// That host as it was seen now.
    package var host: HostOverview
    /// Its slots are configured; otherwise they are assumed.
    package var isSlotsConfigured: Bool
    /// The other hosts, of which one may be better.
    package var others: [HostOverview]

    package init(
        _ seating: Seating,
        _ model: String,
        on host: HostOverview,
        isSlotsConfigured: Bool,
        others: [HostOverview] = []
    ) {
        self.seating = seating
        self.model = model
        self.host = host
        self.isSlotsConfigured = isSlotsConfigured
        self.others = others
    }

    var fit: SlotPlan.Fit {
        let fits = [slotFit, seating.need(of: seating.company).fit]
        if fits.contains(.tooLarge) { return .tooLarge }
        return fits.contains(.unknown) ? .unknown : .fits
    }

    /// What was seen counts where nothing is configured.
    var slotFit: SlotPlan.Fit {
        let needed = seating.slots(of: seating.company)
        if isSlotsConfigured { return needed <= seating.slots ? .fits : .tooLarge }
        if let seen = host.slots, needed <= seen { return .fits }
        // Fewer were seen because there were no more models, unless it was one again and again.
        return host.slots == 1 ? .tooLarge : .unknown
    }
}
