// What a slot plan says.
extension SlotQuestion {
    var sentences: [String] {
        let seat = seating.seat(of: model)
        if seat == .shared {
            return ["\(model) is pinned on \(host.name) already: it needs no further slot."]
        }
        let found = missing + place(seat) + crowding + memorySentences
        let hasBetter = seat == .guest || fit == .tooLarge || !missing.isEmpty
        return found + (hasBetter ? betterHosts : [])
    }

    private var missing: [String] {
        guard !isInstalled(on: host) else { return [] }
        return ["\(model) is not installed on \(host.name): run `ollama pull \(model)` there."]
    }

    private func isInstalled(on host: HostOverview) -> Bool {
        host.installed.contains { ModelTag.areSame($0.name, model) }
    }

    var betterHosts: [String] {
        others.filter { isInstalled(on: $0) && !$0.chats && $0.pinned.isEmpty }.map {
            "\($0.name) has \(model) installed, and neither chats nor pins: with model=\(model) "
                + "in its configuration it is loaded there, in a slot of its own."
        }
    }
}

// Slots.
extension SlotQuestion {
    private func place(_ seat: Seating.Seat) -> [String] {
        switch seat {
        case .shared: []
        case .none:
            [
                "\(seating.pinned ?? "") has the only slot of \(host.name): what is asked of "
                    + "\(model) there is refused."
            ]
        case .otherHost:
            ["\(model) is loaded on \(host.name), which neither chats nor pins a model."]
        case .direct where !seating.chats:
            [
                "\(model) is loaded on \(host.name), which does not chat, beside "
                    + "\(seating.pinned ?? "")."
            ]
        case .direct:
            [
                "\(slotsFound), and \(everybody) need \(seating.slotsOfAll): \(model) has one "
                    + "of its own."
            ]
        case .guest:
            [reason, guest] + wishForSlots
        }
    }

    private var slotsFound: String {
        let slots = seating.slots == 1 ? "1 slot" : "\(seating.slots) slots"
        return isSlotsConfigured
            ? "\(host.name) has \(slots)"
            : "\(host.name) is taken to have \(slots), for slots= is not said of it"
    }

    private var everybody: String {
        let embedders = [seating.pinned].compactMap(\.self) + seating.others.sorted()
        return Self.list(embedders + (seating.chats ? ["a chat model"] : []))
    }

    private var reason: String {
        guard seating.slotsOfAll > seating.slots else {
            return "\(host.name) has not the memory for \(everybody) at the same time."
        }
        return "\(slotsFound), and \(everybody) need \(seating.slotsOfAll)."
    }

    private var guest: String {
        "\(model) is a guest in the chat worker's slot: they take turns, with a bound for both, so the "
            + "backfill takes longer and chat waits at times."
    }

    private var wishForSlots: [String] {
        guard !isSlotsConfigured, let seen = host.slots, seen >= seating.slotsOfAll else {
            return []
        }
        return [
            "\(seen) models were seen there at the same time: with slots=\(seen) in its "
                + "configuration \(model) has a slot of its own."
        ]
    }

    private var crowding: [String] {
        guard slotFit == .tooLarge else { return [] }
        let slots = isSlotsConfigured ? seating.slots : 1
        return [
            "At the same time they need \(seating.slots(of: seating.company)) slots, and "
                + "\(host.name) has \(slots): they push each other out. Set "
                + "OLLAMA_MAX_LOADED_MODELS=\(seating.slotsOfAll) or more there, or give \(model) a "
                + "host of its own."
        ]
    }

    /// As "a, b and c".
    private static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }
}

// Memory.
extension SlotQuestion {
    private var memorySentences: [String] {
        let need = seating.need(of: seating.company)
        let known = sizesKnown.map { [$0] } ?? []
        guard let bytes = seating.memory.bytes, let toFill = need.bytesToFill else {
            return known + [
                "Whether they fit into its memory is not known, for memory= is not said of "
                    + "\(host.name)."
            ]
        }
        let takes =
            "At the same time they take \(need.isWhole ? "" : "more than ")\(Self.text(need.bytes)), "
            + "and of \(host.name)'s \(Self.text(bytes)) Ollama fills \(Self.text(toFill))"
        switch need.fit {
        case .fits: return known + ["\(takes): they fit."]
        case .tooLarge:
            let advice = "Take smaller models, or give \(model) a host of its own."
            return known + ["\(takes): that is too much. \(advice)"]
        case .unknown:
            return known + ["\(takes). \(sizesUnknown): whether all fit is not known."]
        }
    }

    private var embedders: [String] {
        [seating.pinned].compactMap(\.self) + seating.others.sorted()
    }

    /// As "a takes 1 GiB, b 2 GiB"; nil: none is known.
    private var sizesKnown: String? {
        var sizes = embedders.compactMap { name in
            seating.memory.size(of: name).map { (name, $0) }
        }
        if seating.chats, let chat = seating.memory.largestChat {
            sizes.append(("the largest model that chats", chat))
        }
        guard let first = sizes.first else { return nil }
        let rest = sizes.dropFirst().map { ", \($0.0) \(Self.text($0.1))" }
        return "\(first.0) takes \(Self.text(first.1))\(rest.joined())."
    }

    private var sizesUnknown: String {
        let unknown = embedders.filter { seating.memory.size(of: $0) == nil }
        let chat = seating.chats && seating.memory.largestChat == nil ? ["what chats"] : []
        return "How much \(Self.list(unknown + chat)) takes is not said"
    }

    /// As "1.5 GiB".
    private static func text(_ bytes: Int64) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1_024, unit < units.count - 1 {
            value /= 1_024
            unit += 1
        }
        let tenths = Int64((value * 10).rounded())
        let hasTenths = tenths < 100 && tenths % 10 != 0
        return hasTenths
            ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\((tenths + 5) / 10) \(units[unit])"
    }
}
