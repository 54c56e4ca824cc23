internal import Channels
internal import Logging
internal import Spaces
internal import Synchronization

/// Which embedder is pinned on which host, and which are guests in the chat worker's slot: kept in
/// step with the space that searches are served from.
///
/// The active space's embedder is pinned, and no other: two pins on one host are what wedges it.
/// Any other embedder of a host whose places the pin and the chat model take up is a guest.
final class ModelPlaces: Sendable {
    struct Place: Sendable, Hashable {
        let provider: String
        let model: String
        /// Of the space that it serves; empty: not known.
        var digest = ""
    }

    private struct State {
        var active: Place?
        /// Where the last flip led to.
        var wanted: Place?
        /// Embedders that were asked for, by their providers.
        var met: [String: Set<String>] = [:]
        /// What models take in memory, or on disk, by their providers and names.
        var sizes: [String: [String: Int64]] = [:]
        /// Whom the chat worker's slot is lent to.
        var lent: Set<String> = []
        var isHolding = false
        /// Models that chatted, or are to, on the host that chats.
        var chatted: Set<String> = []
    }

    /// How many models a host holds unless the configuration says: a pinned one and one that chats.
    static let slotsAssumed = 2
    /// Searches that pinned the epoch before a flip embed their queries within this time.
    static let lastSearch: Duration = .seconds(5)
    /// Between two tries to pin the embedder that is active.
    static let replaceRetry: Duration = .seconds(15)
    /// How often sizes are weighed, which are not all known at a start.
    static let weighEvery: Duration = .seconds(15)
    /// A hand-over does not wait longer for the chat worker's slot.
    static let holdPatience: Duration = .seconds(330)

    private let rooms: [String: OllamaRoom]
    /// The provider that chats, and its worker.
    private let chat: (provider: String, channel: ChatChannel)?
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let state = Mutex(State())
    /// Who lends decides and tells in one go: what was decided last counts.
    private let lending = Mutex(())
    private let flips: AsyncStream<Place?>
    private let flipped: AsyncStream<Place?>.Continuation

    init(
        rooms: [String: OllamaRoom],
        chat: (provider: String, channel: ChatChannel)?,
        clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.rooms = rooms
        self.chat = chat
        self.clock = clock
        self.logger = logger
        (flips, flipped) = AsyncStream.makeStream()
    }

    /// At a start: `place` serves the active space, and `others` served spaces before.
    func begin(serving place: Place?, others: [Place]) {
        state.withLock { $0.active = place }
        for (name, room) in rooms {
            let pinned = place?.provider == name ? place : nil
            let retiring = others.filter { $0.provider == name && $0.model != pinned?.model }
            pin(pinned, in: room, retiring: Set(retiring.map(\.model)))
        }
        lendSlots()
    }

    /// Somebody embeds with the model.
    func meet(_ model: String, at provider: String) {
        let isNew = state.withLock { $0.met[provider, default: []].insert(model).inserted }
        if isNew { lendSlots() }
    }

    private func pin(_ place: Place?, in room: OllamaRoom, retiring: Set<String> = []) {
        if let place, !place.digest.isEmpty {
            room.keeper.expectDigest(place.digest, of: place.model)
        }
        room.keeper.expectPinned(Set([place?.model].compactMap(\.self)), retiring: retiring)
    }

    /// Tells the host that chats which embedders are guests there.
    private func lendSlots() {
        guard let chat, let room = rooms[chat.provider] else { return }
        lending.withLock { _ in
            let guests = seating(of: room).guests
            state.withLock { $0.lent = guests }
            room.keeper.lendSlot(of: chat.channel, to: guests)
        }
    }

    private func isGuest(_ place: Place) -> Bool {
        rooms[place.provider].map { seating(of: $0).guests.contains(place.model) } ?? false
    }
}

// Who sits where.
extension ModelPlaces {
    /// - Parameter model: one that may be embedded with, beside those that are.
    func seating(of room: OllamaRoom, with model: String? = nil) -> Seating {
        let (active, met) = state.withLock { ($0.active, $0.met[room.name] ?? []) }
        let pinned = active?.provider == room.name ? active?.model : nil
        let others = met.union([model].compactMap(\.self)).filter {
            $0 != pinned && !room.keeper.isPinned($0)
        }
        return Seating(
            slots: room.entry.slots ?? Self.slotsAssumed,
            chats: chat?.provider == room.name,
            pinned: pinned,
            others: others,
            memory: memory(of: room)
        )
    }

