/// Where a migration's new embedder is loaded, and why.
///
/// Decided from what hosts show and what is configured; shown in the migration's plan.
package struct SlotPlan: Sendable, Hashable {
    package enum Seat: Sendable, Hashable {
        /// In a slot of its own.
        case direct
        /// The same model serves already, in its slot.
        case shared
        /// In the chat worker's slot, in turns with chat.
        case guest
        /// On a host that has nothing to do with the one of the old embedder.
        case otherHost
        /// Nowhere on its host.
        case none
    }

    package let seat: Seat
    /// What was found, and what follows; the last says what to do, where there is something.
    package let sentences: [String]

    package init(_ question: SlotQuestion) {
        let decision = question.decision
        seat = decision.seat
        sentences = decision.sentences
    }
}

/// What a slot plan is made from.
package struct SlotQuestion: Sendable, Hashable {
    /// Where the new embedder is to be.
    package var host: HostOverview
    package var new: String
    /// What serves now on that very host; nil: that is elsewhere, or needs no slot.
    package var old: String?
    /// The largest of them counts; empty: none are known.
    package var chatModels: [String]
    /// As configured; nil: what was seen on the host.
    package var slots: Int?
    /// Of the graphics card, or of the machine; nil: not known.
    package var memoryBytes: Int64?
    /// The other hosts, of which one may be better.
    package var others: [HostOverview]

    /// Of its memory a host fills so much before it throws out models.
    ///
    /// Source: Ollama's scheduler, which checks it at each load.
    package static let memoryPercentMax: Int64 = 80

    package init(
        host: HostOverview,
        new: String,
        old: String? = nil,
        chatModels: [String] = [],
        slots: Int? = nil,
        memoryBytes: Int64? = nil,
        others: [HostOverview] = []
    ) {
        self.host = host
        self.new = new
        self.old = old
        self.chatModels = chatModels
        self.slots = slots
        self.memoryBytes = memoryBytes
        self.others = others
    }
}

extension SlotQuestion {
    fileprivate typealias Decision = (seat: SlotPlan.Seat, sentences: [String])

    fileprivate var decision: Decision {
        if let old, ModelTag.areSame(old, new) {
            return (
                .shared, ["\(new) is loaded on \(host.name) already: it needs no further slot."]
            )
        }
        guard isInstalled(on: host) else {
            let missing =
                "\(new) is not installed on \(host.name): run `ollama pull \(new)` there."
            return (.none, [missing] + betterHosts)
        }
        let fit = fitOfAll
        switch (knownSlots, fit) {
        case (let slots?, let fit) where slots >= slotsNeeded && fit != .tooLarge:
            return direct(of: slots, fit)
        case (nil, _) where slotsNeeded == 1:
            return direct(of: nil, fit)
        default:
            return beside(fit)
        }
    }

    /// The old one, the new one, and the chat model.
    private var slotsNeeded: Int { (old == nil ? 0 : 1) + 1 + (host.chats ? 1 : 0) }

    private var knownSlots: Int? { slots ?? host.slots }

    private func direct(of slots: Int?, _ fit: Fit) -> Decision {
        let has = slots.map { "has \($0) slots" } ?? "has room"
        let isAlone = old == nil && !host.chats
        let found =
            isAlone
            ? "\(new) is loaded on \(host.name), where nothing else is kept."
            : "\(host.name) \(has), and \(needs): \(new) has a slot of its own."
        let seat: SlotPlan.Seat = isAlone ? .otherHost : .direct
        return (seat, [found] + fit.sentences)
    }

    private var needs: String {
        let models = [old, new, host.chats ? "a chat model" : nil].compactMap(\.self)
        return
            "\(models.joined(separator: ", ")) \(models.count == 1 ? "needs 1" : "need \(models.count)")"
    }

    /// Not in a slot of its own.
    private func beside(_ fit: Fit) -> Decision {
        let found: String
        if let knownSlots, knownSlots >= slotsNeeded {
            found =
                "\(host.name) has \(knownSlots) slots, and \(needs), but not the memory for them."
        } else if let knownSlots {
            found = "\(host.name) has \(knownSlots) slots, and \(needs)."
        } else {
            found =
                "How many slots \(host.name) has is not known, and \(needs): name them in its "
                + "configuration."
        }
        guard host.chats, (knownSlots ?? 2) >= slotsNeeded - 1, fitOfGuest != .tooLarge else {
            let advice =
                "Set OLLAMA_MAX_LOADED_MODELS=\(slotsNeeded) or more on \(host.name), see that all "
                + "fit into its memory, or give \(new) a host of its own."
            return (.none, [found, advice] + betterHosts)
        }
        let guest =
            "\(new) is a guest in the chat worker's slot: they take turns, with a bound for both, so "
            + "the backfill takes longer and chat waits at times."
        return (.guest, [found, guest] + fitOfGuest.sentences + betterHosts)
    }

    private func isInstalled(on host: HostOverview) -> Bool {
        host.installed.contains { ModelTag.areSame($0.name, new) }
    }

    /// Hosts that have the model, and room for it.
    private var betterHosts: [String] {
        others.filter { isInstalled(on: $0) && !$0.chats && $0.pinned.isEmpty }.map {
            "\($0.name) has \(new) installed and nothing else to do: it would go there directly."
        }
    }
}

// Memory.
extension SlotQuestion {
    fileprivate enum Fit: Equatable {
        case fits
        case tooLarge
        /// A size, or the memory, is not known.
        case unknown

        var sentences: [String] {
            self == .unknown
                ? ["Whether their sizes fit into the host's memory is not known."] : []
        }
    }

    fileprivate var fitOfAll: Fit {
        fit([old, new].compactMap(\.self).map(size), host.chats ? [largestChat] : [])
    }

    /// In the slot there is the chat model or the guest.
    fileprivate var fitOfGuest: Fit {
        fit([old, new].compactMap(\.self).map(size), [])
    }

    private func fit(_ embedders: [Int64?], _ chat: [Int64?]) -> Fit {
        let sizes = (embedders + chat).compactMap(\.self)
        guard let memoryBytes, sizes.count == embedders.count + chat.count else { return .unknown }
        let bound = memoryBytes / 100 * Self.memoryPercentMax
        return sizes.reduce(0, +) <= bound ? .fits : .tooLarge
    }

    private var largestChat: Int64? { chatModels.compactMap(size).max() }

    /// As it lies in memory, or else on disk; nil: not known.
    private func size(of model: String) -> Int64? {
        let resident = host.residents?.first { ModelTag.areSame($0.name, model) }
        let file = host.installed.first { ModelTag.areSame($0.name, model) }
        return resident?.sizeBytes ?? file?.sizeBytes
    }
}
