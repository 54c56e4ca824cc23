internal import Channels
internal import Logging
internal import Memory
internal import Spaces

/// The two channels over one store: the providers, the chat worker, and the places of the models.
struct ChannelRooms: Sendable {
    let providers: Providers
    /// nil: no host chats.
    let chat: ChatChannel?
    let places: ModelPlaces

    init(
        _ providers: Providers,
        store: any JobStore,
        settings: Settings,
        clock: some Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        logger: Logger
    ) {
        self.providers = providers
        let room = providers.hosts.chatting.flatMap { providers.rooms[$0] }
        let chat = room.map { room in
            ChatChannel(
                store: store,
                host: ChatHost(room.keeper),
                pins: room.keeper,
                settings: settings.chatSettings,
                clock: clock,
                unixMs: unixMs,
                logger: logger,
                jitterSeed: .random(in: 0 ... .max)
            )
        }
        self.chat = chat
        places = ModelPlaces(
            rooms: providers.rooms,
            chat: room.flatMap { room in chat.map { (room.name, $0) } },
            clock: clock,
            logger: logger
        )
    }

    /// At a start: what `log` says is active is pinned, what was before is not.
    func begin(_ log: ProfileLog) {
        let catalog = providers.catalog
        places.begin(
            serving: log.active.flatMap { catalog.place(of: $0.space.identity) },
            others: log.rows.compactMap { catalog.place(of: $0.space.identity) }
        )
        for (name, room) in providers.rooms {
            room.keeper.whenModelChanges { catalog.forgetAnswers(of: $0, at: name) }
        }
        catalog.whenMet { [places] in places.meet($1, at: $0) }
    }

    /// Works until it is cancelled, then ends what is under way.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await providers.run() }
            group.addTask { await places.run() }
            if let chat { group.addTask { await chat.run() } }
        }
        await providers.close()
    }

    /// Begins no more chats.
    func drain() { chat?.drain() }

    func embeds(_ memory: LiveMemory) -> TargetEmbeds {
        TargetEmbeds(catalog: providers.catalog) {
            memory.route.serving.profile.space.identity
        }
    }
}