    private func memory(of room: OllamaRoom) -> HostMemory {
        remember(room.keeper.overview())
        let (sizes, chatted) = state.withLock { ($0.sizes[room.name] ?? [:], $0.chatted) }
        return HostMemory(
            bytes: room.entry.memoryBytes,
            sizes: sizes,
            chatModels: chat?.provider == room.name ? chatted : []
        )
    }

    /// The host was seen: what models take there counts from now on.
    func saw(_ host: HostOverview) {
        remember(host)
        lendSlots()
    }

    /// What was seen once counts on: a seat must not change with each model that comes or goes.
    private func remember(_ host: HostOverview) {
        let sizes = HostMemory.sizes(of: host)
        let chatModels = chat?.channel.chatModels ?? []
        state.withLock { state in
            state.sizes[host.name, default: [:]].merge(sizes, uniquingKeysWith: max)
            state.chatted.formUnion(chatModels)
        }
    }

    /// The turns that a guest has with chat; nil: no host chats.
    func turns(of model: String) -> GuestTurns? { chat?.channel.turns(of: model) }

    /// Models that chat, sizes and other names of a blob get known in time: who is a guest may change
    /// with them.
    private func weighSeats() async {
        guard let chat, let room = rooms[chat.provider] else { return }
        while !Task.isCancelled {
            try? await clock.sleep(for: Self.weighEvery)
            if seating(of: room).guests != state.withLock({ $0.lent }) { lendSlots() }
        }
    }
}

// A hand-over and what follows it.
extension ModelPlaces {
    /// Holds the chat worker's slot for the embedder that is to be active, if it is a guest there.
    func prepare(_ place: Place?) async {
        guard let chat, let place, place.provider == chat.provider else { return }
        guard isGuest(place) else { return }
        do {
            try await withTimeout(Self.holdPatience) {
                try await chat.channel.holdSlot(for: place.model)
            }
            state.withLock { $0.isHolding = true }
        } catch {
            // Its time may have ended in the moment in which it was given.
            chat.channel.giveSlotBack()
            logger.warning("the hand-over goes on without the chat worker's slot: \(error)")
        }
    }

    /// The hand-over came to nothing.
    func abandon() { giveSlotBack() }

    /// Searches are served from another space now.
    func flip(to place: Place?) {
        state.withLock { $0.wanted = place }
        flipped.yield(place)
    }

    /// Keeps models where they belong, until cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.movePins() }
            group.addTask { await self.weighSeats() }
        }
    }

    /// After each flip.
    private func movePins() async {
        for await place in flips {
            try? await clock.sleep(for: Self.lastSearch)
            guard !Task.isCancelled else { return }
            await movePin(to: place)
        }
    }

    private func movePin(to place: Place?) async {
        let before = state.withLock(\.active)
        defer { giveSlotBack() }
        if let place, let before, place.provider == before.provider,
            place.model != before.model, let room = rooms[place.provider]
        {
            guard await replacePin(of: before, by: place, in: room) else { return }
        } else {
            for (name, room) in rooms where name == before?.provider || name == place?.provider {
                pin(
                    name == place?.provider ? place : nil,
                    in: room,
                    retiring: before?.provider == name && before?.model != place?.model
                        ? Set([before?.model].compactMap(\.self)) : []
                )
            }
        }
        state.withLock { $0.active = place }
        if let before { meet(before.model, at: before.provider) }
        lendSlots()
    }

    /// - Returns: false: another one is wanted meanwhile, and the old one is still pinned.
    private func replacePin(of old: Place, by new: Place, in room: OllamaRoom) async -> Bool {
        if !new.digest.isEmpty { room.keeper.expectDigest(new.digest, of: new.model) }
        while !Task.isCancelled, state.withLock({ $0.wanted == new }) {
            do throws(HostError) {
                try await room.keeper.replacePin(old.model, by: new.model)
                return true
            } catch {
                logger.error(
                    "\(new.model) is not pinned in place of \(old.model): \(error.message)"
                )
            }
            // Chat does not wait for what may never come: the new one takes turns with it meanwhile.
            giveSlotBack()
            try? await clock.sleep(for: Self.replaceRetry)
        }
        return false
    }

    private func giveSlotBack() {
        let wasHolding = state.withLock { state in
            defer { state.isHolding = false }
            return state.isHolding
        }
        if wasHolding { chat?.channel.giveSlotBack() }
    }

    private func withTimeout(
        _ time: Duration,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await work() }
            group.addTask { [clock] in
                try await clock.sleep(for: time)
                throw HostError(.timedOut, "the slot did not come within \(time)")
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
