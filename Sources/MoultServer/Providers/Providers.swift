internal import Channels
internal import Curl
internal import Foundation
internal import Logging
internal import Ollama
internal import OpenAI
internal import Spaces

/// The configured providers, ready to be asked: nothing is asked of them before `run`.
struct Providers: Sendable {
    let catalog: ProviderCatalog
    let hosts: Hosts
    /// The Ollama servers by their names.
    let rooms: [String: OllamaRoom]
    private let client: CurlClient

    /// - Throws: `SettingError` for a provider that cannot be read, or its key.
    init(
        _ settings: Settings,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        clock: some Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        logger: Logger
    ) throws(SettingError) {
        let list = try ProviderList(settings.list(.providers))
        let client = CurlClient(limits: settings.curlLimits)
        let maker = RoomMaker(
            settings: settings,
            environment: environment,
            client: client,
            clock: clock,
            unixMs: unixMs,
            logger: logger
        )
        var all: [String: any ProviderRoom] = [:]
        var ollama: [OllamaRoom] = []
        for entry in list.entries {
            switch entry.kind {
            case .ollama:
                let room = try maker.ollama(entry)
                ollama.append(room)
                all[entry.name] = room
            case .openAI:
                all[entry.name] = maker.openAI(entry)
            }
        }
        self.client = client
        rooms = Dictionary(uniqueKeysWithValues: ollama.map { ($0.name, $0) })
        hosts = Hosts(
            rooms: ollama,
            chatting: try Self.chatting(settings.text(.chatHost), among: ollama)
        )
        catalog = ProviderCatalog(
            list,
            rooms: all,
            known: KnownModels(extra: try settings.knownModels()),
            settings: settings.embedSettings,
            clock: clock,
            logger: logger
        )
    }

    /// Keeps the hosts' models resident, until cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for room in rooms.values {
                group.addTask { await room.keeper.run() }
            }
        }
    }

    /// Ends every request that is under way.
    func close() async { await client.close() }

    private static func chatting(
        _ name: String,
        among rooms: [OllamaRoom]
    ) throws(SettingError) -> String? {
        if name == "none" { return nil }
        if name.isEmpty { return rooms.first?.name }
        guard rooms.contains(where: { $0.name == name }) else {
            let names = rooms.map(\.name).joined(separator: ", ")
            throw SettingError(
                "\(Setting.chatHost.name) is \(name), which is no provider of kind ollama. "
                    + (names.isEmpty ? "There is none." : "There is \(names).")
            )
        }
        return name
    }
}

/// Makes rooms of the configuration's entries.
private struct RoomMaker<ClockType: Clock<Duration>> {
    let settings: Settings
    let environment: [String: String]
    let client: CurlClient
    let clock: ClockType
    let unixMs: @Sendable () -> Int64
    let logger: Logger

    func ollama(_ entry: ProviderEntry) throws(SettingError) -> OllamaRoom {
        let address: OllamaAddress
        do throws(OllamaSettingsError) {
            address = try OllamaAddress(entry.url)
        } catch {
            throw SettingError("\(Setting.providers.name), \(entry.name): \(error.message)")
        }
        let key = try entry.key.read(environment: environment, for: entry.name)
        let host = OllamaHost(
            OllamaSettings(
                name: entry.name,
                address: address,
                key: key,
                limits: settings.ollamaLimits
            ),
            client: client,
            clock: clock
        )
        var residency = settings.residencySettings
        residency.slots = entry.slots
        let keeper = HostKeeper(
            host,
            address: address.description,
            settings: residency,
            clock: clock,
            unixMs: unixMs,
            logger: logger
        )
        return OllamaRoom(entry: entry, host: host, keeper: keeper)
    }

    /// Its key is read for each request, so that a new one needs no restart.
    func openAI(_ entry: ProviderEntry) -> OpenAIRoom {
        OpenAIRoom(
            entry: entry,
            client: client,
            time: OpenAITime(clock, unixMilliseconds: unixMs)
        )
    }
}
