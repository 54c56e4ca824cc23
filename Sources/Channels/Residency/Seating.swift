/// Who has which place on one host.
///
/// Decided here, done by whoever lends the chat worker's slot, and told in a migration's plan. The
/// pinned embedder, every other embedder in use and the chat worker have a slot each. Where slots or
/// memory are too few for that, all embedders but the pinned one are guests.
package struct Seating: Sendable, Hashable {
    package enum Seat: Sendable, Hashable, CaseIterable {
        /// In a slot of its own, beside others.
        case direct
        /// It is what is pinned there: it needs no further slot.
        case shared
        /// In the chat worker's slot, in turns with chat.
        case guest
        /// On a host that neither chats nor pins.
        case otherHost
        /// Nowhere: another one is pinned in the host's only slot, and its requests are refused.
        case none
    }

    /// How many models the host holds, as configured or else as assumed.
    package var slots: Int
    package var chats: Bool
    /// nil: none is.
    package var pinned: String?
    /// The other embedders in use.
    package var others: Set<String>
    package var memory: HostMemory

    package init(
        slots: Int,
        chats: Bool,
        pinned: String? = nil,
        others: Set<String> = [],
        memory: HostMemory = HostMemory()
    ) {
        self.slots = slots
        self.chats = chats
        self.pinned = pinned
        self.others = others
        self.memory = memory
    }

    /// Whom the chat worker's slot is lent to.
    package var guests: Set<String> {
        guard chats else { return [] }
        return slotsOfAll > slots || need(of: .all).fit == .tooLarge ? others : []
    }

    /// - Parameter model: the pinned one under any of its names, or one of the others.
    package func seat(of model: String) -> Seat {
        guard others.contains(where: { ModelTag.areSame($0, model) }) else { return .shared }
        if !guests.isEmpty { return .guest }
        if chats { return .direct }
        guard pinned != nil else { return .otherHost }
        return slots > 1 ? .direct : .none
    }

    /// Who is loaded at the same time.
    enum Company: Sendable {
        /// Everybody.
        case all
        /// The pinned model, and one at a time of the rest.
        case turns
    }

    var company: Company { guests.isEmpty ? .all : .turns }

    /// With a slot each.
    var slotsOfAll: Int { (pinned == nil ? 0 : 1) + others.count + (chats ? 1 : 0) }

    func slots(of company: Company) -> Int {
        switch company {
        case .all: slotsOfAll
        case .turns: (pinned == nil ? 0 : 1) + 1
        }
    }

    /// What they take in memory at the same time.
    func need(of company: Company) -> MemoryNeed {
        let resident = [pinned].compactMap(\.self)
        let chat = chats ? [memory.largestChat] : []
        let others = others.sorted().map(memory.size)
        switch company {
        case .all:
            return memory.need(resident.map(memory.size) + others + chat)
        case .turns:
            let inTurn = others + chat
            let largest = inTurn.compactMap(\.self).max()
            let unknown: [Int64?] = inTurn.contains(nil) ? [nil] : []
            return memory.need(resident.map(memory.size) + [largest ?? 0] + unknown)
        }
    }
}

/// A host's memory, and what models take of it.
package struct HostMemory: Sendable, Hashable {
    /// nil: not said.
    package var bytes: Int64?
    /// By the models' names with their tags: as they lie in memory, or else on disk.
    package var sizes: [String: Int64]
    /// Models that chat there, as far as is known.
    package var chatModels: Set<String>

    /// So much of its memory a host fills before it throws out models.
    ///
    /// Source: Ollama's scheduler, which checks it at each load.
    package static let percentMax: Int64 = 80

    package init(
        bytes: Int64? = nil,
        sizes: [String: Int64] = [:],
        chatModels: Set<String> = []
    ) {
        self.bytes = bytes
        self.sizes = sizes
        self.chatModels = chatModels
    }

    /// What is loaded takes what it takes; of the rest the file says it, about.
    package static func sizes(of host: HostOverview) -> [String: Int64] {
        var sizes: [String: Int64] = [:]
        for file in host.installed { sizes[ModelTag.tagged(file.name)] = file.sizeBytes }
        for resident in host.residents ?? [] {
            sizes[ModelTag.tagged(resident.name)] = resident.sizeBytes
        }
        return sizes
    }

    var bytesToFill: Int64? { bytes.map { $0 / 100 * Self.percentMax } }

    /// nil: not known.
    func size(of model: String) -> Int64? { sizes[ModelTag.tagged(model)] }

    var largestChat: Int64? { chatModels.compactMap(size).max() }

    func need(_ models: [Int64?]) -> MemoryNeed {
        MemoryNeed(
            bytes: models.compactMap(\.self).reduce(0, +),
            isWhole: !models.contains(nil),
            bytesToFill: bytesToFill
        )
    }
}

/// What models take that are loaded at the same time.
struct MemoryNeed: Sendable, Hashable {
    /// Of those whose size is known.
    let bytes: Int64
    /// All sizes are known.
    let isWhole: Bool
    let bytesToFill: Int64?

    var fit: SlotPlan.Fit {
        guard let bytesToFill else { return .unknown }
        if bytes > bytesToFill { return .tooLarge }
        return isWhole ? .fits : .unknown
    }
}
